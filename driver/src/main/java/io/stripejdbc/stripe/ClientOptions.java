package io.stripejdbc.stripe;

import com.stripe.net.Authenticator;
import com.stripe.net.BearerTokenAuthenticator;
import com.stripe.net.StripeResponseGetterOptions;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * stripe-java's options of one transport, so that nothing comes from the static fields of {@code
 * com.stripe.Stripe}. Retries are zero: they belong to the governor.
 */
final class ClientOptions extends StripeResponseGetterOptions {
  private final TransportSettings settings;
  private final Authenticator authenticator;

  ClientOptions(TransportSettings settings) {
    this.settings = settings;
    this.authenticator = new BearerTokenAuthenticator(settings.apiKey());
  }

  @Override
  public Authenticator getAuthenticator() {
    return authenticator;
  }

  @Override
  public @Nullable String getClientId() {
    return null;
  }

  @Override
  public int getConnectTimeout() {
    return settings.connectTimeoutMillis();
  }

  @Override
  public @Nullable Proxy getConnectionProxy() {
    return null;
  }

  @Override
  public int getMaxNetworkRetries() {
    return 0;
  }

  @Override
  public @Nullable PasswordAuthentication getProxyCredential() {
    return null;
  }

  @Override
  public String getApiBase() {
    return settings.apiBase();
  }

  @Override
  public String getFilesBase() {
    return settings.apiBase();
  }

  @Override
  public String getConnectBase() {
    return settings.apiBase();
  }

  @Override
  public String getMeterEventsBase() {
    return settings.apiBase();
  }

  @Override
  public int getReadTimeout() {
    return settings.readTimeoutMillis();
  }

  @Override
  public @Nullable String getStripeAccount() {
    return null;
  }

  @Override
  public @Nullable String getStripeContext() {
    return null;
  }
}

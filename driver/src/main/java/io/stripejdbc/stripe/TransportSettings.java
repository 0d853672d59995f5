package io.stripejdbc.stripe;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the API, and as whom.
 *
 * @param apiKey the key; never shown
 * @param apiBase scheme, host and port, without a path
 * @param apiVersion value of {@code Stripe-Version}
 * @param connectTimeoutMillis longest wait for a connection
 * @param readTimeoutMillis longest time without a byte, before the first one and within a body
 * @param previews whether {@link io.stripejdbc.fetch.PageRequest#PREVIEW} may be asked
 * @param proxy HTTP proxy, null for the JVM's own choice
 */
public record TransportSettings(
    String apiKey,
    String apiBase,
    String apiVersion,
    int connectTimeoutMillis,
    int readTimeoutMillis,
    boolean previews,
    @Nullable InetSocketAddress proxy) {

  @Override
  public String toString() {
    return "TransportSettings[" + apiBase + ", " + apiVersion + "]";
  }
}

package io.stripejdbc.jdbc.property;

import io.stripejdbc.error.DriverError;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A secret or restricted API key; its text leaves only through {@link #secret()}. */
public final class ApiKey {
  /** Printable ASCII without blanks: anything else cannot stand in an HTTP header. */
  private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]+");

  private final String secret;

  private ApiKey(String secret) {
    this.secret = secret;
  }

  /**
   * The key in this text.
   *
   * @throws SQLException 28000 when there is none, or when it cannot be a secret key
   */
  static ApiKey of(@Nullable String text) throws SQLException {
    if (text == null || text.isBlank()) {
      throw PropertyFailure.of(
          DriverError.KEY_REJECTED,
          "No API key: set property 'apiKey' (or 'password'), or STRIPE_API_KEY in the environment;"
              + " jdbc:stripe:demo needs none");
    }
    String key = text.strip();
    if (!SENDABLE.matcher(key).matches()) {
      throw PropertyFailure.of(
          DriverError.KEY_REJECTED,
          "Property 'apiKey' holds blanks or characters that no Stripe key has; copy the key again");
    }
    if (key.startsWith("pk_")) {
      throw PropertyFailure.of(
          DriverError.KEY_REJECTED,
          "Property 'apiKey' holds a publishable key (pk_…), which cannot read;"
              + " use a restricted key (rk_…) with read permissions");
    }
    return new ApiKey(key);
  }

  /** The text to send in the Authorization header, and nowhere else. */
  public String secret() {
    return secret;
  }

  /** Whether the key is for live data; Stripe paces live keys less strictly than test keys. */
  public boolean isLive() {
    return secret.contains("_live_");
  }

  @Override
  public String toString() {
    return "***";
  }
}

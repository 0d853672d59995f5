package io.stripejdbc.shell;

import io.stripejdbc.StripeDriver;
import io.stripejdbc.jdbc.connection.ConnectionFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What to connect to; the key stays out of the URL, which prompts and lists show.
 *
 * @param url a URL without a key
 * @param key the key that stood in the URL, null when there was none
 * @param attachments the properties {@code attach.…}, with their passwords
 */
record ConnectionTarget(String url, @Nullable String key, Map<String, String> attachments) {
  private static final String DEMO = "jdbc:stripe:demo";
  private static final String WITH_THE_KEY_OF_THE_ENVIRONMENT = "jdbc:stripe:";
  private static final String VARIABLE = "STRIPE_API_KEY";

  /**
   * The URL of the user; without one Stripe itself if the environment holds a key, else the demo.
   *
   * @throws SQLException 08001 for a URL that is none of ours or cannot be read
   */
  static ConnectionTarget of(@Nullable String url, UnaryOperator<@Nullable String> environment)
      throws SQLException {
    if (url != null) {
      ConnectionFactory.SplitUrl split = ConnectionFactory.split(url);
      return new ConnectionTarget(split.url(), split.apiKey(), split.attachments());
    }
    String key = environment.apply(VARIABLE);
    boolean hasKey = key != null && !key.isBlank();
    return new ConnectionTarget(hasKey ? WITH_THE_KEY_OF_THE_ENVIRONMENT : DEMO, null, Map.of());
  }

  /** The same with further databases. */
  ConnectionTarget attaching(Map<String, String> further) {
    Map<String, String> all = new LinkedHashMap<>(attachments);
    all.putAll(further);
    return new ConnectionTarget(url, key, all);
  }

  boolean isDemo() {
    return url.startsWith(DEMO);
  }

  /** A new connection. */
  Connection connect() throws SQLException {
    Properties properties = new Properties();
    attachments.forEach(properties::setProperty);
    if (key != null) {
      properties.setProperty("password", key);
    }
    Connection connection = new StripeDriver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("The URL must start with jdbc:stripe:", "08001");
    }
    return connection;
  }

  @Override
  public String toString() {
    return url;
  }
}

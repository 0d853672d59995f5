package io.stripejdbc.examples.benchmarks;

import com.stripe.StripeClient;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.StringJoiner;
import java.util.TreeSet;

/** An emulator that takes so long for each call, and the two ways to ask it. */
final class Stand implements AutoCloseable {
  private final Emulator emulator;

  Stand(EmulatorOptions options, int latencyMillis) {
    this.emulator =
        Emulator.start(
            latencyMillis == 0 ? options : options.withLatency(Duration.ofMillis(latencyMillis)));
  }

  Emulator emulator() {
    return emulator;
  }

  /**
   * The driver, without a limit on its pace: both sides are given what they can use.
   *
   * @param cache {@code memory} or {@code off}
   */
  Connection driver(String cache) throws SQLException {
    return driver(cache, "");
  }

  /**
   * The same with more properties.
   *
   * @param more {@code ;name=value} of each
   */
  Connection driver(String cache, String more) throws SQLException {
    return DriverManager.getConnection(url(cache) + more);
  }

  /** The URL of such a connection. */
  String url(String cache) {
    return "jdbc:stripe:;cache="
        + cache
        + ";maxRequestsPerSecond=0;maxRequestsPerSecondPerEndpoint=0;maxRequestsPerQuery=0"
        + ";cacheMaxMegabytes=4096"
        + ";apiKey="
        + EmulatorOptions.DEMO_KEY
        + ";apiBase="
        + emulator.baseUri();
  }

  /** Stripe's own client. */
  StripeClient client() {
    return StripeClient.builder()
        .setApiKey(EmulatorOptions.DEMO_KEY)
        .setApiBase(emulator.baseUri().toString())
        .build();
  }

  int calls(Work work) throws Exception {
    emulator.clearRequests();
    work.run();
    return emulator.requests().size();
  }

  /** The rows of a query, sorted, with numbers without trailing zeros. */
  static String answer(Connection connection, String sql) throws SQLException {
    TreeSet<String> rows = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringJoiner row = new StringJoiner(" ");
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return String.join("\n", rows);
  }

  /** How many rows a query has. */
  static long count(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      long rows = 0;
      while (result.next()) {
        rows++;
      }
      return rows;
    }
  }

  @Override
  public void close() {
    emulator.close();
  }
}

package io.stripejdbc.examples;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Plain JDBC. {@code java -cp driver/target/stripe-jdbc.jar Quickstart.java} runs it on the demo;
 * with the URL {@code jdbc:stripe:} behind it, it asks Stripe with the key in {@code
 * STRIPE_API_KEY}.
 */
public final class Quickstart {
  private static final String NEWEST =
      "SELECT id, created, major_units(amount, currency) AS amount, currency"
          + " FROM charges WHERE connected_account = ? AND status = 'succeeded'"
          + " ORDER BY created DESC LIMIT 5";

  private Quickstart() {}

  /** Prints the newest payments of the platform. */
  public static void main(String[] args) throws SQLException {
    String url = args.length == 0 ? "jdbc:stripe:demo" : args[0];
    try (Connection stripe = DriverManager.getConnection(url);
        PreparedStatement newest = stripe.prepareStatement(NEWEST)) {
      newest.setString(1, "platform");
      try (ResultSet rows = newest.executeQuery()) {
        while (rows.next()) {
          System.out.printf(
              "%s  %s  %12s %s%n",
              rows.getTimestamp("created"),
              rows.getString("id"),
              rows.getBigDecimal("amount").stripTrailingZeros().toPlainString(),
              rows.getString("currency"));
        }
      }
    }
  }
}

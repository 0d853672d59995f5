package io.stripejdbc.examples;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Orders that lie in a database of one's own, with their charges at Stripe. The database is made
 * here, in memory, with orders for some charges of the demo; with another one, a URL of it is all
 * that changes.
 */
public final class AttachedOrders {
  private static final String STRIPE = "jdbc:stripe:demo";
  private static final String SHOP = "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1";

  private static final String PAID_ORDERS =
      "SELECT o.id, c.status, c.amount = o.amount AS agrees"
          + " FROM shop.orders o JOIN charges c ON c.id = o.charge_id"
          + " WHERE o.status = 'paid' AND c.connected_account = 'platform' ORDER BY o.id";

  private AttachedOrders() {}

  /** Prints each paid order with the status of its charge, and whether the amounts agree. */
  public static void main(String[] args) throws SQLException {
    try (Connection shop = DriverManager.getConnection(SHOP)) {
      makeOrders(shop);
      Properties properties = new Properties();
      properties.setProperty("attach.shop", SHOP);
      try (Connection stripe = DriverManager.getConnection(STRIPE, properties);
          Statement statement = stripe.createStatement();
          ResultSet rows = statement.executeQuery(PAID_ORDERS)) {
        while (rows.next()) {
          System.out.printf(
              "order %d: %s, %s%n",
              rows.getInt("id"),
              rows.getString("status"),
              rows.getBoolean("agrees") ? "the amounts agree" : "the amounts differ");
        }
      }
    }
  }

  private static void makeOrders(Connection shop) throws SQLException {
    try (Statement statement = shop.createStatement()) {
      statement.execute(
          "CREATE TABLE orders (id INT PRIMARY KEY, charge_id VARCHAR, amount BIGINT, status VARCHAR)");
    }
    try (Connection stripe = DriverManager.getConnection(STRIPE);
        Statement statement = stripe.createStatement();
        ResultSet charges =
            statement.executeQuery(
                "SELECT id, amount FROM charges WHERE connected_account = 'platform'"
                    + " ORDER BY created DESC LIMIT 6");
        PreparedStatement insert =
            shop.prepareStatement("INSERT INTO orders VALUES (?, ?, ?, ?)")) {
      for (int id = 1; charges.next(); id++) {
        insert.setInt(1, id);
        insert.setString(2, charges.getString("id"));
        insert.setLong(3, charges.getLong("amount"));
        insert.setString(4, id % 2 == 0 ? "open" : "paid");
        insert.executeUpdate();
      }
    }
  }
}

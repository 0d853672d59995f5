package io.stripejdbc.examples.calcite;

import io.stripejdbc.calcite.StripeSchemaFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.apache.calcite.adapter.jdbc.JdbcSchema;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.schema.SchemaPlus;
import org.h2.jdbcx.JdbcDataSource;

/** Joins the orders of a shop's database with their charges: one call for each order. */
public final class OrdersWithCharges {
  private OrdersWithCharges() {}

  public static void main(String[] args) throws Exception {
    JdbcDataSource shop = new JdbcDataSource();
    shop.setURL("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1");
    Properties info = new Properties();
    info.setProperty("lex", "MYSQL_ANSI");
    try (Connection connection = DriverManager.getConnection("jdbc:calcite:", info)) {
      SchemaPlus root = connection.unwrap(CalciteConnection.class).getRootSchema();
      SchemaPlus stripe =
          root.add(
              "stripe", new StripeSchemaFactory().create(root, "stripe", Map.of("demo", true)));
      try {
        fill(shop, connection);
        root.add("shop", JdbcSchema.create(root, "shop", shop, null, "PUBLIC"));
        print(connection);
      } finally {
        stripe
            .unwrap(AutoCloseable.class)
            .close(); // Threads and sockets; Calcite closes no schema.
      }
    }
  }

  private static void print(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT o.nr, c.amount, c.currency"
                    + " FROM shop.orders o JOIN stripe.charges c ON c.id = o.charge"
                    + " WHERE o.nr > 3 AND c.connected_account = 'platform' ORDER BY o.nr")) {
      while (rows.next()) {
        System.out.println(rows.getInt(1) + " " + rows.getLong(2) + " " + rows.getString(3));
      }
    }
  }

  /** A shop with ten orders, each with a charge of the demo. */
  private static void fill(JdbcDataSource shop, Connection calcite) throws SQLException {
    try (Connection connection = shop.getConnection();
        Statement create = connection.createStatement();
        Statement charges = calcite.createStatement();
        ResultSet ids =
            charges.executeQuery(
                "SELECT id FROM stripe.charges WHERE connected_account = 'platform' LIMIT 10")) {
      create.execute("CREATE TABLE orders (nr INT PRIMARY KEY, charge VARCHAR(255))");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO orders VALUES (?, ?)")) {
        for (int nr = 1; ids.next(); nr++) {
          insert.setInt(1, nr);
          insert.setString(2, ids.getString(1));
          insert.executeUpdate();
        }
      }
    }
  }
}

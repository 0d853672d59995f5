package io.stripejdbc.examples.calcite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads Stripe through a model file, and a ready-made view of it. */
public final class ModelFile {
  private ModelFile() {}

  public static void main(String[] args) throws SQLException {
    String url = "jdbc:calcite:model=model.json;lex=MYSQL_ANSI";
    try (Connection calcite = DriverManager.getConnection(url);
        Statement statement = calcite.createStatement()) {
      print(
          statement,
          "SELECT id, amount, currency FROM charges"
              + " WHERE connected_account = 'platform' ORDER BY created DESC LIMIT 5");
      print(
          statement,
          "SELECT connected_account, currency, mrr FROM reports.mrr"
              + " WHERE connected_account = 'platform'");
    }
  }

  private static void print(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        System.out.println(rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3));
      }
    }
  }
}

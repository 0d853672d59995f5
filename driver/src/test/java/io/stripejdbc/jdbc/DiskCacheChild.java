package io.stripejdbc.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A process that runs a query, once or again and again, and prints a line per row; the test may
 * kill it on the way.
 */
final class DiskCacheChild {
  private DiskCacheChild() {}

  public static void main(String[] args) throws Exception {
    try (Connection connection = DriverManager.getConnection(args[0]);
        Statement statement = connection.createStatement()) {
      int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 1;
      for (int round = 0; round < rounds; round++) {
        print(statement, args[1]);
      }
    }
  }

  private static void print(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        System.out.println(rows.getString(1));
        System.out.flush();
      }
    }
  }
}

package io.stripejdbc.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/** A process that runs a query and prints a line per row; the test may kill it on the way. */
final class DiskCacheChild {
  private DiskCacheChild() {}

  public static void main(String[] args) throws Exception {
    try (Connection connection = DriverManager.getConnection(args[0]);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(args[1])) {
      while (rows.next()) {
        System.out.println(rows.getString(1));
        System.out.flush();
      }
    }
  }
}

package io.stripejdbc.house;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A user's program that walks over every row of one query and says how many there were. */
final class ReadAll {
  private ReadAll() {}

  public static void main(String... urlAndQuery) throws SQLException {
    long rows = 0;
    try (Connection connection = DriverManager.getConnection(urlAndQuery[0]);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(urlAndQuery[1])) {
      for (; result.next(); rows++) {
        if (result.getString(1).isEmpty()) {
          throw new IllegalStateException("row " + rows + " has no id");
        }
      }
    }
    System.out.println(rows);
  }
}

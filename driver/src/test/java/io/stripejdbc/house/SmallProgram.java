package io.stripejdbc.house;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A user's program that knows only java.sql. As a process of its own it prints the rows of each
 * query, then the drivers that the JVM knows in the end.
 */
final class SmallProgram {
  private SmallProgram() {}

  public static void main(String... queries) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:stripe:demo")) {
      for (String query : queries) {
        rows(connection, query).forEach(System.out::println);
      }
    }
    DriverManager.drivers().map(Driver::getClass).map(Class::getName).forEach(System.out::println);
  }

  static List<String> rows(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        StringJoiner row = new StringJoiner(" | ");
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          row.add(String.valueOf(result.getString(column)));
        }
        rows.add(row.toString());
      }
      return rows;
    }
  }
}

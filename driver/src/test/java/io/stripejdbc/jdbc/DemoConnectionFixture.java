package io.stripejdbc.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** One connection to the demo for all tests of a class. */
abstract class DemoConnectionFixture {
  static Connection connection;

  @BeforeAll
  static void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:stripe:demo");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }
}

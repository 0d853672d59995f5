package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cancel and time-out while the driver computes and asks nobody: each would take hours. */
@Timeout(120)
class CancelWhileComputingTest {
  private static final String NUMBERS = "(SELECT * FROM UNNEST(sequence(1, 20000)) AS u(n))";

  private static final String PAIRS_THAT_NEVER_FIT =
      "SELECT COUNT(*) FROM "
          + NUMBERS
          + " a JOIN "
          + NUMBERS
          + " b ON a.n * b.n = -1 JOIN "
          + NUMBERS
          + " c ON a.n + b.n + c.n = -1";
  private static final String ALL_PAIRS =
      "SELECT SUM(CAST(MOD(a.n, 7) AS BIGINT)) FROM "
          + NUMBERS
          + " a CROSS JOIN "
          + NUMBERS
          + " b CROSS JOIN "
          + NUMBERS
          + " c";
  private static final String ROWS_OF_PAIRS =
      "SELECT a.n FROM " + NUMBERS + " a JOIN " + NUMBERS + " b ON a.n * b.n = -1";

  private static Connection connection;

  @BeforeAll
  static void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:stripe:demo;cache=off");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private static void read(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        assertTrue(rows.getRow() > 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PAIRS_THAT_NEVER_FIT, ALL_PAIRS, ROWS_OF_PAIRS})
  void theTimeoutEndsIt(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      SQLException stopped = assertThrows(SQLException.class, () -> read(statement, sql));
      assertEquals("HYT00", stopped.getSQLState());
      statement.setQueryTimeout(0);
      read(statement, "SELECT 1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PAIRS_THAT_NEVER_FIT, ALL_PAIRS, ROWS_OF_PAIRS})
  void cancelEndsIt(String sql) throws Exception {
    // Planned before, so that the cancel meets it running and not on its way.
    connection.prepareStatement(sql).close();
    try (Statement statement = connection.createStatement()) {
      CompletableFuture<String> reader =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  read(statement, sql);
                  return "ended";
                } catch (SQLException e) {
                  return e.getSQLState();
                }
              });
      // A cancel before the execution begins has no effect: it is said until it is heard.
      while (!reader.isDone()) {
        statement.cancel();
        Thread.onSpinWait();
      }
      assertEquals("57014", reader.get());
      read(statement, "SELECT 1");
    }
  }
}

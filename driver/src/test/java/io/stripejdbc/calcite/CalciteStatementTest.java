package io.stripejdbc.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.apache.calcite.jdbc.CalciteConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Statements of stock Calcite over Stripe's tables: their types, failures, ends and plans. */
class CalciteStatementTest {
  private static final String ENDLESS =
      "SELECT COUNT(*) FROM balance_transactions a JOIN balance_transactions b"
          + " ON a.amount < b.amount JOIN charges c ON c.amount < a.amount";

  /** The log keeps the last thousand: its length may stay as it is. */
  private static final String STATEMENTS = "SELECT MAX(query_id) FROM \"system\".queries";

  private static CalciteConnections.Opened opened;
  private static CalciteConnection calcite;

  @BeforeAll
  static void connect() throws SQLException {
    opened = CalciteConnections.open(Map.of("demo", true, "accounts", "platform"));
    calcite = opened.connection();
  }

  @AfterAll
  static void close() throws SQLException {
    opened.close();
  }

  @Test
  void theTimeOutOfAStatementEndsIt() throws SQLException {
    try (Statement statement = calcite.createStatement()) {
      statement.setQueryTimeout(1);
      SQLException failure =
          assertThrows(SQLException.class, () -> statement.executeQuery(ENDLESS).next());
      assertEquals("HYT00", CalciteConnections.ours(failure).getSQLState());
      assertTrue(failure.getMessage().contains("timeout of 1 s"), failure.getMessage());
    }
  }

  @Test
  void cancelEndsAStatement() throws Exception {
    try (Connection log = DriverManager.getConnection("jdbc:stripe:demo");
        Statement statement = calcite.createStatement()) {
      FutureTask<Void> cancelling =
          new FutureTask<>(
              () -> {
                while (isNotRunning(log)) {
                  Thread.onSpinWait();
                }
                statement.cancel();
                return null;
              });
      new Thread(cancelling).start();
      statement.setQueryTimeout(60); // Where nobody cancels.
      SQLException failure =
          assertThrows(SQLException.class, () -> statement.executeQuery(ENDLESS).next());
      cancelling.get();
      assertEquals("57014", CalciteConnections.ours(failure).getSQLState());
    }
  }

  private static boolean isNotRunning(Connection log) throws SQLException {
    return CalciteConnections.rows(
            log,
            "SELECT query_id FROM \"system\".queries WHERE outcome = 'running'"
                + " AND sql_text = '(a statement of another Calcite)'")
        .isEmpty();
  }

  @Test
  void aFailureSaysTheSameAsInTheDriver() throws SQLException {
    String sql = "SELECT 1 / (amount - amount) FROM charges WHERE currency = 'eur'";
    try (Connection driver = DriverManager.getConnection("jdbc:stripe:demo")) {
      SQLException there =
          assertThrows(SQLException.class, () -> CalciteConnections.rows(driver, sql));
      SQLException here =
          CalciteConnections.ours(
              assertThrows(SQLException.class, () -> CalciteConnections.rows(calcite, sql)));
      assertEquals(there.getMessage(), here.getMessage());
      assertEquals(there.getSQLState(), here.getSQLState());
    }
  }

  @Test
  void sumsAndAveragesHaveTheTypesOfTheOtherCalcite() throws SQLException {
    try (Statement statement = calcite.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT AVG(amount), AVG(amount) + 1, SUM(amount) FROM charges"
                    + " WHERE currency = 'eur'")) {
      assertTrue(rows.next());
      assertEquals(Types.BIGINT, rows.getMetaData().getColumnType(1));
      long average = (Long) rows.getObject(1);
      assertEquals(average + 1, rows.getObject(2));
      assertTrue(rows.getLong(3) > average);
    }
  }

  @Test
  void aPreparedStatementRunsAgainWithOtherValues() throws SQLException {
    List<String> ids = CalciteConnections.rows(calcite, "SELECT id FROM charges LIMIT 2");
    try (PreparedStatement statement =
        calcite.prepareStatement("SELECT id FROM charges WHERE id = ?")) {
      for (String id : ids) {
        statement.setString(1, id);
        try (ResultSet rows = statement.executeQuery()) {
          assertTrue(rows.next());
          assertEquals(id, rows.getString(1));
        }
      }
    }
  }

  @Test
  void explainShowsTheCallsAndMakesNone() throws SQLException {
    try (Connection log = DriverManager.getConnection("jdbc:stripe:demo")) {
      List<String> before =
          CalciteConnections.rows(log, "SELECT COUNT(*) FROM \"system\".requests");
      String plan =
          CalciteConnections.rows(
                  calcite, "EXPLAIN PLAN FOR SELECT id FROM disputes ORDER BY created DESC LIMIT 3")
              .get(0);
      assertTrue(plan.contains("GET /v1/disputes?limit=3"), plan);
      assertEquals(
          before, CalciteConnections.rows(log, "SELECT COUNT(*) FROM \"system\".requests"));
    }
  }

  @Test
  void currentTimeIsThatOfTheDemoAndOfUtc() throws SQLException {
    assertEquals(
        List.of("2026-11-01 12:00:00"),
        CalciteConnections.rows(
            calcite, "SELECT DISTINCT CURRENT_TIMESTAMP FROM charges WHERE currency = 'eur'"));
  }

  @Test
  void alternativesOfSeveralColumnsBecomeCalls() throws SQLException {
    List<String> ids = CalciteConnections.rows(calcite, "SELECT id FROM customers LIMIT 2");
    String sql =
        "SELECT id FROM customers WHERE (connected_account, id) IN (('platform', '%s'),"
            + " ('platform', '%s'))";
    assertEquals(2, CalciteConnections.rows(calcite, sql.formatted(ids.get(0), ids.get(1))).size());
    String plan =
        CalciteConnections.rows(
                calcite, "EXPLAIN PLAN FOR " + sql.formatted(ids.get(0), ids.get(1)))
            .get(0);
    assertTrue(plan.contains("GET /v1/customers/" + ids.get(0)), plan);
  }

  @Test
  void aClosedSchemaSaysSo() throws SQLException {
    CalciteConnections.Opened other = CalciteConnections.open(Map.of("demo", true));
    assertEquals(
        1, CalciteConnections.rows(other.connection(), "SELECT id FROM plans LIMIT 1").size());
    CalciteConnections.Opened.close(other.connection(), "stripe");
    SQLException failure =
        assertThrows(
            SQLException.class,
            () -> CalciteConnections.rows(other.connection(), "SELECT id FROM plans LIMIT 1"));
    assertEquals("08003", CalciteConnections.ours(failure).getSQLState());
    other.connection().close();
  }

  @Test
  void everyStatementIsInTheLog() throws SQLException {
    try (Connection log = DriverManager.getConnection("jdbc:stripe:demo")) {
      long before = Long.parseLong(CalciteConnections.rows(log, STATEMENTS).get(0));
      CalciteConnections.rows(calcite, "SELECT id FROM plans LIMIT 1");
      long after = Long.parseLong(CalciteConnections.rows(log, STATEMENTS).get(0));
      assertEquals(before + 2, after); // The question itself is one of them.
    }
  }
}

package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code EXPLAIN ANALYZE} runs a statement and tells what it took. */
class ExplainAnalyzeTest {
  private static final Pattern ACTUAL =
      Pattern.compile(
          "actual: (\\d+) calls?, (\\d+) rows? read(, \\d+ rows? from the cache)?, (\\d+) used,"
              + " \\d+ ms waited, \\d+ ms in calls");

  private static final Pattern TOTAL =
      Pattern.compile(
          "total: (\\d+) calls?, \\d+ rows read, (\\d+) rows of the result, \\d+ ms waited,"
              + " \\d+ ms");

  private static Connection demo;

  @BeforeAll
  static void connect() throws SQLException {
    demo = DriverManager.getConnection("jdbc:stripe:demo;cache=off");
  }

  @AfterAll
  static void close() throws SQLException {
    demo.close();
  }

  private static List<String> lines(ResultSet rows) throws SQLException {
    List<String> lines = new ArrayList<>();
    while (rows.next()) {
      lines.add(rows.getString("plan").strip());
    }
    return lines;
  }

  private static List<String> lines(String sql) throws SQLException {
    try (Statement statement = demo.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return lines(rows);
    }
  }

  private static List<Matcher> all(Pattern pattern, List<String> lines) {
    return lines.stream().map(pattern::matcher).filter(Matcher::matches).toList();
  }

  private static long madeByLast() throws SQLException {
    String sql =
        "SELECT COUNT(*) FROM system.requests WHERE query_id = (SELECT MAX(query_id) FROM"
            + " system.queries WHERE outcome <> 'running')";
    try (Statement statement = demo.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void theRealCallsAndRowsStandBelowTheEstimateOfEachScan() throws SQLException {
    List<String> lines =
        lines(
            "EXPLAIN ANALYZE SELECT c.id, pm.type FROM charges c JOIN payment_methods pm"
                + " ON pm.connected_account = c.connected_account AND pm.id = c.payment_method"
                + " WHERE c.connected_account = 'platform' ORDER BY c.created DESC LIMIT 10");
    List<Matcher> scans = all(ACTUAL, lines);
    assertEquals(2, scans.size(), String.join("\n", lines));
    for (int i = 0; i < lines.size(); i++) {
      boolean actual = lines.get(i).startsWith("actual: ");
      assertTrue(!actual || lines.get(i - 1).startsWith("estimate: "), String.join("\n", lines));
    }
    assertEquals(scans.get(1).group(1), scans.get(1).group(2));
    Matcher total = all(TOTAL, lines).get(0);
    assertEquals(lines.size() - 1, lines.indexOf(total.group()));
    assertEquals("10", total.group(2));
    long sum = scans.stream().mapToLong(scan -> Long.parseLong(scan.group(1))).sum();
    assertEquals(Long.toString(sum), total.group(1));
    assertEquals(sum, madeByLast());
  }

  @Test
  void preparedStatementsRunWithTheirValues() throws SQLException {
    String sql =
        "EXPLAIN ANALYZE SELECT id FROM charges WHERE connected_account = ? ORDER BY created DESC"
            + " LIMIT 7";
    try (PreparedStatement statement = demo.prepareStatement(sql)) {
      assertEquals("plan", statement.getMetaData().getColumnName(1));
      statement.setString(1, "platform");
      List<String> lines = lines(statement.executeQuery());
      assertTrue(
          lines.stream().anyMatch(line -> line.startsWith("actual: 1 call, 7 rows read, 7 used,")),
          String.join("\n", lines));
      statement.setString(1, "nobody");
      lines = lines(statement.executeQuery());
      assertTrue(lines.get(lines.size() - 1).startsWith("total: 0 calls, 0 rows read, 0 rows"));
    }
  }

  /** Rows that stand behind the last one given out are read, but not used. */
  @Test
  void rowsBehindTheLastOfALimitAreNotUsed() throws SQLException {
    String where = " FROM charges WHERE connected_account = 'platform' AND amount >= 0";
    List<String> lines = lines("EXPLAIN ANALYZE SELECT id" + where + " LIMIT 7");
    assertTrue(all(ACTUAL, lines).get(0).group(4).matches("[78]"), String.join("\n", lines));
    lines = lines("EXPLAIN ANALYZE SELECT SUM(amount)" + where);
    Matcher whole = all(ACTUAL, lines).get(0);
    assertEquals(whole.group(2), whole.group(4), String.join("\n", lines));
    lines = lines("EXPLAIN ANALYZE SELECT id" + where + " AND amount = 123456789");
    whole = all(ACTUAL, lines).get(0);
    assertEquals(whole.group(2), whole.group(4), String.join("\n", lines));
  }

  @Test
  void nothingRunsBeforeTheFirstLineIsAskedForAndPlanForRunsNothing() throws SQLException {
    try (Statement statement = demo.createStatement()) {
      statement.executeQuery("EXPLAIN ANALYZE SELECT id FROM charges LIMIT 1").close();
      assertEquals(0, madeByLast());
    }
    assertFalse(
        lines("EXPLAIN PLAN FOR SELECT id FROM charges LIMIT 1").stream()
            .anyMatch(line -> line.startsWith("actual")));
    assertEquals(0, madeByLast());
  }

  @Test
  void aScanThatIsNotReachedWasNotRead() throws SQLException {
    List<String> lines =
        lines(
            "EXPLAIN ANALYZE SELECT r.id, c.amount FROM refunds r JOIN charges c"
                + " ON c.connected_account = r.connected_account AND c.id = r.charge"
                + " WHERE r.connected_account = 'platform' AND r.id = 're_none'");
    assertTrue(lines.contains("actual: not read"), String.join("\n", lines));
  }

  @Test
  void aRowLimitIsOneOfLinesAndNotOfTheStatement() throws SQLException {
    try (Statement statement = demo.createStatement()) {
      statement.setMaxRows(2);
      assertEquals(
          2,
          lines(
                  statement.executeQuery(
                      "EXPLAIN ANALYZE SELECT id FROM charges WHERE connected_account ="
                          + " 'platform'"))
              .size());
      assertTrue(madeByLast() > 1);
    }
  }

  @Test
  void whatFailsInTheStatementFailsHere() {
    SQLException failed =
        assertThrows(
            SQLException.class,
            () ->
                lines(
                    "EXPLAIN ANALYZE SELECT 1 / (amount - amount) FROM charges"
                        + " WHERE connected_account = 'platform'"));
    assertEquals("22012", failed.getSQLState());
    SQLException change =
        assertThrows(SQLException.class, () -> lines("EXPLAIN ANALYZE DELETE FROM charges"));
    assertEquals("25006", change.getSQLState());
  }

  @Test
  void analyzeIsStillAName() throws SQLException {
    try (Statement statement = demo.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT analyze FROM (SELECT 1 AS analyze) AS analyze")) {
      assertEquals("analyze", rows.getMetaData().getColumnLabel(1));
    }
  }
}

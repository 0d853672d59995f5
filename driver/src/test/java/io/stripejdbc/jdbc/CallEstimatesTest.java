package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of the number of calls before they are made, and what follows from it. */
class CallEstimatesTest {
  private static final String COUNT =
      "SELECT COUNT(*) FROM charges WHERE connected_account = 'platform'";

  private static List<String> lines(Connection connection, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        lines.add(rows.getString(1).strip());
      }
    }
    return lines;
  }

  private static String estimate(Connection connection, String sql) throws SQLException {
    return lines(connection, "EXPLAIN PLAN FOR " + sql).stream()
        .filter(line -> line.startsWith("estimate: "))
        .findFirst()
        .orElseThrow();
  }

  private static long calls(Connection connection, String condition) throws SQLException {
    String sql =
        "SELECT COUNT(*) FROM system.requests WHERE query_id ="
            + " (SELECT MAX(query_id) FROM system.queries WHERE outcome "
            + condition
            + " 'ok' AND outcome <> 'running')";
    return Long.parseLong(lines(connection, sql).get(0));
  }

  @Test
  void whatWasNeverReadIsUnknownAndWhatWasReadIsCounted() throws SQLException {
    try (Connection demo = DriverManager.getConnection("jdbc:stripe:demo;cache=off")) {
      assertEquals("estimate: unknown; at least 1", estimate(demo, COUNT));
      assertEquals(
          "estimate: unknown; at least 1 for each account, and it is not known how many there are",
          estimate(demo, "SELECT COUNT(*) FROM charges"));
      assertEquals(
          "estimate: 1 call",
          estimate(
              demo, "SELECT id FROM charges WHERE id = 'ch_1' AND connected_account = 'platform'"));
      long rows = Long.parseLong(lines(demo, COUNT).get(0));
      long pages = (rows + 99) / 100;
      String known = estimate(demo, COUNT);
      assertTrue(
          known.equals(
              "estimate: "
                  + pages
                  + (pages == 1 ? " call" : " calls")
                  + " (read less than a minute ago)"),
          known);
    }
  }

  @Test
  void aReadingThatIsKnownToNeedTooManyCallsFailsBeforeTheFirstOne() throws SQLException {
    String url = "jdbc:stripe:demo;cache=off";
    try (Connection demo = DriverManager.getConnection(url)) {
      long rows = Long.parseLong(lines(demo, COUNT).get(0));
      assertTrue(rows > 200, "rows " + rows);
      try (Connection bound = DriverManager.getConnection(url + ";maxRequestsPerQuery=2")) {
        SQLException failure = assertThrows(SQLException.class, () -> lines(bound, COUNT));
        assertEquals("54000", failure.getSQLState());
        String message = failure.getMessage();
        assertTrue(message.contains("takes " + (rows + 99) / 100 + " calls"), message);
        assertTrue(message.contains("maxRequestsPerQuery"), message);
        assertEquals(0, calls(bound, "<>"));
      }
    }
  }

  private static String refused(Connection bound, String sql) throws SQLException {
    SQLException failure = assertThrows(SQLException.class, () -> lines(bound, sql));
    assertEquals("54000", failure.getSQLState(), failure.getMessage());
    assertTrue(failure.getMessage().contains("maxRequestsPerQuery"), failure.getMessage());
    assertTrue(failure.getMessage().contains("narrow it"), failure.getMessage());
    assertEquals(0, calls(bound, "<>"), sql);
    return failure.getMessage();
  }

  @Test
  void rowsOfALimitIdsAndAccountsThatAreKnownToBeTooManyFailBeforeTheFirstCall()
      throws SQLException {
    String url = "jdbc:stripe:demo;cache=off";
    try (Connection demo = DriverManager.getConnection(url);
        Connection bound = DriverManager.getConnection(url + ";maxRequestsPerQuery=5")) {
      lines(demo, COUNT);
      int accounts = lines(demo, "SELECT DISTINCT connected_account FROM charges").size();
      assertTrue(accounts > 6);
      String limit =
          refused(
              bound,
              "SELECT id FROM charges WHERE connected_account = 'platform'"
                  + " ORDER BY created DESC LIMIT 1000");
      assertTrue(limit.contains("takes 10 calls"), limit);
      String ids =
          refused(
              bound,
              "SELECT id FROM charges WHERE connected_account = 'platform'"
                  + " AND id IN ('ch_1', 'ch_2', 'ch_3', 'ch_4', 'ch_5', 'ch_6')");
      assertTrue(ids.contains("Looking up 6 ids of table 'charges' takes 6 calls"), ids);
      assertTrue(ids.contains("fewer ids"), ids);
      String many = refused(bound, "SELECT MAX(created) FROM charges");
      assertTrue(many.contains("connected_account"), many);
      // What is not known is not refused.
      String unread = "SELECT id FROM refunds WHERE connected_account = 'platform' LIMIT 1";
      assertEquals(1, lines(bound, unread).size());
    }
  }

  @Test
  void estimatesSayHowManyAccountsThereAreAndWhatALimitTakes() throws SQLException {
    try (Connection demo = DriverManager.getConnection("jdbc:stripe:demo;cache=off")) {
      String all = "SELECT id FROM payouts";
      assertEquals(
          "estimate: unknown; at least 1, and it is not known how many accounts there are",
          estimate(demo, all + " LIMIT 10"));
      long accounts = lines(demo, "SELECT connected_account FROM accounts").size();
      lines(demo, "SELECT COUNT(*) FROM customers");
      assertEquals(
          "estimate: unknown; at least 1 for each of " + accounts + " accounts",
          estimate(demo, all));
      assertEquals("estimate: 1 to " + accounts + " calls", estimate(demo, all + " LIMIT 10"));
      assertEquals(
          "estimate: " + accounts + " calls",
          estimate(demo, all + " ORDER BY created DESC LIMIT 10"));
      assertEquals(
          "estimate: unknown; at least 1, some 20 for a long list",
          estimate(demo, "SELECT MIN(created) FROM payouts WHERE connected_account = 'platform'"));
      lines(demo, "SELECT MIN(created) FROM payouts WHERE connected_account = 'platform'");
      assertEquals(
          "estimate: 1 call",
          estimate(demo, "SELECT MIN(created) FROM payouts WHERE connected_account = 'platform'"));
    }
  }
}

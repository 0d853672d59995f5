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
}

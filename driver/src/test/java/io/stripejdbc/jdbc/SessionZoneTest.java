package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code SET TIME ZONE}: where today is, and when it began. The demo's clock shows noon in UTC. */
class SessionZoneTest {
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:stripe:demo");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private String run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      StringBuilder all = new StringBuilder();
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          all.append(all.isEmpty() ? "" : "|").append(rows.getString(i));
        }
      }
      return all.toString();
    }
  }

  @Test
  void aSessionIsInUtcUntilItIsSet() throws SQLException {
    assertEquals("UTC", run("SHOW TIME ZONE"));
    assertEquals("true|true", run("SELECT LOCALTIMESTAMP = now(), CURRENT_DATE = now()::date"));
    run("SET TIME ZONE 'america/new_york'");
    assertEquals("America/New_York", run("SHOW time_zone"));
    for (String back : new String[] {"SET TIME ZONE LOCAL", "RESET TIME ZONE", "RESET ALL"}) {
      run("SET SESSION TIME ZONE '+02:00'");
      assertEquals("+02:00", run("SHOW TIMEZONE"));
      run(back);
      assertEquals("UTC", run("SHOW TIME ZONE"), back);
    }
  }

  @Test
  void theDayAndTheClockAreThoseOfTheZone() throws SQLException {
    run("SET TIME ZONE 'Pacific/Kiritimati'"); // UTC+14, all year
    assertEquals(
        "true|1|2|2|true",
        run(
            "SELECT LOCALTIMESTAMP = now() + INTERVAL '14' HOUR,"
                + " date_diff('day', CAST(timestamp '2026-11-01 12:00:00' AS DATE), CURRENT_DATE),"
                + " EXTRACT(HOUR FROM now()), hour(current_timestamp),"
                + " now()::date = CURRENT_DATE"));
    assertEquals(
        "2026-11-01 10:00:00|2026-10-31 10:00:00|2026-11-01 10:00:00",
        run(
            "SELECT date_trunc('day', now()), date_trunc('month', CURRENT_TIMESTAMP),"
                + " date_trunc('week', now())"));
    assertEquals("2026-11-02", run("SELECT CURRENT_DATE AS current_date"));
  }

  @Test
  void columnsStayTheClockInUtc() throws SQLException {
    String sql = "SELECT max(created), max(date_trunc('day', created)) FROM charges";
    String before = run(sql);
    run("SET TIME ZONE 'Asia/Tokyo'");
    assertEquals(before, run(sql));
  }

  @Test
  void theBeginOfADayThereIsABoundOfTheRequest() throws SQLException {
    run("SET TIME ZONE 'Asia/Tokyo'");
    String plan =
        run(
            "EXPLAIN SELECT count(*) FROM charges WHERE connected_account = 'platform'"
                + " AND created >= date_trunc('day', now())");
    assertTrue(plan.contains("created[gte]=1793458800"), plan); // 2026-10-31 15:00 UTC
  }

  @Test
  void aTruncationMayNameItsZone() throws SQLException {
    assertEquals(
        "2025-12-31 05:00:00|2026-03-01 05:00:00",
        run(
            "SELECT date_trunc('day', timestamp '2026-01-01 03:00:00', 'America/New_York'),"
                + " date_trunc('month', timestamp '2026-03-20 03:00:00', 'America/New_York')"));
  }

  @Test
  void aZoneThatThereIsNotIsRefused() {
    SQLException refused =
        assertThrows(SQLException.class, () -> run("SET TIME ZONE 'Europe/Nowhere'"));
    assertEquals("22023", refused.getSQLState());
    assertTrue(refused.getMessage().contains("'Europe/Nowhere'"), refused.getMessage());
  }
}

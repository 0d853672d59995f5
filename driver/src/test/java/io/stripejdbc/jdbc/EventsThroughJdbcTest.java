package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.calcite.CalciteConnections;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.world.change.WorldChange;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user sees of {@code cacheRefresh=events}, in real time: rows are old after a second. */
class EventsThroughJdbcTest {
  private static final String NAMES =
      "SELECT id, name FROM customers WHERE connected_account = 'platform' ORDER BY id";

  private Emulator emulator;

  @BeforeEach
  void start() {
    // By this machine's clock: who refreshes asks for the events since a time of it.
    emulator = Emulator.start(EmulatorOptions.demo(Instant.now()).withScale(2).withAccounts(1));
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  private Connection connect(String more) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:stripe:;maxRequestsPerSecond=0;maxRequestsPerSecondPerEndpoint=0;apiKey="
            + EmulatorOptions.DEMO_KEY
            + ";apiBase="
            + emulator.baseUri()
            + more);
  }

  private List<String> lines() {
    return emulator.requests().stream().map(request -> request.path()).toList();
  }

  /** Until all cached rows are past their time to live. */
  private static void grownOld(Connection connection) throws SQLException {
    String young = "SELECT COUNT(*) FROM system.cache WHERE age_ms <= 1000";
    while (!AnsweringServer.rows(connection, young).equals(List.of("0"))) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private String rename(Connection connection, String name) throws SQLException {
    String row =
        AnsweringServer.rows(
                connection,
                "SELECT id FROM customers WHERE connected_account = 'platform' ORDER BY created, id"
                    + " LIMIT 1")
            .get(0);
    emulator.control().advanceTo(Instant.now());
    emulator.control().apply(new WorldChange.RenameCustomer("platform", row, name));
    return row;
  }

  @Test
  void theLogOfQueriesSaysWhatWasKeptAndWhatWasLookedUp() throws SQLException {
    try (Connection connection = connect(";cacheTtlSeconds=1;cacheRefresh=events")) {
      List<String> before = AnsweringServer.rows(connection, NAMES);
      assertTrue(before.size() > 100, before.size() + " customers");
      String renamed = rename(connection, "Another Name");
      grownOld(connection);
      emulator.clearRequests();
      List<String> after = AnsweringServer.rows(connection, NAMES);
      assertEquals(List.of("/v1/events", "/v1/customers/" + renamed), lines());
      assertEquals(before.size(), after.size());
      assertTrue(after.stream().anyMatch(row -> row.contains("Another Name")), after.toString());
      String log =
          "SELECT calls, refresh_calls, rows_kept, rows_looked_up FROM system.queries"
              + " WHERE sql_text LIKE '%name FROM customers%' AND sql_text NOT LIKE '%system%'"
              + " ORDER BY query_id";
      String kept = (before.size() - 1) + " 1";
      assertEquals(List.of("2 2 " + kept), AnsweringServer.rows(connection, log + " DESC LIMIT 1"));
      grownOld(connection);
      AnsweringServer.rows(connection, NAMES);
      assertEquals(
          List.of("1 1 " + before.size() + " 0"),
          AnsweringServer.rows(connection, log + " DESC LIMIT 1"));
      String first = AnsweringServer.rows(connection, log + " LIMIT 1").get(0);
      assertTrue(first.endsWith(" 0 0 0"), first);
    }
  }

  /** The adapter takes the properties of a connection, this one too. */
  @Test
  void theAdapterBringsRowsUpToDateToo() throws SQLException {
    Map<String, Object> operand =
        Map.of(
            "apiKey",
            EmulatorOptions.DEMO_KEY,
            "apiBase",
            emulator.baseUri().toString(),
            "maxRequestsPerSecond",
            0,
            "maxRequestsPerSecondPerEndpoint",
            0,
            "cacheTtlSeconds",
            1,
            "cacheRefresh",
            "events");
    try (CalciteConnections.Opened calcite = CalciteConnections.open(operand);
        Connection driver = connect("")) {
      List<String> before = CalciteConnections.rows(calcite.connection(), NAMES);
      String renamed = rename(driver, "Another Name");
      grownOld(driver);
      emulator.clearRequests();
      List<String> after = CalciteConnections.rows(calcite.connection(), NAMES);
      assertEquals(List.of("/v1/events", "/v1/customers/" + renamed), lines());
      assertEquals(before.size(), after.size());
    }
  }

  /** Its time is the machine's; by another one events of the present would be asked for in vain. */
  @Test
  void theDemoThatGoesOnIsBroughtUpToDate() throws SQLException {
    String url =
        "jdbc:stripe:demo;accounts=platform;demoChangesPerMinute=600;cacheTtlSeconds=1;cacheRefresh=events";
    String report =
        "SELECT COUNT(*), SUM(amount_refunded) FROM charges UNION ALL SELECT COUNT(*),"
            + " SUM(CHAR_LENGTH(name)) FROM customers UNION ALL SELECT COUNT(*), SUM(amount_paid)"
            + " FROM invoices";
    try (Connection connection = DriverManager.getConnection(url)) {
      List<String> before = AnsweringServer.rows(connection, report);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      List<String> after = before;
      while (after.equals(before) && System.nanoTime() < end) {
        grownOld(connection);
        after = AnsweringServer.rows(connection, report);
      }
      assertNotEquals(before, after);
      String refreshed = "SELECT COUNT(*) > 0 FROM system.queries WHERE rows_kept > 0";
      assertEquals(List.of("true"), AnsweringServer.rows(connection, refreshed));
    }
  }
}

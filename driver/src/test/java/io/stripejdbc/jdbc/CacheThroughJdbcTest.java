package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a user sees of the memory: who shares it, who does not, and what it cost. */
class CacheThroughJdbcTest {
  private static final String OTHER_KEY = "sk_test_other";
  private static final String COUNT = "SELECT COUNT(*) FROM charges";

  private static Emulator emulator;

  @BeforeAll
  static void start() {
    emulator =
        Emulator.start(
            EmulatorOptions.demo()
                .withScale(0.03)
                .withKeys(Set.of(EmulatorOptions.DEMO_KEY, OTHER_KEY)));
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  private static Connection connect(String key, String more) throws SQLException {
    return UnpacedConnections.open(emulator, key, more);
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @SuppressWarnings("UnusedReturnValue")
  private static int calls(Connection connection, String sql) throws SQLException {
    int before = emulator.requests().size();
    List<String> unused = column(connection, sql);
    return emulator.requests().size() - before;
  }

  @Test
  void theSecondRunOfAReportIsFreeAndSaysHowOldItIs() throws SQLException {
    try (Connection one = connect(EmulatorOptions.DEMO_KEY, "")) {
      String report =
          "SELECT connected_account, currency, SUM(amount) FROM charges"
              + " WHERE status = 'succeeded' GROUP BY connected_account, currency";
      assertTrue(calls(one, report) > 2);
      assertEquals(0, calls(one, report));
      assertEquals(
          List.of("0 true true true"),
          column(
              one,
              "SELECT CAST(calls AS VARCHAR) || ' ' || CAST(cached_pages > 2 AS VARCHAR) || ' '"
                  + " || CAST(cached_rows > 50 AS VARCHAR) || ' '"
                  + " || CAST(oldest_row_ms BETWEEN 0 AND 600000 AS VARCHAR)"
                  + " FROM system.queries WHERE query_id = (SELECT MAX(query_id)"
                  + " FROM system.queries WHERE outcome <> 'running')"));
    }
  }

  @Test
  void allConnectionsOfAKeyShareOneMemory() throws SQLException {
    try (Connection one = connect(EmulatorOptions.DEMO_KEY, "");
        Connection two = connect(EmulatorOptions.DEMO_KEY, ";accounts=platform")) {
      calls(one, "SELECT COUNT(*) FROM customers");
      assertEquals(0, calls(two, "SELECT COUNT(*) FROM customers"));
      assertEquals(0, calls(one, "SELECT MAX(created) FROM customers"));
    }
  }

  @Test
  void oneConnectionCanReadLiveAndLeaveTheOthersAlone() throws SQLException {
    try (Connection one = connect(EmulatorOptions.DEMO_KEY, "");
        Connection two = connect(EmulatorOptions.DEMO_KEY, "")) {
      String topups = "SELECT COUNT(*) FROM topups";
      assertTrue(calls(one, topups) > 0);
      assertEquals(
          List.of("cache", "cache_ttl_seconds", "next query", "schema", "time_zone"),
          column(one, "SET cache=off"));
      assertTrue(calls(one, topups) > 0);
      assertEquals(0, calls(two, topups));
      assertEquals(
          List.of("off"),
          column(one, "SELECT \"value\" FROM system.properties WHERE name='cache'"));
      column(one, "RESET ALL");
      assertEquals(0, calls(one, topups));
    }
  }

  @Test
  void refreshIsForTheNextQueryThatReadsAndForAllWhoComeAfter() throws SQLException {
    try (Connection one = connect(EmulatorOptions.DEMO_KEY, "")) {
      String transfers = "SELECT COUNT(*) FROM transfers";
      assertTrue(calls(one, transfers) > 0);
      assertEquals(0, calls(one, transfers));
      column(one, "REFRESH");
      column(one, "EXPLAIN PLAN FOR " + transfers);
      column(one, "SELECT * FROM system.cache");
      assertTrue(calls(one, transfers) > 0);
      assertEquals(0, calls(one, transfers));
    }
  }

  @Test
  void forgetDeletesWhatEveryConnectionOfTheKeyHasRead() throws SQLException {
    try (Connection one = connect(EmulatorOptions.DEMO_KEY, "");
        Connection two = connect(EmulatorOptions.DEMO_KEY, "")) {
      String payouts = "SELECT COUNT(*) FROM payouts";
      column(one, "FORGET");
      int first = calls(one, payouts);
      assertTrue(first > 0);
      assertEquals(0, calls(two, payouts));
      column(two, "FORGET");
      assertEquals(List.of("0"), column(one, "SELECT COUNT(*) FROM system.cache"));
      assertEquals(first, calls(one, payouts));
    }
  }

  /** Tools that open a connection for each query pay once. */
  @Test
  void rowsOutliveTheLastConnection() throws SQLException {
    String disputes = "SELECT COUNT(*) FROM disputes";
    try (Connection one = connect(EmulatorOptions.DEMO_KEY, "")) {
      column(one, "FORGET");
      assertTrue(calls(one, disputes) > 0);
    }
    try (Connection two = connect(EmulatorOptions.DEMO_KEY, "")) {
      assertEquals(0, calls(two, disputes));
    }
  }

  @Test
  void theMemoryIsListed() throws SQLException {
    try (Connection one = connect(EmulatorOptions.DEMO_KEY, ";accounts=platform")) {
      calls(one, "SELECT COUNT(*) FROM products");
      calls(one, "SELECT MAX(name) FROM products");
      assertEquals(
          List.of("true"),
          column(
              one,
              "SELECT SUM(row_count) > 0 AND SUM(bytes) > 0 AND MIN(age_ms) >= 0 AND MAX(hits) > 0"
                  + " FROM system.cache WHERE table_name = 'products'"
                  + " AND connected_account = 'platform'"));
    }
  }

  @Test
  void anotherKeyNeverSeesIt() throws SQLException {
    try (Connection one = connect(EmulatorOptions.DEMO_KEY, "");
        Connection two = connect(OTHER_KEY, "")) {
      calls(one, COUNT);
      assertEquals(0, calls(one, COUNT));
      assertTrue(calls(two, COUNT) > 0);
    }
  }

  @Test
  void liveConnectionsNeitherTakeNorLeaveAnything() throws SQLException {
    try (Connection live = connect(EmulatorOptions.DEMO_KEY, ";cache=off");
        Connection one = connect(EmulatorOptions.DEMO_KEY, "")) {
      assertTrue(calls(live, "SELECT COUNT(*) FROM payouts") > 0);
      assertTrue(calls(one, "SELECT COUNT(*) FROM payouts") > 0);
      assertTrue(calls(live, "SELECT COUNT(*) FROM payouts") > 0);
      assertEquals(0, calls(one, "SELECT COUNT(*) FROM payouts"));
    }
  }

  @Test
  void explainSaysWhatIsCached() throws SQLException {
    try (Connection one = connect(EmulatorOptions.DEMO_KEY, "")) {
      String disputes = "SELECT id FROM disputes";
      String before = String.join("\n", column(one, "EXPLAIN PLAN FOR " + disputes));
      assertFalse(before.contains("cached"), before);
      calls(one, disputes);
      String after = String.join("\n", column(one, "EXPLAIN PLAN FOR " + disputes));
      assertTrue(after.contains("(connected accounts) (remembered)"), after);
      assertTrue(after.contains("all connected (remembered)"), after);
      assertTrue(after.contains("estimate: 0 calls, all of it is cached"), after);
      String part = String.join("\n", column(one, "EXPLAIN PLAN FOR SELECT id FROM topups"));
      assertFalse(part.contains("estimate: 0 calls"), part);
    }
  }

  /** Whether the key may read a table is not told from memory. */
  @Test
  void permissionsAreTriedLive() throws SQLException {
    try (Connection one = connect(EmulatorOptions.DEMO_KEY, ";accounts=platform")) {
      String probe = "SELECT * FROM system.permissions WHERE table_name = 'payouts'";
      calls(one, probe);
      long before = asksForPayouts();
      calls(one, probe);
      assertEquals(before + 1, asksForPayouts());
    }
  }

  private static long asksForPayouts() {
    return emulator.requests().stream()
        .filter(request -> request.line().startsWith("GET /v1/payouts?"))
        .count();
  }

  @Test
  void aJoinByCallsIsFreeTheSecondTime() throws SQLException {
    String join =
        "SELECT ch.id, c.email FROM charges ch JOIN customers c"
            + " ON ch.customer = c.id AND ch.connected_account = c.connected_account"
            + " WHERE ch.connected_account = 'platform' ORDER BY ch.created DESC LIMIT 5";
    try (Connection one = connect(EmulatorOptions.DEMO_KEY, "")) {
      List<String> first = column(one, join);
      assertEquals(0, calls(one, join));
      assertEquals(first, column(one, join));
    }
  }
}

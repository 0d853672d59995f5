package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.StatementProgress;
import io.stripejdbc.StatementProgress.Snapshot;
import io.stripejdbc.StatementProgress.Wait;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.server.FaultRule;
import io.stripejdbc.emulator.server.FaultRule.Kind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What other threads see of a statement while it runs; nothing here waits for a time to pass. */
@Timeout(120)
class StatementProgressTest {
  private static final String CHARGES = "/v1/charges";
  private static final String ALL = "SELECT id FROM charges";

  private static Emulator emulator;
  private Connection connection;
  private Statement statement;
  private StatementProgress progress;

  @BeforeAll
  static void start() {
    emulator = Emulator.start(EmulatorOptions.demo().withScale(0.3));
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @BeforeEach
  void connect() throws SQLException {
    connection = open("");
    statement = connection.createStatement();
    progress = statement.unwrap(StatementProgress.class);
  }

  private static Connection open(String options) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:stripe:;cache=off;apiKey="
            + EmulatorOptions.DEMO_KEY
            + ";apiBase="
            + emulator.baseUri()
            + options);
  }

  @AfterEach
  void close() throws SQLException {
    emulator.clearFaults();
    connection.close();
  }

  private static CompletableFuture<String> inBackground(Statement statement, String sql) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
              assertTrue(rows.getRow() > 0);
            }
            return "ended";
          } catch (SQLException e) {
            return e.getSQLState();
          }
        });
  }

  /** Looks until it is so. */
  private Snapshot await(Predicate<Snapshot> wanted) throws SQLException {
    Snapshot now = progress.snapshot();
    while (!wanted.test(now)) {
      Thread.onSpinWait();
      now = progress.snapshot();
    }
    return now;
  }

  private static List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection other = open("");
        Statement asking = other.createStatement();
        ResultSet rows = asking.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @Test
  void beforeTheFirstExecutionEverythingIsZero() throws SQLException {
    assertEquals(new Snapshot(0, false, null, 0, 0, 0, 0, 0, 0, 0, null, 0), progress.snapshot());
    assertTrue(statement.isWrapperFor(StatementProgress.class));
    assertTrue(connection.prepareStatement(ALL).isWrapperFor(StatementProgress.class));
  }

  @Test
  void aStatementShowsHowFarItIsAndThenWhatItCost() throws SQLException {
    try (ResultSet rows = statement.executeQuery(ALL)) {
      assertTrue(rows.next());
      Snapshot now = progress.snapshot();
      assertTrue(now.running());
      // The connected accounts are listed at the same time.
      assertTrue(List.of("charges", "accounts").contains(now.table()), now.toString());
      assertEquals(1, now.rowsReturned());
      assertTrue(now.rowsRead() > 1 && now.calls() >= 1, now.toString());
      assertTrue(now.accountsLeft() >= 1 && now.accountsTotal() >= now.accountsLeft());
      int all = 1;
      while (rows.next()) {
        all++;
      }
      Snapshot end = progress.snapshot();
      assertFalse(end.running());
      assertEquals("charges", end.table());
      assertEquals(all, end.rowsReturned());
      assertTrue(end.rowsRead() >= all, end.toString());
      assertEquals(0, end.accountsLeft());
      assertEquals(1 + emulator.world().connectedAccounts().size(), end.accountsTotal());
      assertEquals(end.tookMillis(), progress.snapshot().tookMillis());
    }
  }

  @Test
  void anotherConnectionSeesItInTheSystemTables() throws SQLException {
    String query = " FROM system.queries WHERE sql_text = '" + ALL + "' AND outcome = 'running'";
    try (ResultSet rows = statement.executeQuery(ALL)) {
      assertTrue(rows.next());
      long id = progress.snapshot().queryId();
      assertEquals(List.of("" + id), column("SELECT query_id" + query));
      assertEquals(
          List.of("true"),
          column(
              "SELECT calls > 0 AND rows_read > 1 AND row_count = 1 AND accounts_left > 0"
                  + " AND accounts_total >= accounts_left"
                  + query));
    }
    assertEquals(List.of(), column("SELECT query_id" + query));
  }

  @Test
  void anAccountIsLeftUntilItIsReadToItsEnd() throws Exception {
    String last = emulator.world().connectedAccounts().get(1);
    emulator.addFault(
        FaultRule.on(CHARGES, Kind.SLOW_START).forAccount(last).lasting(Duration.ofHours(1)));
    CompletableFuture<String> reader = inBackground(statement, "SELECT COUNT(*) FROM charges");
    int all = 1 + emulator.world().connectedAccounts().size();
    Snapshot now = await(seen -> seen.accountsTotal() == all && seen.accountsLeft() == 1);
    assertTrue(now.running());
    assertEquals(0, now.rowsReturned());
    assertEquals(0, now.waitingMillis());
    statement.cancel();
    assertEquals("57014", reader.get());
    assertFalse(progress.snapshot().running());
    assertEquals(0, progress.snapshot().accountsLeft());
  }

  @Test
  void aWaitIsSeenWhileItLastsAndWhatFor() throws Exception {
    for (Kind kind : List.of(Kind.ERROR_503, Kind.RATE_LIMITED)) {
      emulator.addFault(FaultRule.on(CHARGES, kind).times(1000).withHeader("Retry-After", "3600"));
      CompletableFuture<String> reader =
          inBackground(statement, ALL + " WHERE connected_account = 'platform'");
      Wait reason = kind == Kind.RATE_LIMITED ? Wait.RATE_LIMIT : Wait.NEXT_TRY;
      Snapshot now = await(seen -> seen.calls() == 1 && seen.waitingFor() == reason);
      assertTrue(now.running() && now.waitingMillis() > 0, now.toString());
      assertEquals(1, now.calls());
      assertTrue(now.waitedMillis() >= now.waitingMillis(), now.toString());
      statement.cancel();
      assertEquals("57014", reader.get());
      assertEquals(0, progress.snapshot().waitingMillis());
      assertNull(progress.snapshot().waitingFor());
      emulator.clearFaults();
    }
  }

  @Test
  void aCallThatWasStoppedOnItsWayIsShownAsOne() throws Exception {
    emulator.addFault(FaultRule.on(CHARGES, Kind.SLOW_START).lasting(Duration.ofHours(1)));
    CompletableFuture<String> reader =
        inBackground(statement, ALL + " WHERE connected_account = 'platform'");
    long id = await(seen -> seen.calls() == 1).queryId();
    statement.cancel();
    assertEquals("57014", reader.get());
    List<String> calls = List.of();
    while (calls.isEmpty()) { // The thread that made the call hears of the stop by itself.
      calls =
          column(
              "SELECT CAST(status AS VARCHAR) || ' ' || error FROM system.requests"
                  + " WHERE query_id = "
                  + id);
    }
    assertEquals(List.of("0 CANCELLED"), calls);
  }

  @Test
  void aRequestThatTheJdkSendsTwiceIsTwoCallsAndCountsAgainstTheBudget() throws Exception {
    // A table of its own: a charge that was given up in another test may arrive yet.
    String sql = "SELECT id FROM payouts WHERE connected_account = 'platform' LIMIT 1";
    emulator.addFault(FaultRule.on("/v1/payouts", Kind.RESET));
    assertEquals("ended", inBackground(statement, sql).get());
    Snapshot end = progress.snapshot();
    assertEquals(2, end.calls());
    assertEquals(2, askedForPayouts());
    assertEquals(
        List.of("0 CONNECTION_LOST", "200 "),
        column(
            "SELECT CAST(status AS VARCHAR) || ' ' || COALESCE(error, '') FROM system.requests"
                + " WHERE query_id = "
                + end.queryId()));
    emulator.addFault(FaultRule.on("/v1/payouts", Kind.RESET).times(1000));
    try (Connection poor = open(";maxRequestsPerQuery=3");
        Statement asking = poor.createStatement()) {
      assertEquals("54000", inBackground(asking, sql).get());
      assertEquals(2 + 3, askedForPayouts());
    }
  }

  private static long askedForPayouts() {
    return emulator.requests().stream().filter(r -> r.path().equals("/v1/payouts")).count();
  }

  @Test
  void whatFailsBeforeItsFirstRowIsNotRunning() throws SQLException {
    assertEquals("22012", inBackground(statement, "SELECT 1 / 0").join());
    assertFalse(progress.snapshot().running());
    emulator.addFault(FaultRule.on(CHARGES, Kind.KEY_EXPIRED).times(1000));
    assertEquals("28000", inBackground(statement, "SELECT COUNT(*) FROM charges").join());
    assertFalse(progress.snapshot().running());
    assertEquals(
        List.of("28000"),
        column(
            "SELECT outcome FROM system.queries WHERE query_id = "
                + progress.snapshot().queryId()));
  }
}

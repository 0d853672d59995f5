package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.request.RecordedRequest;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools show the first rows and close: what was read for them serves the next statement. */
class ClosedEarlyTest {
  private Emulator emulator;
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connect(8, 0);
  }

  private void connect(int workers, int latencyMillis) throws SQLException {
    emulator =
        Emulator.start(
            EmulatorOptions.demo().withScale(1).withLatency(Duration.ofMillis(latencyMillis)));
    connection =
        DriverManager.getConnection(
            "jdbc:stripe:;accounts=platform;maxConcurrentRequests="
                + workers
                + ";apiKey="
                + EmulatorOptions.DEMO_KEY
                + ";apiBase="
                + emulator.baseUri());
    emulator.clearRequests();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    emulator.close();
  }

  private void read(String sql, int rows, int maxRows) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(maxRows);
      try (ResultSet result = statement.executeQuery(sql)) {
        for (int i = 0; i < rows && result.next(); i++) {
          result.getString(1);
        }
      }
    }
  }

  private List<String> asked() {
    List<String> asked = emulator.requests().stream().map(RecordedRequest::line).toList();
    emulator.clearRequests();
    return asked;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void theSameFirstRowsAskedTwiceCostNothingTheSecondTime(int workers) throws SQLException {
    close();
    connect(workers, 0);
    for (String of : List.of("charges", "charges ORDER BY created DESC")) {
      for (int most : new int[] {0, 200}) {
        for (int rows : new int[] {1, 99, 100, 101, 150, 200}) {
          connection.createStatement().execute("REFRESH");
          read("SELECT * FROM " + of, rows, most);
          awaitAnswers();
          asked();
          String question = rows + " of at most " + most + " " + of;
          read("SELECT * FROM " + of, rows, most);
          assertEquals(List.of(), asked(), question);
          read("SELECT id, amount FROM " + of, rows, most);
          assertEquals(List.of(), asked(), question);
        }
      }
    }
  }

  /** Which of the accounts answers first is chance: all that were asked are there the next time. */
  @Test
  void theSameFirstRowsOfAllAccountsCostNothingTheSecondTime() throws SQLException {
    connection.close();
    connection =
        DriverManager.getConnection(
            "jdbc:stripe:;apiKey=" + EmulatorOptions.DEMO_KEY + ";apiBase=" + emulator.baseUri());
    emulator.clearRequests();
    for (int time = 0; time < 5; time++) {
      connection.createStatement().execute("REFRESH");
      read("SELECT * FROM customers", 20, 0);
      awaitAnswers();
      asked();
      read("SELECT * FROM customers", 20, 0);
      assertEquals(List.of(), asked());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void thePageOnItsWayWhenAToolClosesIsKept(int workers) throws SQLException {
    close();
    connect(workers, 50);
    read("SELECT * FROM charges", 150, 0);
    read("SELECT * FROM charges", 290, 0);
    awaitAnswers();
    List<String> asked = asked();
    assertEquals(new HashSet<>(asked).size(), asked.size(), "no page is asked for twice: " + asked);
    assertTrue(asked.size() >= 3, "three pages at least: " + asked);
  }

  /** Until no call is on its way: those that were when a statement was closed are counted too. */
  private void awaitAnswers() throws SQLException {
    String open =
        "SELECT count(*) FROM system.queries q WHERE q.calls >"
            + " (SELECT count(*) FROM system.requests r WHERE r.query_id = q.query_id)";
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (count(open) > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    assertEquals(0, count(open), "queries with calls that nobody counts");
    assertEquals(
        0, count("SELECT count(*) FROM system.requests WHERE status <> 200"), "calls cut off");
  }

  @Test
  void whoReadsOnGetsTheRestAndEachRowOnce() throws SQLException {
    read("SELECT * FROM charges", 10, 0);
    asked();
    try (Statement statement = connection.createStatement();
        ResultSet all = statement.executeQuery("SELECT id FROM charges")) {
      Set<String> ids = new HashSet<>();
      int rows = 0;
      while (all.next()) {
        ids.add(all.getString(1));
        rows++;
      }
      assertEquals(rows, ids.size());
      assertEquals(rows, count("SELECT count(*) FROM charges"));
    }
  }

  private int count(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}

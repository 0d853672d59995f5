package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.StatementProgress;
import io.stripejdbc.StatementProgress.Snapshot;
import io.stripejdbc.emulator.read.BigTable;
import io.stripejdbc.emulator.request.RecordedRequest;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code Thread.interrupt()} on a thread that runs a statement. What it waits for would last an
 * hour; it is interrupted when others see that it is there.
 */
@Timeout(120)
class InterruptTest {
  private static final String CHARGES = "/v1/charges";
  private static final String ROWS = "SELECT id FROM charges WHERE connected_account = 'platform'";

  private static Emulator emulator;
  private static List<Thread> before;
  private Connection connection;

  /** Where a statement stands when it is interrupted. */
  enum Where {
    /** The request was sent, no byte came. */
    BEFORE_THE_ANSWER(Kind.SLOW_START, ""),
    /** Half a page came. */
    WITHIN_A_BODY(Kind.STALLED_BODY, ""),
    /** 429: not before an hour has passed. */
    IN_THE_WAIT_OF_A_LIMIT(Kind.RATE_LIMITED, "3600"),
    /** 503: not before an hour has passed. */
    IN_THE_BACK_OFF(Kind.ERROR_503, "3600");

    private final Kind kind;
    private final String retryAfter;

    Where(Kind kind, String retryAfter) {
      this.kind = kind;
      this.retryAfter = retryAfter;
    }

    void prepare(Emulator stripe, int after) {
      FaultRule rule =
          FaultRule.on(CHARGES, kind).after(after).times(1000).lasting(Duration.ofHours(1));
      stripe.addFault(retryAfter.isEmpty() ? rule : rule.withHeader("Retry-After", retryAfter));
    }

    boolean isWait() {
      return !retryAfter.isEmpty();
    }
  }

  /** Whether a statement stands there, having made so many calls, or more where it waits. */
  private boolean reached(Where where, Snapshot seen, int calls) {
    List<RecordedRequest> heard = emulator.requests();
    if (where.isWait()) {
      return seen.waitingMillis() > 0 && seen.calls() >= calls;
    }
    int status = where == Where.WITHIN_A_BODY ? 200 : 0;
    return seen.calls() == calls
        && heard.size() == calls
        && heard.get(calls - 1).status() == status;
  }

  @BeforeAll
  static void start() {
    before = own();
    emulator =
        Emulator.start(
            EmulatorOptions.demo().withScale(0.1).withBigTable(new BigTable(CHARGES, 5000, 60)));
    assertTrue(emulator.world() != null, "made before anybody waits for an answer");
  }

  @BeforeEach
  void connect() throws SQLException {
    connection = open("cache=off");
    emulator.clearRequests();
  }

  @AfterEach
  void close() throws SQLException {
    emulator.clearFaults();
    connection.close();
  }

  private Connection open(String options) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:stripe:;maxConcurrentRequests=4;apiKey="
            + EmulatorOptions.DEMO_KEY
            + ";apiBase="
            + emulator.baseUri()
            + ";"
            + options);
  }

  /** Longer than any idle thread waits for work; only a leak takes so long. */
  @AfterAll
  static void noThreadOutlivesTheLastConnection() throws Exception {
    emulator.close();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(75);
    List<Thread> left = own();
    left.removeAll(before);
    for (Thread thread : left) {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
    }
    assertEquals(List.of(), left.stream().filter(Thread::isAlive).toList());
  }

  /** The driver's threads, those of the JDK's client among them. */
  private static List<Thread> own() {
    List<Thread> own = new ArrayList<>(Thread.getAllStackTraces().keySet());
    own.removeIf(
        thread ->
            thread.getThreadGroup() == null
                || !thread.getThreadGroup().getName().startsWith("stripe-jdbc"));
    return own;
  }

  /** A thread that reads a statement to its end, and what became of it. */
  private static final class Reader extends Thread {
    private final Statement statement;
    private final String sql;
    final List<Throwable> failures = new ArrayList<>();
    int rows;
    boolean flagKept;
    boolean closedWell;

    Reader(Statement statement, String sql) {
      this.statement = statement;
      this.sql = sql;
    }

    @Override
    public void run() {
      try (ResultSet result = statement.executeQuery(sql)) {
        while (result.next()) {
          rows++;
        }
      } catch (SQLException | RuntimeException | Error e) {
        failures.add(e);
      }
      flagKept = isInterrupted();
      try {
        statement.close();
        closedWell = true;
      } catch (SQLException e) {
        failures.add(e);
      }
    }

    StatementProgress progress() throws SQLException {
      return statement.unwrap(StatementProgress.class);
    }

    /** Interrupts it once it is there; what it waits for would last an hour. */
    void interruptWhen(Predicate<Snapshot> reached) throws Exception {
      StatementProgress progress = progress();
      start();
      while (!reached.test(progress.snapshot())) {
        assertTrue(isAlive(), () -> "it ended before: " + failures);
        Thread.onSpinWait();
      }
      interrupt();
      join(TimeUnit.SECONDS.toMillis(20));
      assertFalse(isAlive(), "it still waits");
    }

    void endedAsCancelled() {
      assertEquals(1, failures.size(), failures.toString());
      SQLException failure = (SQLException) failures.get(0);
      assertEquals("57014", failure.getSQLState(), failure.getMessage());
      assertEquals("The thread of the query was interrupted.", failure.getMessage());
      assertNull(failure.getNextException());
      assertTrue(flagKept);
      assertTrue(closedWell);
    }
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void itEndsTheFirstWaitAtOnce(Where where) throws Exception {
    where.prepare(emulator, 0);
    Reader reader = new Reader(connection.createStatement(), "SELECT COUNT(*) FROM (" + ROWS + ")");
    reader.interruptWhen(seen -> reached(where, seen, 1));
    reader.endedAsCancelled();
    assertEquals(1, emulator.requests().size());
    theConnectionIsAsGoodAsBefore();
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void itEndsALaterWaitOfNextAtOnceAndNoCallFollows(Where where) throws Exception {
    where.prepare(emulator, 3);
    Reader reader = new Reader(connection.createStatement(), ROWS);
    // Three pages came and are used up. The list has two windows by now, since its end is only
    // guessed at and one of four workers looks further down; the calls of both are not answered.
    reader.interruptWhen(
        seen ->
            reached(where, seen, where.isWait() ? 4 : 5)
                && seen.rowsReturned() > 0
                && seen.rowsReturned() == seen.rowsRead());
    reader.endedAsCancelled();
    assertTrue(reader.rows > 0);
    int calls = emulator.requests().size();
    theConnectionIsAsGoodAsBefore();
    assertEquals(calls, emulator.requests().size(), "calls of the statement go on");
  }

  private void theConnectionIsAsGoodAsBefore() throws SQLException {
    emulator.clearFaults();
    try (Connection other = open("cache=off");
        Statement statement = other.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      assertTrue(rows.next());
    }
    assertFalse(connection.isClosed());
  }

  @Test
  void aThreadThatIsInterruptedAlreadyMakesNoCall() throws Exception {
    try (Statement statement = connection.createStatement()) {
      Thread.currentThread().interrupt();
      SQLException failure = null;
      try (ResultSet rows = statement.executeQuery(ROWS)) {
        assertFalse(rows.next());
      } catch (SQLException e) {
        failure = e;
      }
      assertTrue(Thread.interrupted());
      assertEquals("57014", failure == null ? "none" : failure.getSQLState());
      assertEquals(0, emulator.requests().size());
      try (ResultSet rows = statement.executeQuery(ROWS + " LIMIT 1")) {
        assertTrue(rows.next());
      }
    }
  }

  @Test
  void itEndsWhatIsComputed() throws Exception {
    String numbers = "(SELECT * FROM UNNEST(sequence(1, 20000)) AS u(n))";
    Reader reader =
        new Reader(
            connection.createStatement(),
            "SELECT COUNT(*) FROM "
                + numbers
                + " a JOIN "
                + numbers
                + " b ON a.n * b.n = -1 JOIN "
                + numbers
                + " c ON a.n + b.n + c.n = -1");
    reader.interruptWhen(Snapshot::running);
    reader.endedAsCancelled();
  }

  /** Two statements that ask the same share one reading; who waits for it may go, it goes on. */
  @Test
  void itEndsTheWaitForWhatAnotherStatementReads() throws Exception {
    try (Connection caching = open("cache=memory")) {
      emulator.addFault(FaultRule.on(CHARGES, Kind.SLOW_START).lasting(Duration.ofHours(1)));
      Reader first = new Reader(caching.createStatement(), ROWS);
      StatementProgress progress = first.progress();
      first.start();
      // A call counts before it is sent: it is under way when the other side has heard it.
      while (emulator.requests().stream().noneMatch(r -> r.path().equals(CHARGES))) {
        Thread.onSpinWait();
      }
      Reader second = new Reader(caching.createStatement(), ROWS);
      second.interruptWhen(seen -> seen.accountsLeft() == 1);
      second.endedAsCancelled();
      assertEquals(0, second.rows);
      assertTrue(first.isAlive());
      assertTrue(progress.snapshot().running());
      first.interrupt();
      first.join(TimeUnit.SECONDS.toMillis(20));
      first.endedAsCancelled();
      assertEquals(1, emulator.requests().stream().filter(r -> r.path().equals(CHARGES)).count());
    }
  }
}

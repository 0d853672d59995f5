package io.stripejdbc.house;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs the statements of one misbehaviour in every way of reading, and tells what went wrong, a
 * line each.
 */
final class MisbehaviourTrial {
  private static final ServedLists LISTS = new ServedLists();
  private static final int CALLS_MORE = 20;
  private static final int SECONDS = 20;

  /** Calls that a statement takes where the server is well and nothing is cached. */
  private static final Map<String, Integer> NEEDED = new ConcurrentHashMap<>();

  private static final AtomicInteger KEYS = new AtomicInteger();

  /** Once without the cache; with it twice, and a third time when the server has become well. */
  private enum Reading {
    ONE_WORKER(1, "off"),
    EIGHT_WORKERS(8, "off"),
    ONE_WORKER_REMEMBERING(1, "memory"),
    EIGHT_WORKERS_REMEMBERING(8, "memory");

    private final int workers;
    private final String cache;

    Reading(int workers, String cache) {
      this.workers = workers;
      this.cache = cache;
    }

    /**
     * All, but two for misbehaviours that do not tell one list or page from another, and one for
     * ends of lists, which the cache has a part of.
     */
    static List<Reading> of(Misbehaviour.Group group) {
      if (group == Misbehaviour.Group.CHARGES_ENDS) {
        return List.of(ONE_WORKER_REMEMBERING);
      }
      return group == Misbehaviour.Group.CHARGES_FEW || group == Misbehaviour.Group.CHARGES_PAGE
          ? List.of(EIGHT_WORKERS, ONE_WORKER_REMEMBERING)
          : List.of(values());
    }

    /** Kept are few of many statements, for they are run three times. */
    List<ServedStatement> of(List<ServedStatement> statements) {
      return cache.equals("off") || statements.size() < 5
          ? statements
          : List.of(
              statements.get(0),
              statements.get(1),
              statements.get(2),
              statements.get(statements.size() - 2));
    }

    /**
     * With a key of its own, so that no reading knows what another has learned: ports are given
     * again.
     */
    String url(MisbehavingServer server, Misbehaviour misbehaviour, String key) {
      String own = misbehaviour.properties();
      return "jdbc:stripe:;apiBase=http://127.0.0.1:%d;apiKey=sk_test_demo%s%s;maxConcurrentRequests=%d;cache=%s"
              .formatted(server.port(), cache + workers, key, workers, cache)
          + ";maxRequestsPerSecond=0;maxRequestsPerSecondPerEndpoint=0;maxRequestsPerQuery=200"
          + (own.contains("maxRetries") ? "" : ";maxRetries=0")
          + (own.contains("accounts=") ? "" : ";accounts=platform")
          + own;
    }
  }

  private final Misbehaviour misbehaviour;
  private final List<ServedStatement> statements;
  private final Map<ServedStatement, Set<List<String>>> right = new HashMap<>();
  private final List<String> failures = new ArrayList<>();
  private final String key = "key" + KEYS.incrementAndGet();

  private MisbehaviourTrial(Misbehaviour misbehaviour) {
    this.misbehaviour = misbehaviour;
    this.statements = ServedStatement.of(misbehaviour);
  }

  static List<String> failures(Misbehaviour misbehaviour) {
    MisbehaviourTrial trial = new MisbehaviourTrial(misbehaviour);
    for (Reading reading : Reading.of(misbehaviour.group())) {
      try (MisbehavingServer server = new MisbehavingServer(LISTS)) {
        trial.run(server, reading);
      } catch (SQLException e) {
        trial.failures.add(trial.line(reading, "connecting", "", e.toString()));
      }
    }
    return trial.failures;
  }

  private void run(MisbehavingServer server, Reading reading) throws SQLException {
    List<ServedStatement> asked = reading.of(statements);
    for (ServedStatement statement : asked) {
      needed(server, reading, statement);
    }
    try (Connection connection =
        DriverManager.getConnection(reading.url(server, misbehaviour, key + "x"))) {
      server.misbehave(misbehaviour.trick());
      runAll(server, connection, reading, asked, "", false);
      if (reading.cache.equals("memory")) {
        runAll(server, connection, reading, asked, ", again", false);
        server.behave();
        runAll(server, connection, reading, asked, ", the server being well", true);
        forget(connection);
      }
      for (String stray : server.strays()) {
        failures.add(line(reading, "", "", "asked for what it must not: " + stray));
      }
    }
  }

  /** Nobody asks with this key again, and what is cached with a thousand keys is looked over. */
  private static void forget(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("FORGET");
    }
  }

  private int needed(MisbehavingServer server, Reading reading, ServedStatement statement) {
    String what = reading.workers + misbehaviour.properties() + statement.sql();
    Integer known = NEEDED.get(what);
    if (known != null) {
      return known;
    }
    server.behave();
    int before = server.calls();
    try (Connection connection =
        DriverManager.getConnection(
            reading.url(server, misbehaviour, key + "y" + statements.indexOf(statement)))) {
      String wrong = wrong(connection, statement, true);
      if (!wrong.isEmpty()) {
        failures.add(
            line(reading, statement.sql(), ", the server being well from the start", wrong));
      }
    } catch (SQLException e) {
      failures.add(line(reading, statement.sql(), ", connecting to a server that is well", "" + e));
    }
    NEEDED.put(what, server.calls() - before);
    return server.calls() - before;
  }

  private void runAll(
      MisbehavingServer server,
      Connection connection,
      Reading reading,
      List<ServedStatement> asked,
      String when,
      boolean well) {
    for (ServedStatement statement : asked) {
      int before = server.calls();
      String wrong = wrong(connection, statement, well);
      int calls = server.calls() - before;
      int needed = needed(server, reading, statement);
      if (wrong.isEmpty() && calls > needed + CALLS_MORE) {
        wrong = calls + " calls instead of " + needed;
      }
      if (!wrong.isEmpty()) {
        failures.add(line(reading, statement.sql(), when, wrong));
      }
    }
  }

  private String line(Reading reading, String sql, String when, String wrong) {
    return misbehaviour.name() + " ¦ " + reading + when + " ¦ " + sql + " ¦ " + wrong;
  }

  /** What is wrong with what comes, or nothing. */
  private String wrong(Connection connection, ServedStatement statement, boolean well) {
    Set<List<String>> right =
        this.right.computeIfAbsent(statement, one -> one.right().apply(LISTS));
    try {
      List<String> rows = rows(connection, statement);
      return right.contains(rows) || sure(right, rows) ? "" : difference(right, rows);
    } catch (SQLTimeoutException e) {
      return "does not end:  " + e.getMessage();
    } catch (SQLException e) {
      return well ? "an error although the server is well: " + e.getMessage() : wrong(e, statement);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return "no SQLException but " + e;
    }
  }

  /** Whether the rows are right but for those that come or go meanwhile. */
  private boolean sure(Set<List<String>> right, List<String> rows) {
    if (misbehaviour.unsure().isEmpty()) {
      return false;
    }
    return right.stream().map(this::sure).toList().contains(sure(rows));
  }

  private List<String> sure(List<String> rows) {
    return rows.stream()
        .filter(row -> !misbehaviour.unsure().contains(row.split("\\|", -1)[0]))
        .toList();
  }

  private static List<String> rows(Connection connection, ServedStatement served)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(SECONDS);
      try (ResultSet result = statement.executeQuery(served.sql())) {
        boolean all = served.sql().startsWith("SELECT *");
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<String> cells = new ArrayList<>();
          for (int column = 1; column <= columns; column++) {
            String cell = result.getString(column);
            if (!all || result.getMetaData().getColumnLabel(column).equals("id")) {
              cells.add(cell == null ? "" : cell);
            }
          }
          rows.add(String.join("|", cells));
        }
      }
    }
    if (!served.sorted()) {
      rows.sort(null);
    }
    return rows;
  }

  private String wrong(SQLException error, ServedStatement statement) {
    String message = String.valueOf(error.getMessage());
    if (!misbehaviour.states().contains(error.getSQLState())) {
      return "SQLState "
          + error.getSQLState()
          + " instead of "
          + misbehaviour.states()
          + ": "
          + message;
    }
    if (statement.tables().stream().noneMatch(message::contains)) {
      return "names no table of " + statement.tables() + ": " + message;
    }
    if (!message.contains("platform") && !message.contains("acct_")) {
      return "names no account: " + message;
    }
    for (String word : misbehaviour.named()) {
      if (!message.toLowerCase(Locale.ROOT).contains(word)) {
        return "names no '" + word + "': " + message;
      }
    }
    for (Throwable one = error; one != null; one = one.getCause()) {
      if (one.toString().contains("sk_test_demo")) {
        return "tells the key: " + one;
      }
    }
    return "";
  }

  private static String difference(Set<List<String>> right, List<String> rows) {
    List<String> wanted = right.iterator().next();
    List<String> missing = new ArrayList<>(wanted);
    rows.forEach(missing::remove);
    List<String> more = new ArrayList<>(rows);
    wanted.forEach(more::remove);
    return missing.isEmpty() && more.isEmpty()
        ? "in another order: " + rows
        : "%d rows instead of %d, missing %s, too many %s"
            .formatted(rows.size(), wanted.size(), first(missing), first(more));
  }

  private static String first(List<String> rows) {
    return rows.size() <= 3 ? rows.toString() : rows.subList(0, 3) + "…" + rows.size();
  }
}

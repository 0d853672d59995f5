package io.stripejdbc.query.compile;

import static org.junit.jupiter.api.Assertions.fail;

import io.stripejdbc.plan.PlannerSettings;
import io.stripejdbc.query.InMemoryScanner;
import io.stripejdbc.query.PreparedQuery;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.query.QueryCursor;
import io.stripejdbc.query.QueryEngine;
import io.stripejdbc.query.RandomStatements;
import io.stripejdbc.query.SessionContext;
import io.stripejdbc.query.session.CalciteQueryEngine;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestInstance;

/**
 * Random nested statements are never refused and have the rows that H2 finds in the same tables.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondDatabaseTest {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");
  private static final int PARTS = 6;
  private static final int STATEMENTS_OF_A_PART =
      Integer.getInteger("stripejdbc.differential.statements", 3000) / PARTS;
  private static final long SEED = Long.getLong("stripejdbc.differential.seed", 20261129L);

  /** Planning without rules is tried on every such statement: each run plans anew. */
  private static final int WITHOUT_RULES = 6;

  private static final int MOST_SHOWN = 12;

  private final InMemoryScanner scanner = new InMemoryScanner(true);
  private final QueryEngine all = new CalciteQueryEngine(scanner, PlannerSettings.ALL);
  private final QueryEngine none = new CalciteQueryEngine(scanner, PlannerSettings.NONE);
  private Connection h2;

  @BeforeAll
  void fill() throws SQLException {
    h2 = DriverManager.getConnection("jdbc:h2:mem:;DEFAULT_NULL_ORDERING=HIGH;TIME ZONE=UTC");
    execute(
        "CREATE TABLE charges (connected_account VARCHAR, id VARCHAR, created TIMESTAMP(0),"
            + " amount BIGINT, currency VARCHAR, customer VARCHAR, paid BOOLEAN, status VARCHAR,"
            + " rate DECIMAL(18, 6))");
    execute(
        "CREATE TABLE customers (connected_account VARCHAR, id VARCHAR, created TIMESTAMP(0),"
            + " email VARCHAR)");
    Random random = new Random(SEED);
    String[] accounts = {"platform", "acct_1", "acct_2"};
    for (int i = 0; i < 40; i++) {
      add(
          "charges",
          accounts[random.nextInt(3)],
          "ch_" + i,
          NOW.minusSeconds(18_000L * ((i * 17) % 40)).toEpochMilli(),
          (long) random.nextInt(400),
          random.nextBoolean() ? "usd" : "eur",
          random.nextInt(4) == 0 ? null : "cus_" + random.nextInt(8),
          random.nextBoolean(),
          random.nextInt(3) == 0 ? "failed" : "succeeded",
          null);
    }
    for (int i = 0; i < 12; i++) {
      add(
          "customers",
          accounts[i % 3],
          "cus_" + i / 2,
          NOW.minusSeconds(60_000L * ((i * 5) % 12) + 7).toEpochMilli(),
          random.nextInt(3) == 0 ? null : "a" + i + "@example.com");
    }
  }

  @AfterAll
  void close() throws SQLException {
    h2.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = h2.createStatement()) {
      statement.execute(sql);
    }
  }

  private void add(String table, @Nullable Object... values) throws SQLException {
    scanner.add(table, values);
    String marks = "?" + ", ?".repeat(values.length - 1);
    try (PreparedStatement insert =
        h2.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, i == 2 ? time((Long) values[2]) : values[i]);
      }
      insert.execute();
    }
  }

  private static Object time(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toLocalDateTime();
  }

  private List<String> ofH2(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = h2.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          boolean time = found.getObject(i) instanceof Timestamp;
          Object value =
              time
                  ? found.getObject(i, LocalDateTime.class).toInstant(ZoneOffset.UTC).toEpochMilli()
                  : found.getObject(i);
          row.append(text(value)).append('|');
        }
        rows.add(row.toString());
      }
    }
    rows.sort(String::compareTo);
    return rows;
  }

  private List<String> ofDriver(QueryEngine engine, String sql) throws SQLException {
    SessionContext session =
        SessionContext.unlimited("stripe", scanner, Clock.fixed(NOW, ZoneOffset.UTC));
    PreparedQuery query = engine.prepare(sql, session);
    List<String> rows = new ArrayList<>();
    try (QueryCursor cursor = query.execute(List.of(), new ExecutionOptions(0, 0, 0))) {
      while (cursor.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < query.columns().size(); i++) {
          row.append(text(cursor.value(i))).append('|');
        }
        rows.add(row.toString());
      }
    }
    rows.sort(String::compareTo);
    String note =
        ((CalciteQueryEngine) engine)
            .borrow(
                new PlanCache.Key(sql, "stripe", ZoneOffset.UTC),
                new PlanningControl(System::nanoTime, 0, 0))
            .note();
    return note == null ? rows : List.of(note);
  }

  private static String text(@Nullable Object value) {
    return value instanceof Number number
        ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  @RepeatedTest(PARTS)
  void noStatementIsRefusedAndRowsAreThoseOfH2(RepetitionInfo part) throws SQLException {
    long seed = SEED + part.getCurrentRepetition();
    RandomStatements statements = new RandomStatements(seed);
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < STATEMENTS_OF_A_PART; i++) {
      String sql = statements.next();
      scanner.forget();
      List<String> expected = ofH2(sql);
      compare(all, expected, sql).ifPresent(faults::add);
      if (i % WITHOUT_RULES == 0) {
        compare(none, expected, sql).ifPresent(fault -> faults.add("without rules: " + fault));
      }
    }
    if (!faults.isEmpty()) {
      int shown = Math.min(MOST_SHOWN, faults.size());
      fail(
          "seed "
              + seed
              + ", "
              + faults.size()
              + " faults:\n"
              + String.join("\n", faults.subList(0, shown)));
    }
  }

  private Optional<String> compare(QueryEngine engine, List<String> expected, String sql) {
    try {
      List<String> rows = ofDriver(engine, sql);
      return rows.equals(expected)
          ? Optional.empty()
          : Optional.of(sql + "\n  H2 " + expected + "\n  driver " + rows);
    } catch (SQLException e) {
      return Optional.of(sql + "\n  " + e.getSQLState() + " " + e.getMessage());
    }
  }
}

package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.stripejdbc.plan.PlannerSettings;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.query.session.CalciteQueryEngine;
import io.stripejdbc.scan.ScanSpec;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs SQL over a {@link InMemoryScanner} at a fixed time. */
final class FakeSession {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final InMemoryScanner scanner;
  private final QueryEngine engine;

  FakeSession(InMemoryScanner scanner) {
    this(scanner, PlannerSettings.ALL);
  }

  FakeSession(InMemoryScanner scanner, PlannerSettings settings) {
    this.scanner = scanner;
    this.engine = new CalciteQueryEngine(scanner, settings);
  }

  /** Over ten charges of two accounts, one for each day back from now, and three customers. */
  static FakeSession overTenCharges(InMemoryScanner scanner) {
    for (int i = 0; i < 10; i++) {
      scanner.add(
          "charges",
          i % 2 == 0 ? "platform" : "acct_1",
          "ch_" + i,
          NOW.minusSeconds(86_400L * i).toEpochMilli(),
          100L * i,
          i % 3 == 0 ? "eur" : "usd",
          i % 4 == 0 ? null : "cus_" + i % 4,
          i != 5,
          i == 5 ? "failed" : "succeeded",
          new BigDecimal("1.5"));
    }
    for (int i = 1; i < 4; i++) {
      scanner.add(
          "customers", "platform", "cus_" + i, NOW.toEpochMilli(), "a" + i + "@example.com");
    }
    return new FakeSession(scanner);
  }

  List<List<@Nullable Object>> run(String sql, @Nullable Object... parameters) throws SQLException {
    return run(sql, new ExecutionOptions(0, 0, 0), parameters);
  }

  List<List<@Nullable Object>> run(
      String sql, ExecutionOptions options, @Nullable Object... parameters) throws SQLException {
    SessionContext session =
        SessionContext.unlimited("stripe", scanner, Clock.fixed(NOW, ZoneOffset.UTC));
    PreparedQuery query = engine.prepare(sql, session);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (QueryCursor cursor = query.execute(Arrays.asList(parameters), options)) {
      while (cursor.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < query.columns().size(); i++) {
          row.add(cursor.value(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** Rows as text, columns divided by a space. */
  List<String> rows(String sql, @Nullable Object... parameters) throws SQLException {
    return run(sql, parameters).stream()
        .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(" ")))
        .toList();
  }

  /** The SQLState of the statement's failure, "none" when it does not fail. */
  String state(String sql) {
    try {
      run(sql);
      return "none";
    } catch (SQLException e) {
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
      return e.getSQLState();
    }
  }

  /** What was asked of a table. */
  List<ScanSpec> askedOf(String table) {
    return scanner.asked().stream().filter(s -> s.table().name().equals(table)).toList();
  }
}

package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.query.direct.DirectSelect;
import io.stripejdbc.query.session.CalciteQueryEngine;
import io.stripejdbc.query.session.DirectQueryEngine;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.Scanner;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A query that is run without a planner is the planner's: columns, read, rows, failures. */
class DirectSelectTest {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");
  private static final long SEED = Long.getLong("stripejdbc.differential.seed", 20261130L);
  private static final int TEXTS = 150;

  /** What comes of a statement, whichever engine has run it. */
  private static List<String> outcome(
      QueryEngine engine, Scanner scanner, List<ScanSpec> asked, String sql, long maxRows) {
    asked.clear();
    SessionContext session =
        SessionContext.unlimited("stripe", scanner, Clock.fixed(NOW, ZoneOffset.UTC));
    List<String> lines = new ArrayList<>();
    try {
      PreparedQuery query = engine.prepare(sql, session);
      query.columns().forEach(column -> lines.add(column.toString()));
      lines.add(query.parameters().toString());
      try (QueryCursor cursor = query.execute(List.of(), new ExecutionOptions(maxRows, 0, 0))) {
        while (cursor.next()) {
          List<@Nullable Object> row = new ArrayList<>();
          for (int i = 0; i < query.columns().size(); i++) {
            row.add(cursor.value(i));
          }
          lines.add(row.toString());
        }
      }
    } catch (SQLException e) {
      lines.add(e.getSQLState() + " " + e.getMessage());
    }
    asked.forEach(spec -> lines.add(described(spec)));
    return lines;
  }

  private static String described(ScanSpec spec) {
    return spec.table().name()
        + spec.columns().stream().map(ColumnSpec::name).toList()
        + spec.conditions()
        + spec.extent();
  }

  @Test
  void everyTableIsReadAsThePlannerReadsIt() {
    Catalog catalog = BundledCatalog.instance();
    EmptyScanner scanner = new EmptyScanner();
    QueryEngine planned = new CalciteQueryEngine(catalog);
    QueryEngine engine =
        new DirectQueryEngine(
            catalog,
            () -> {
              throw new AssertionError("planned");
            });
    int turn = 0;
    for (TableSpec table : catalog.tables()) {
      List<String> columns = table.columns().stream().map(ColumnSpec::name).sorted().toList();
      String from = " FROM stripe." + table.name();
      String ordered = "SELECT " + columns.get(0) + from + " ORDER BY created DESC LIMIT 3";
      boolean direct = DirectSelect.of(ordered, "stripe", catalog).isPresent();
      List<String> other =
          List.of(
              "SELECT *" + from,
              "select t." + String.join(", t.", columns) + from + " t fetch first 7 rows only",
              direct ? ordered : "SELECT \"t\".* FROM " + table.name() + " AS t LIMIT 4");
      List<String> statements = new ArrayList<>(List.of(bare(table, columns) + from));
      if (turn++ % 3 == 0) {
        statements.add(other.get(turn / 3 % 3));
      }
      for (String sql : statements) {
        assertSame(
            outcome(planned, scanner, scanner.asked, sql, 5),
            outcome(engine, scanner, scanner.asked, sql, 5),
            sql);
      }
    }
  }

  /** All columns by their names; one of them has the name of a function of Sigma's. */
  private static String bare(TableSpec table, List<String> columns) {
    String all = "SELECT " + String.join(", ", columns);
    return all.replace(" data_load_time", " " + table.name() + ".data_load_time");
  }

  private static void assertSame(List<String> expected, List<String> found, String sql) {
    for (int i = 0; i < expected.size() && i < found.size(); i++) {
      assertEquals(expected.get(i), found.get(i), sql);
    }
    assertEquals(expected.size(), found.size(), sql);
  }

  private static InMemoryScanner filled() {
    InMemoryScanner scanner = new InMemoryScanner();
    for (int i = 0; i < 12; i++) {
      scanner.add(
          "charges",
          i % 2 == 0 ? "platform" : "acct_1",
          "ch_" + i,
          NOW.minusSeconds(3600L * (i * 7 % 12)).toEpochMilli(),
          10L * i,
          "usd",
          i % 3 == 0 ? null : "cus_1",
          true,
          "succeeded",
          i % 4 == 0 ? null : new BigDecimal("1.50"));
    }
    scanner.add("customers", "platform", "cus_1", NOW.toEpochMilli(), null);
    return scanner;
  }

  @Test
  void randomTextsHaveOneOutcome() {
    InMemoryScanner scanner = filled();
    QueryEngine planned = new CalciteQueryEngine(scanner);
    QueryEngine direct = new DirectQueryEngine(scanner, () -> planned);
    RandomSelects texts = new RandomSelects(new Random(SEED));
    int ours = 0;
    for (int i = 0; i < TEXTS; i++) {
      String sql = texts.next();
      long maxRows = i % 3;
      ours += DirectSelect.of(sql, "stripe", scanner).isPresent() ? 1 : 0;
      assertSame(
          outcome(planned, scanner, scanner.asked(), sql, maxRows),
          outcome(direct, scanner, scanner.asked(), sql, maxRows),
          "seed " + SEED + ", text " + i + ": " + sql);
    }
    assertTrue(ours > TEXTS / 8 && ours < TEXTS, "read without the planner: " + ours);
  }

  @Test
  void otherTextsAreLeftToThePlanner() {
    for (String sql :
        List.of(
            "SELECT DISTINCT id FROM charges",
            "SELECT id FROM charges WHERE id = 'x'",
            "SELECT id, id FROM charges",
            "SELECT ID FROM charges",
            "SELECT nothing FROM charges",
            "SELECT id FROM charges, customers",
            "SELECT id FROM charges ORDER BY created",
            "SELECT id FROM charges ORDER BY created DESC NULLS LAST",
            "SELECT amount AS created FROM charges ORDER BY created DESC",
            "SELECT id FROM charges LIMIT 0",
            "SELECT id FROM charges LIMIT ?",
            "SELECT id FROM charges LIMIT 1 OFFSET 1",
            "SELECT id FROM charges limit",
            "SELECT id FROM charges where",
            "SELECT c.id FROM charges",
            "SELECT charges.id FROM charges c",
            "SELECT id FROM reports.charges",
            "SELECT id FROM charges FOR UPDATE",
            "SELECT id FROM charges; SELECT 1",
            "SELECT /*+ x */ id FROM charges",
            "SELECT id -- the first\n FROM charges",
            "EXPLAIN PLAN FOR SELECT id FROM charges",
            "SELECT current_date FROM charges",
            "SELECT 1 FROM charges",
            "SELECT data_load_time FROM charges",
            "")) {
      assertFalse(DirectSelect.of(sql, "stripe", new InMemoryScanner()).isPresent(), sql);
    }
    assertFalse(
        DirectSelect.of("SELECT id FROM charges", "sigma", new InMemoryScanner()).isPresent());
  }

  /** No rows of any table, and what it was asked. */
  private static final class EmptyScanner implements Scanner {
    private final List<ScanSpec> asked = new ArrayList<>();

    @Override
    public RowCursor open(ScanSpec spec, CallControl control) {
      asked.add(spec);
      return new RowCursor() {
        @Override
        public boolean advance() {
          return false;
        }

        @Override
        public @Nullable Object[] row() {
          throw new IllegalStateException("no row");
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public List<String> explain(ScanSpec spec) {
      return List.of();
    }
  }
}

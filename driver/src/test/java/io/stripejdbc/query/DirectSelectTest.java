package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.query.direct.DirectSelect;
import io.stripejdbc.query.session.CalciteQueryEngine;
import io.stripejdbc.query.session.DirectQueryEngine;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A query that is run without a planner is the planner's: columns, read, rows, failures. */
class DirectSelectTest {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");
  private static final long SEED = Long.getLong("stripejdbc.differential.seed", 20261130L);
  private static final int TEXTS = 150;

  @Test
  void everyTableIsReadAsThePlannerReadsIt() {
    Catalog catalog = BundledCatalog.instance();
    EmptyScanner scanner = new EmptyScanner();
    StatementOutcome planned =
        new StatementOutcome(new CalciteQueryEngine(catalog), scanner, scanner.asked());
    StatementOutcome direct = new StatementOutcome(neverPlanned(catalog), scanner, scanner.asked());
    int turn = 0;
    for (TableSpec table : catalog.tables()) {
      List<String> columns = table.columns().stream().map(ColumnSpec::name).sorted().toList();
      String from = " FROM stripe." + table.name();
      String ordered = "SELECT " + columns.get(0) + from + " ORDER BY created DESC LIMIT 3";
      boolean known = DirectSelect.of(ordered, "stripe", catalog).isPresent();
      List<String> other =
          List.of(
              "SELECT *" + from,
              "select t." + String.join(", t.", columns) + from + " t fetch first 7 rows only",
              known ? ordered : "SELECT \"t\".* FROM " + table.name() + " AS t LIMIT 4");
      List<String> statements = new ArrayList<>(List.of(bare(table, columns) + from));
      if (turn++ % 3 == 0) {
        statements.add(other.get(turn / 3 % 3));
      }
      for (String sql : statements) {
        StatementOutcome.assertSame(
            planned.of(sql, List.of(), 5), direct.of(sql, List.of(), 5), sql);
      }
    }
  }

  /** All columns by their names; one of them has the name of a function of Sigma's. */
  private static String bare(TableSpec table, List<String> columns) {
    String all = "SELECT " + String.join(", ", columns);
    return all.replace(" data_load_time", " " + table.name() + ".data_load_time");
  }

  private static QueryEngine neverPlanned(Catalog catalog) {
    return new DirectQueryEngine(
        catalog,
        () -> {
          throw new AssertionError("planned");
        });
  }

  static InMemoryScanner filled() {
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
    QueryEngine engine = new CalciteQueryEngine(scanner);
    StatementOutcome planned = new StatementOutcome(engine, scanner, scanner.asked());
    StatementOutcome direct =
        new StatementOutcome(
            new DirectQueryEngine(scanner, () -> engine), scanner, scanner.asked());
    RandomSelects texts = new RandomSelects(new Random(SEED));
    int ours = 0;
    for (int i = 0; i < TEXTS; i++) {
      String sql = texts.next();
      long maxRows = i % 3;
      ours += DirectSelect.of(sql, "stripe", scanner).isPresent() ? 1 : 0;
      StatementOutcome.assertSame(
          planned.of(sql, List.of(), maxRows),
          direct.of(sql, List.of(), maxRows),
          "seed " + SEED + ", text " + i + ": " + sql);
    }
    assertTrue(ours > TEXTS / 8 && ours < TEXTS, "read without the planner: " + ours);
  }

  @Test
  void otherTextsAreLeftToThePlanner() {
    for (String sql :
        List.of(
            "SELECT DISTINCT id FROM charges",
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
}

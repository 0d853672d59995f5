package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.query.RandomConditions.Condition;
import io.stripejdbc.query.direct.DirectSelect;
import io.stripejdbc.query.session.CalciteQueryEngine;
import io.stripejdbc.query.session.DirectQueryEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Conditions that are answered without a planner are answered as the planner answers them. */
class DirectConditionsTest {
  private static final long SEED = Long.getLong("stripejdbc.differential.seed", 20261130L);
  private static final int TEXTS = Integer.getInteger("stripejdbc.differential.texts", 100);

  /** Statements with parameters: each is planned once and run with many values. */
  private static final int SHAPES = TEXTS / 3;

  private static final int VALUES = 50;

  private static final List<String> ITEMS =
      List.of("*", "id, amount, customer", "created, id", "paid, status", "rate, id, currency");
  private static final List<String> ENDS =
      List.of(
          "",
          " LIMIT 3",
          " ORDER BY created DESC",
          " ORDER BY created DESC LIMIT 2",
          " ORDER BY amount",
          " ORDER BY rate DESC, paid LIMIT 5",
          " ORDER BY customer, status ASC, created DESC LIMIT 4",
          " ORDER BY t.customer desc, currency FETCH FIRST 7 ROWS ONLY");

  private static final List<String> FUNCTIONS =
      List.of(
          "COUNT(*)",
          "count ( t.customer )",
          "COUNT(id) AS ids",
          "SUM(amount)",
          "Sum(t.\"amount\") AS total",
          "MIN(amount)",
          "max(customer)",
          "MAX(currency)",
          "MAX(created)",
          "COUNT(rate)",
          "SUM(rate)",
          "MIN(paid)",
          "COUNT(paid)");

  private static final List<String> GROUPS =
      List.of("currency", "customer", "connected_account", "paid", "created", "status", "rate");

  private final InMemoryScanner scanner = DirectSelectTest.filled();
  private final QueryEngine planner = new CalciteQueryEngine(scanner);
  private final StatementOutcome planned = new StatementOutcome(planner, scanner, scanner.asked());
  private final StatementOutcome direct =
      new StatementOutcome(new DirectQueryEngine(scanner, () -> planner), scanner, scanner.asked());

  private static <T> T one(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void assertSame(String sql, List<@Nullable Object> values, long maxRows) {
    StatementOutcome.assertSame(
        planned.of(sql, values, maxRows),
        direct.of(sql, values, maxRows),
        "seed " + SEED + ": " + sql + " " + values);
  }

  @Test
  void randomConditionsHaveOneOutcome() {
    Random random = new Random(SEED);
    RandomConditions conditions =
        new RandomConditions(random, scanner.table("charges").orElseThrow());
    for (int i = 0; i < TEXTS; i++) {
      assertSame(direct(random, conditions, false).sql(), List.of(), i % 3);
    }
  }

  /** A statement, and the values it can be given. */
  private record Statement(String sql, Condition condition) {}

  /** The next statement that needs no planner. */
  private Statement direct(Random random, RandomConditions conditions, boolean parameters) {
    Optional<Statement> found = Optional.empty();
    for (int i = 0; i < TEXTS && found.isEmpty(); i++) {
      Condition condition = conditions.next(parameters);
      Statement statement = new Statement(select(random, condition), condition);
      found =
          Optional.of(statement)
              .filter(each -> DirectSelect.of(each.sql(), "stripe", scanner).isPresent())
              .filter(each -> !parameters || !each.condition().parameters().isEmpty());
    }
    return found.orElseThrow();
  }

  /** Functions of all rows or of groups, of those that meet a condition or all. */
  private static String aggregate(Random random, String condition) {
    List<String> columns = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      String key = one(random, GROUPS);
      keys.add(key);
      if (random.nextInt(4) > 0) {
        columns.add(key);
      }
    }
    for (int i = random.nextInt(3); i >= 0; i--) {
      columns.add(random.nextInt(columns.size() + 1), one(random, FUNCTIONS));
    }
    return "SELECT "
        + String.join(", ", columns)
        + " FROM charges t"
        + (random.nextInt(4) == 0 ? "" : " WHERE " + condition)
        + (keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys));
  }

  @Test
  void randomAggregatesHaveOneOutcome() {
    Random random = new Random(SEED);
    RandomConditions conditions =
        new RandomConditions(random, scanner.table("charges").orElseThrow());
    int ours = 0;
    for (int i = 0; ours < TEXTS / 2 && i < 50 * TEXTS; i++) {
      Condition condition = conditions.next(i % 2 == 1);
      String sql = aggregate(random, condition.text());
      if (DirectSelect.of(sql, "stripe", scanner).isPresent()) {
        List<@Nullable Object> values = sql.contains("WHERE") ? condition.values() : List.of();
        // Groups come in any order: what a plan computes row by row has another.
        StatementOutcome.assertSame(
            planned.of(sql, values, 0).stream().sorted().toList(),
            direct.of(sql, values, 0).stream().sorted().toList(),
            "seed " + SEED + ": " + sql + " " + values);
        ours++;
      }
    }
    assertTrue(ours == TEXTS / 2, "read without the planner: " + ours);
  }

  private static String select(Random random, Condition condition) {
    return "SELECT "
        + one(random, ITEMS)
        + " FROM charges t WHERE "
        + condition.text()
        + one(random, ENDS);
  }

  @Test
  void randomParametersHaveOneOutcome() {
    Random random = new Random(SEED);
    RandomConditions conditions =
        new RandomConditions(random, scanner.table("charges").orElseThrow());
    for (int i = 0; i < SHAPES; i++) {
      Statement statement = direct(random, conditions, true);
      for (int j = 0; j < VALUES; j++) {
        assertSame(statement.sql(), statement.condition().values(), j % 3);
      }
    }
  }

  @Test
  void conditionsOfEveryTableAskWhatThePlannerAsks() {
    Catalog catalog = BundledCatalog.instance();
    EmptyScanner empty = new EmptyScanner();
    QueryEngine engine = new CalciteQueryEngine(catalog);
    StatementOutcome expected = new StatementOutcome(engine, empty, empty.asked());
    StatementOutcome found =
        new StatementOutcome(new DirectQueryEngine(catalog, () -> engine), empty, empty.asked());
    Random random = new Random(SEED);
    int ours = 0;
    for (TableSpec table : catalog.tables()) {
      String item = random.nextBoolean() ? "*" : one(random, table.columns()).name();
      Condition condition = new RandomConditions(random, table).next(random.nextBoolean());
      String order = " ORDER BY t." + one(random, table.columns()).name() + " DESC LIMIT 3";
      String sql =
          "SELECT t."
              + item
              + " FROM stripe."
              + table.name()
              + " t WHERE "
              + condition.text()
              + (random.nextBoolean() ? "" : order);
      if (DirectSelect.of(sql, "stripe", catalog).isPresent()) {
        List<@Nullable Object> values = condition.values();
        long maxRows = random.nextInt(3);
        StatementOutcome.assertSame(
            expected.of(sql, values, maxRows), found.of(sql, values, maxRows), sql + " " + values);
        ours++;
      }
    }
    assertTrue(ours > catalog.tables().size() / 4, "read without the planner: " + ours);
  }

  @Test
  void otherAggregatesAreLeftToThePlanner() {
    for (String sql :
        List.of(
            "SELECT MAX(created) FROM charges",
            "SELECT MIN(connected_account) FROM charges",
            "SELECT MAX(id) FROM charges WHERE id = 'ch_1'",
            "SELECT SUM(rate) FROM charges",
            "SELECT AVG(amount) FROM charges",
            "SELECT SUM(currency) FROM charges",
            "SELECT COUNT(DISTINCT id) FROM charges",
            "SELECT COUNT(*), COUNT(*) FROM charges",
            "SELECT COUNT(*), count(*) FROM charges",
            "SELECT COUNT(*) FROM charges LIMIT 1",
            "SELECT COUNT(*) FROM charges GROUP BY 1",
            "SELECT COUNT(*) FROM charges GROUP BY rate",
            "SELECT id, COUNT(*) FROM charges",
            "SELECT currency AS c, COUNT(*) FROM charges GROUP BY currency",
            "SELECT COUNT(*) AS currency FROM charges GROUP BY currency",
            "SELECT currency, COUNT(*) FROM charges GROUP BY currency ORDER BY currency",
            "SELECT currency, COUNT(*) FROM charges GROUP BY currency HAVING COUNT(*) > 1",
            "SELECT currency FROM charges GROUP BY currency",
            "SELECT COUNT(*) + 1 FROM charges",
            "SELECT COUNT(*) OVER () FROM charges",
            "SELECT COUNT(*) FILTER (WHERE paid) FROM charges",
            "SELECT SUM(*) FROM charges",
            "SELECT COUNT(missing) FROM charges")) {
      assertFalse(DirectSelect.of(sql, "stripe", scanner).isPresent(), sql);
    }
  }

  /** The planner refuses it: the column is null whatever is true. */
  @Test
  void whatOnlyAParameterTellsIsLeftToThePlanner() {
    Catalog catalog = BundledCatalog.instance();
    String known = "SELECT id FROM events ORDER BY type";
    assertTrue(DirectSelect.of(known, "stripe", catalog).isPresent());
    for (String rest : List.of("ORDER BY delivery_success", "WHERE delivery_success IS NULL")) {
      String sql = "SELECT id FROM events " + rest;
      assertFalse(DirectSelect.of(sql, "stripe", catalog).isPresent(), sql);
    }
  }

  @Test
  void otherConditionsAreLeftToThePlanner() {
    for (String where :
        List.of(
            "amount > 10.5",
            "amount = '5'",
            "currency < 'usd'",
            "currency = 5",
            "currency LIKE 'u%'",
            "rate = 1.5",
            "amount > 5 AND amount < 3",
            "id IS NULL",
            "amount = 1 OR amount = 2",
            "created > CURRENT_TIMESTAMP",
            "created > '2026-13-01'",
            "created > '2026-01-01 00:00:00.5'",
            "created > '2026-01-01T00:00:00'",
            "data_load_time = '2026-01-01'",
            "amount = customer",
            "5 = amount",
            "amount + 1 = 5",
            "missing = 5",
            "charges.amount = 5",
            "amount",
            "currency",
            "paid = 'true'",
            "paid IS NOT TRUE",
            "NOT amount = 5",
            "amount IN ()",
            "amount = 5 -- five\n",
            "amount = /* five */ 5",
            "currency = 'a' 'b'",
            "amount = 1_000",
            "amount = 99999999999999999999",
            "amount = ?1",
            "id IN (SELECT id FROM charges)",
            "amount = 5 GROUP BY id")) {
      String sql = "SELECT id FROM charges t WHERE " + where;
      assertFalse(DirectSelect.of(sql, "stripe", scanner).isPresent(), sql);
    }
  }
}

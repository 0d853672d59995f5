package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.plan.PlannerSettings;
import io.stripejdbc.plan.PlannerSettings.Pushing;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.query.RandomQueries.Question;
import io.stripejdbc.query.session.CalciteQueryEngine;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random questions give the same rows with all pushdown, with none, and with each kind alone. */
class DifferentialTest {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");
  private static final int QUESTIONS =
      Integer.getInteger("stripejdbc.differential.questions", 1500);
  private static final long SEED = Long.getLong("stripejdbc.differential.seed", 20261121L);

  private final InMemoryScanner scanner = new InMemoryScanner(true);
  private final QueryEngine all = new CalciteQueryEngine(scanner, PlannerSettings.ALL);
  private final QueryEngine none = new CalciteQueryEngine(scanner, PlannerSettings.NONE);

  private void fill(Random random) {
    String[] accounts = {"platform", "acct_1", "acct_2"};
    for (int i = 0; i < 40; i++) {
      scanner.add(
          "charges",
          accounts[random.nextInt(3)],
          "ch_" + i,
          NOW.minusSeconds(3600L * random.nextInt(240)).toEpochMilli(),
          (long) random.nextInt(400),
          random.nextBoolean() ? "usd" : "eur",
          random.nextInt(4) == 0 ? null : "cus_" + random.nextInt(8),
          random.nextBoolean(),
          random.nextInt(3) == 0 ? "failed" : "succeeded",
          random.nextInt(3) == 0 ? null : new BigDecimal("1.5"));
    }
    for (int i = 0; i < 12; i++) {
      scanner.add(
          "customers",
          accounts[i % 3],
          "cus_" + i / 2,
          NOW.minusSeconds(3600L * random.nextInt(240)).toEpochMilli(),
          random.nextInt(3) == 0 ? null : "a" + i + "@example.com");
    }
    scanner.delete("cus_3"); // Charges still name it.
  }

  private List<String> run(QueryEngine engine, Question question) {
    SessionContext session =
        SessionContext.unlimited("stripe", scanner, Clock.fixed(NOW, ZoneOffset.UTC));
    List<String> rows = new ArrayList<>();
    try {
      PreparedQuery query = engine.prepare(question.sql(), session);
      try (QueryCursor cursor = query.execute(List.of(), new ExecutionOptions(0, 0, 0))) {
        while (cursor.next()) {
          StringBuilder row = new StringBuilder();
          for (int i = 0; i < query.columns().size(); i++) {
            row.append(cursor.value(i)).append('|');
          }
          rows.add(row.toString());
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(question.sql(), e);
    }
    if (!question.isOrdered()) {
      rows.sort(String::compareTo);
    }
    return rows;
  }

  @Test
  void everyRuleKeepsTheRows() {
    fill(new Random(SEED));
    RandomQueries queries = new RandomQueries(SEED);
    List<QueryEngine> alone = new ArrayList<>();
    for (Pushing pushing : Pushing.values()) {
      // Nothing can come along for a join that does not look up.
      Set<Pushing> some = EnumSet.of(pushing);
      some.addAll(pushing == Pushing.EXPAND ? Set.of(Pushing.JOIN) : Set.of());
      alone.add(new CalciteQueryEngine(scanner, new PlannerSettings(some)));
    }
    for (int i = 0; i < QUESTIONS; i++) {
      Question question = queries.next();
      String place = "seed " + SEED + ", question " + i + ": " + question.sql();
      List<String> expected = run(none, question);
      assertEquals(expected, run(all, question), place);
      if (i % 2 == 0) {
        // Every rule alone in turn, on every other question: each run plans anew.
        QueryEngine one = alone.get(i / 2 % alone.size());
        assertEquals(expected, run(one, question), () -> "one rule alone, " + place);
      }
    }
  }
}

package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.plan.PlannerSettings.Pushing;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A shop whose rows are cached, asked with and without batches. */
abstract class BatchesFixture {
  static final Set<Pushing> BATCH = Set.of(Pushing.BATCH);

  private static final long SEED = Long.getLong("stripejdbc.batches.seed", 20261130L);
  private static final int QUESTIONS = Integer.getInteger("stripejdbc.batches.questions", 50);

  static ReportFixture shop;

  @BeforeAll
  static void open() {
    shop = ReportFixture.caching(EmulatorOptions.demo().withScale(0.06));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  static List<String> sorted(List<String> rows) {
    return rows.stream().sorted().toList();
  }

  /** Random questions over cached rows have the same answers, and make no call. */
  static void assertSameWithAndWithoutBatches(Function<RandomAggregates, String> next)
      throws SQLException {
    RandomAggregates queries = new RandomAggregates(SEED);
    shop.ask("SELECT * FROM charges"); // From the cache from now on.
    shop.forget();
    for (int i = 0; i < QUESTIONS; i++) {
      String sql = next.apply(queries);
      String place = "seed " + SEED + ", question " + i + ": " + sql;
      assertEquals(sorted(shop.askWithout(BATCH, sql)), sorted(shop.ask(sql)), place);
    }
    assertEquals(0, shop.calls().size(), "all of it came from the cache");
  }
}

package io.stripejdbc.scan.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.scan.EmptyCaches;
import io.stripejdbc.scan.FakeApi;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpecBuilder;
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.UnlimitedCallControl;
import io.stripejdbc.scan.execute.LiveScanner;
import io.stripejdbc.scan.execute.SimulatedCallExecutor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What reading lists of many shapes costs, in calls and in rounds of calls: the simulation that the
 * policy of cutting lists was chosen by.
 *
 * <p>The table of docs/design/reading-lists.md is printed with {@code -Dstripejdbc.table=true}.
 */
class ReadingCostTest {
  private static final int LATENCY = 100;

  /** Calls and rounds of one reading. */
  private record Cost(double calls, double rounds) {
    Cost plus(Cost other, int trials) {
      return new Cost(calls + other.calls / trials, rounds + other.rounds / trials);
    }
  }

  private record Costs(Cost first, Cost second) {}

  private Costs read(String shape, int pages, int workers, int trials) {
    Cost first = new Cost(0, 0);
    Cost second = new Cost(0, 0);
    for (int seed = 0; seed < trials; seed++) {
      int size = pages * 100 - 10 * seed;
      FakeApi api = new FakeApi();
      api.list("platform", "/v1/charges", ListShapes.list(shape, "ch_", size, seed));
      ListStatistics statistics = new ListStatistics();
      first = first.plus(read(api, statistics, workers, size, Set.of("platform")), trials);
      second = second.plus(read(api, statistics, workers, size, Set.of("platform")), trials);
    }
    return new Costs(first, second);
  }

  private static Cost read(
      FakeApi api, ListStatistics statistics, int workers, int size, Set<String> accounts) {
    SimulatedCallExecutor executor = new SimulatedCallExecutor(workers, () -> LATENCY);
    int before = api.asked().size();
    List<Object> rows = new ArrayList<>();
    try (RowCursor cursor =
        new LiveScanner(
                new TestCatalog(),
                accounts,
                false,
                api,
                executor,
                statistics,
                EmptyCaches.empty(),
                () -> {})
            .open(
                ScanSpecBuilder.of(TestCatalog.CHARGES, "id").whole().spec(),
                new UnlimitedCallControl())) {
      while (cursor.advance()) {
        rows.add(cursor.row()[0]);
      }
    }
    assertEquals(size, rows.size());
    assertEquals(size, new HashSet<>(rows).size());
    return new Cost(api.asked().size() - before, executor.now() / (double) LATENCY);
  }

  @Test
  void threePagesAndFewerCostNoCallMore() {
    for (String shape : ListShapes.ALL.keySet()) {
      for (int pages = 1; pages <= 3; pages++) {
        Costs costs = read(shape, pages, 8, 2);
        assertEquals(pages, costs.first().calls(), shape);
        assertTrue(costs.second().calls() <= pages + 1, shape);
      }
    }
  }

  @Test
  void aFirstReadingCostsHardlyMoreCallsThanPages() {
    Map<Integer, Double> bounds = Map.of(10, 12.5, 20, 26.0, 30, 36.5, 100, 111.0);
    bounds.forEach(
        (pages, most) -> {
          for (String shape : ListShapes.ALL.keySet()) {
            Costs costs = read(shape, pages, 8, pages > 30 ? 1 : 2);
            String found = "%s, %d pages: %s".formatted(shape, pages, costs);
            assertTrue(costs.first().calls() <= most, found);
            assertTrue(costs.first().rounds() <= 1.5 + 0.6 * pages || pages <= 10, found);
          }
        });
  }

  @Test
  void aSecondReadingCostsItsPagesAndAllWorkersRead() {
    for (String shape : ListShapes.ALL.keySet()) {
      for (int pages : new int[] {10, 30}) {
        Costs costs = read(shape, pages, 8, 2);
        String found = "%s, %d pages: %s".formatted(shape, pages, costs);
        int ties = shape.equals("equal seconds") ? 4 : 1;
        assertTrue(costs.second().calls() <= pages + ties, found);
        assertTrue(costs.second().rounds() <= Math.ceil(pages / 8.0) + 1, found);
      }
    }
  }

  @Test
  void listsOfSeveralAccountsCostAtMostOneCallMoreEach() {
    for (int accounts : new int[] {2, 9}) {
      FakeApi api = new FakeApi();
      List<Thing> all = new ArrayList<>();
      for (int i = 0; i < accounts; i++) {
        all.add(new Thing("acct_" + i, ListShapes.NOW - ListShapes.YEAR, Map.of()));
        api.list("acct_" + i, "/v1/charges", ListShapes.list("even", "ch" + i + "_", 1_000, i));
      }
      api.list("platform", "/v1/accounts", all);
      Cost cost = read(api, new ListStatistics(), 16, accounts * 1_000, Set.of("connected"));
      assertTrue(cost.calls() <= 1 + accounts * 11, accounts + " accounts: " + cost);
    }
  }

  /** Prints the table of the design. */
  @Test
  void table() {
    if (!Boolean.getBoolean("stripejdbc.table")) {
      return;
    }
    for (int workers : new int[] {1, 4, 8, 16}) {
      for (String shape : ListShapes.ALL.keySet()) {
        StringBuilder line = new StringBuilder("| %d | %s".formatted(workers, shape));
        for (int pages : new int[] {3, 10, 30, 100}) {
          Costs costs = read(shape, pages, workers, 2);
          line.append(cell(costs.first())).append(cell(costs.second()));
        }
        System.out.println(line.append(" |"));
      }
    }
  }

  private static String cell(Cost cost) {
    return String.format(Locale.ROOT, " | %.1f in %.1f", cost.calls(), cost.rounds());
  }
}

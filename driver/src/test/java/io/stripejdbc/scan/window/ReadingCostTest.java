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
  private static final int WORKERS = 8;

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

  /**
   * Shapes of which no page tells what comes: runs of rows and long times without, each another. A
   * run is found when the reading has come to it, and cut then.
   */
  private static final Set<String> BURSTS =
      Set.of(
          "one burst",
          "import first",
          "bunches of 1,000 rows",
          "nightly runs",
          "bursts of any size");

  /** What is to be reached, over lists of each shape: calls by pages. */
  private static final Map<Integer, Double> CALLS =
      Map.of(10, 12.0, 20, 23.0, 30, 34.5, 100, 108.0);

  /** Rounds for one that is ideal, but for bursts. */
  private static final Map<Integer, Double> ROUNDS = Map.of(30, 2.6, 100, 1.5);

  /** Shapes of which each page is as the next ones. */
  private static final List<String> EVEN =
      List.of(
          "even", "every ten seconds", "daily waves", "weekly waves", "import of all in one hour");

  @Test
  void aListThatComesEvenlyIsReadByAllWorkersFromTheFifthRoundOn() {
    for (Map.Entry<Integer, Double> most : Map.of(30, 9.85, 100, 19.5).entrySet()) {
      Cost even = new Cost(0, 0);
      for (String shape : EVEN) {
        even = even.plus(read(shape, most.getKey(), WORKERS, 4).first(), EVEN.size());
      }
      assertTrue(even.rounds() <= most.getValue(), most.getKey() + " pages: " + even);
      assertTrue(even.calls() <= CALLS.get(most.getKey()), most.getKey() + " pages: " + even);
    }
  }

  /** The same of bursts: by so much it is missed. */
  private static final Map<Integer, Double> ROUNDS_OF_BURSTS = Map.of(30, 5.2, 100, 3.6);

  /** A shape may take so many times the calls of the goal. */
  private static final double SPREAD = 1.035;

  /** The first run ends within the first pages, where nothing can be known yet. */
  private static final double SPREAD_OF_NIGHTS = 1.09;

  @Test
  void aReadingCostsHardlyMoreCallsThanPages() {
    for (int pages : new int[] {10, 20, 30, 100}) {
      Cost steady = new Cost(0, 0);
      int others = ListShapes.ALL.size() - BURSTS.size();
      for (String shape : ListShapes.ALL.keySet()) {
        boolean burst = BURSTS.contains(shape);
        Costs costs = read(shape, pages, WORKERS, pages > 30 ? 2 : 4);
        String found = "%s, %d pages: %s".formatted(shape, pages, costs);
        double calls =
            CALLS.get(pages) * (shape.equals("nightly runs") ? SPREAD_OF_NIGHTS : SPREAD);
        assertTrue(costs.first().calls() <= calls, found);
        double ideal = pages / (double) WORKERS;
        double most = burst ? ROUNDS_OF_BURSTS.getOrDefault(pages, 99.0) : 99;
        assertTrue(costs.first().rounds() <= ideal * most, found);
        steady = burst ? steady : steady.plus(costs.first(), others);
        checkAgain(shape, pages, costs.second(), found);
      }
      String found = pages + " pages on average: " + steady;
      assertTrue(steady.calls() <= CALLS.get(pages), found);
      double most = ROUNDS.getOrDefault(pages, 99.0) * 1.15;
      assertTrue(steady.rounds() <= pages / (double) WORKERS * most, found);
    }
  }

  /** Shapes of which many rows share a second. */
  private static final Set<String> TIES = Set.of("equal seconds", "nightly runs");

  /**
   * The second time it costs its pages and one call. Of lists with 100 rows and more in a second
   * each window loses a part of a page: no cut can be made inside of a second.
   */
  private static void checkAgain(String shape, int pages, Cost again, String found) {
    double ties = TIES.contains(shape) ? 0.075 * pages : 0;
    assertTrue(again.calls() <= pages + 1 + ties, found);
    double rounds = Math.max(Math.ceil(pages / (double) WORKERS), 1.2 * pages / WORKERS);
    assertTrue(again.rounds() <= rounds + (ties > 0 ? 1 : 0), found);
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
          Costs costs = read(shape, pages, workers, 4);
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

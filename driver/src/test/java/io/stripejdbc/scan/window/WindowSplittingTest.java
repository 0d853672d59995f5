package io.stripejdbc.scan.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.scan.EmptyCaches;
import io.stripejdbc.scan.FakeApi;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpecBuilder;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.UnlimitedCallControl;
import io.stripejdbc.scan.execute.LiveScanner;
import io.stripejdbc.scan.execute.SimulatedCallExecutor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Windows are split while they are read: on a simulated clock, against simulated lists. */
class WindowSplittingTest {
  private static final long NOW = 1_700_000_000;
  private static final long YEAR = 365L * 24 * 3600;
  private static final int LATENCY = 120;

  private final FakeApi api = new FakeApi();
  private SimulatedCallExecutor workers = new SimulatedCallExecutor(16, () -> LATENCY);
  private Set<String> accounts = Set.of("platform");
  private ListStatistics statistics = new ListStatistics();

  private List<String> read(ScanSpecBuilder scanSpecBuilder) {
    List<String> rows = new ArrayList<>();
    try (RowCursor cursor = scanner().open(scanSpecBuilder.spec(), new UnlimitedCallControl())) {
      while (cursor.advance()) {
        rows.add((String) cursor.row()[0]);
      }
    }
    return rows;
  }

  private Scanner scanner() {
    return new LiveScanner(
        new TestCatalog(),
        accounts,
        false,
        api,
        workers,
        statistics,
        EmptyCaches.empty(),
        () -> {});
  }

  private static List<Thing> spread(String prefix, int count, long oldest, Random random) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      times.add(oldest + (long) (random.nextDouble() * (NOW - oldest)));
    }
    times.sort((a, b) -> Long.compare(b, a));
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      things.add(new Thing(prefix + i, times.get(i), Map.of()));
    }
    return things;
  }

  private static ScanSpecBuilder charges() {
    return ScanSpecBuilder.of(TestCatalog.CHARGES, "id");
  }

  @Test
  void aHundredPagesAreReadAtThePaceOfTheWorkers() {
    api.list("platform", "/v1/charges", spread("ch_", 10_000, NOW - YEAR, new Random(1)));
    List<String> rows = read(charges().between(TestCatalog.CREATED, NOW - YEAR, NOW));
    assertEquals(10_000, new HashSet<>(rows).size());
    assertEquals(10_000, rows.size());
    within(13, 111);
  }

  /** Seven rounds are the least there can be, and 1.25 times the time of 6.25 are nearly eight. */
  @Test
  void aListThatWasReadBeforeIsReadByAllWorkersFromTheFirstRoundOn() {
    api.list("platform", "/v1/charges", spread("ch_", 10_000, NOW - YEAR, new Random(1)));
    for (ScanSpecBuilder scanSpecBuilder :
        List.of(charges(), charges().between(TestCatalog.CREATED, NOW - YEAR, NOW))) {
      read(scanSpecBuilder);
      read(charges().between(TestCatalog.CREATED, NOW - YEAR / 24, NOW));
      int before = api.asked().size();
      workers = new SimulatedCallExecutor(16, () -> LATENCY);
      assertEquals(10_000, new HashSet<>(read(scanSpecBuilder.whole())).size());
      within(7, before + 101);
    }
  }

  /** Half of the rows in the last month, the rest in bunches over a year. */
  private static List<Thing> bunched(int count, Random random) {
    List<Thing> things = new ArrayList<>();
    long time = NOW;
    for (int i = 0; i < count; i++) {
      boolean gap = random.nextInt(count / 12) == 0;
      long step = i < count / 2 ? 2 * 30 * 24 * 3600L / count : 2 * YEAR / count / 20;
      time -= gap ? YEAR / 15 : (long) (random.nextDouble() * 2 * step);
      things.add(new Thing("ch_" + i, time, Map.of()));
    }
    return things;
  }

  @Test
  void aBunchedListThatWasReadBeforeIsSplitWhereItsRowsAre() {
    int first = 0;
    int again = 0;
    double rounds = 0;
    int trials = 40;
    for (int trial = 0; trial < trials; trial++) {
      api.list("platform", "/v1/charges", bunched(2_600, new Random(trial)));
      workers = new SimulatedCallExecutor(8, () -> LATENCY);
      first -= api.asked().size();
      assertEquals(2_600, read(charges().whole()).size());
      first += api.asked().size();
      workers = new SimulatedCallExecutor(8, () -> LATENCY);
      again -= api.asked().size();
      assertEquals(2_600, new HashSet<>(read(charges().whole())).size());
      again += api.asked().size();
      rounds += workers.now() / (double) LATENCY;
      statistics = new ListStatistics();
    }
    String found =
        "first %s calls, again %s calls in %s rounds"
            .formatted(first / (double) trials, again / (double) trials, rounds / trials);
    assertTrue(again <= 31 * trials && rounds <= 5 * trials, found);
  }

  @Test
  void tenAccountsThatWereReadBeforeAreReadByAllWorkersFromTheFirstRoundOn() {
    accounts = Set.of("connected");
    tenAccounts();
    read(charges());
    int before = api.asked().size();
    workers = new SimulatedCallExecutor(16, () -> LATENCY);
    assertEquals(10_000, new HashSet<>(read(charges().whole())).size());
    // First the accounts are listed; then a hundred pages take eight rounds.
    within(9, before + 102);
  }

  @Test
  void whoMayStopReadingAsksForOnePageOfAListThatWasReadBefore() {
    api.list("platform", "/v1/charges", spread("ch_", 10_000, NOW - YEAR, new Random(1)));
    read(charges());
    int before = api.asked().size();
    workers = new SimulatedCallExecutor(16, () -> LATENCY);
    try (RowCursor cursor = scanner().open(charges().spec(), new UnlimitedCallControl())) {
      for (int i = 0; i < 100; i++) {
        assertTrue(cursor.advance());
      }
    }
    assertEquals(1, api.asked().size() - before);
  }

  /** What was learned is a guess: of a list that is no longer what it was, no row is missed. */
  @Test
  void aListThatHasShrunkOrGrownSinceIsReadOnceAndAtBoundedCost() {
    for (int size : new int[] {0, 1, 150, 3_000, 30_000}) {
      api.list("platform", "/v1/charges", spread("ch_", 10_000, NOW - YEAR, new Random(1)));
      read(charges());
      api.list("platform", "/v1/charges", spread("ch_", size, NOW - YEAR / 2, new Random(5)));
      int before = api.asked().size();
      workers = new SimulatedCallExecutor(16, () -> LATENCY);
      List<String> rows = read(charges().whole());
      assertEquals(size, rows.size());
      assertEquals(size, new HashSet<>(rows).size());
      int calls = api.asked().size() - before;
      assertTrue(calls <= size * 1.15 / 100 + 18, size + " rows: " + calls);
    }
  }

  @Test
  void anAccountThatWasReadTellsWhereItsListsEnd() {
    api.list("platform", "/v1/charges", spread("ch_", 10_000, NOW - YEAR, new Random(2)));
    statistics.account("platform").learn(NOW - YEAR);
    assertEquals(10_000, new HashSet<>(read(charges())).size());
    within(14, 113);
  }

  @Test
  void aHundredPagesOfUnknownExtentAreReadAtThePaceOfTheWorkers() {
    api.list("platform", "/v1/charges", spread("ch_", 10_000, NOW - YEAR, new Random(2)));
    assertEquals(10_000, new HashSet<>(read(charges())).size());
    within(15, 113);
  }

  /**
   * Where a list ends is guessed at: what lies beyond it is looked for with some of the workers.
   */
  @Test
  void aListOfUnknownExtentCostsFewCallsForWindowsOfNothing() {
    int trials = 40;
    double rounds = 0;
    for (int trial = 0; trial < trials; trial++) {
      statistics = new ListStatistics();
      workers = new SimulatedCallExecutor(16, () -> LATENCY);
      api.list("platform", "/v1/charges", spread("ch_", 2_600, NOW - YEAR, new Random(trial)));
      assertEquals(2_600, read(charges()).size());
      rounds += workers.now() / (double) LATENCY;
    }
    double calls = api.asked().size() / (double) trials;
    assertTrue(calls <= 32 && rounds / trials <= 10, calls + " calls, " + rounds / trials);
  }

  @Test
  void aListThatBeganLongAfterItsAccountWastesFewCallsAndNoneTheSecondTime() {
    api.list("platform", "/v1/charges", spread("ch_", 10_000, NOW - YEAR, new Random(4)));
    statistics.account("platform").learn(NOW - 10 * YEAR);
    assertEquals(10_000, new HashSet<>(read(charges())).size());
    within(24, 112);
    int before = api.asked().size();
    workers = new SimulatedCallExecutor(16, () -> LATENCY);
    assertEquals(10_000, new HashSet<>(read(charges())).size());
    within(8, before + 101);
  }

  @Test
  void tenAccountsAreReadAtThePaceOfTheWorkers() {
    accounts = Set.of("connected");
    tenAccounts();
    assertEquals(10_000, new HashSet<>(read(charges())).size());
    within(11, 111);
  }

  private void tenAccounts() {
    List<Thing> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(new Thing("acct_" + i, NOW - YEAR, Map.of()));
      api.list(
          "acct_" + i, "/v1/charges", spread("ch_" + i + "_", 1000, NOW - YEAR, new Random(i)));
    }
    api.list("platform", "/v1/accounts", all);
  }

  @Test
  void manySmallAccountsDoNotKeepALargeOneFromBeingSplit() {
    accounts = Set.of("platform", "connected");
    List<Thing> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      all.add(new Thing("acct_" + i, NOW - YEAR, Map.of()));
      api.list("acct_" + i, "/v1/charges", spread("ch_" + i + "_", 20, NOW - YEAR, new Random(i)));
    }
    api.list("platform", "/v1/accounts", all);
    api.list("platform", "/v1/charges", spread("ch_", 10_000, NOW - YEAR, new Random(6)));
    assertEquals(11_200, read(charges().between(TestCatalog.CREATED, NOW - YEAR, NOW)).size());
    within(17, 175);
  }

  @Test
  void aListOfThreePagesCostsThreeCalls() {
    api.list("platform", "/v1/charges", spread("ch_", 280, NOW - YEAR, new Random(3)));
    statistics.account("platform").learn(NOW - 10 * YEAR);
    assertEquals(280, read(charges()).size());
    assertEquals(3, api.asked().size());
  }

  /** A hundred calls with sixteen at once take seven rounds at least. */
  private void within(int rounds, int calls) {
    double took = workers.now() / (double) LATENCY;
    assertTrue(took <= rounds, "took " + took + " times the latency, calls " + api.asked().size());
    assertTrue(api.asked().size() <= calls, "calls: " + api.asked().size());
  }
}

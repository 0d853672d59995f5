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
import io.stripejdbc.scan.execute.CallExecutor;
import io.stripejdbc.scan.execute.LiveScanner;
import io.stripejdbc.scan.execute.SimulatedCallExecutor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lists that change while they are read in windows: each row once. */
class RowsExactlyOnceTest {
  private static final long NOW = 1_700_000_000;
  private static final long YEAR = 365L * 24 * 3600;

  private static ScanSpecBuilder charges() {
    return ScanSpecBuilder.of(TestCatalog.CHARGES, "id");
  }

  /**
   * Random lists, densities, workers and changes while reading, thousands of them. Every object
   * that was there all the time comes exactly once, any other at most once.
   */
  @Test
  void everyRowComesExactlyOnceWhateverHappensMeanwhile() {
    for (int seed = 0; seed < 2000; seed++) {
      new Trial(seed).run();
    }
  }

  private static final class Trial {
    private final int seed;
    private final Random random;
    private final FakeApi api = new FakeApi();
    private final Set<String> steady = new HashSet<>();
    private final boolean changes;
    private final ListStatistics statistics = new ListStatistics();
    private int inserted;
    private int before;

    Trial(int seed) {
      this.seed = seed;
      this.random = new Random(seed);
      this.changes = random.nextInt(3) == 0;
    }

    void run() {
      int size = random.nextInt(4) == 0 ? random.nextInt(30) : random.nextInt(3000);
      List<Thing> list = list(size);
      if (random.nextInt(3) == 0) {
        // Another list stood here when it was read before, or the same.
        int other = random.nextInt(3000);
        api.list("platform", "/v1/charges", random.nextBoolean() ? list : list(other));
        read(charges(), new SimulatedCallExecutor(4, () -> 100));
      }
      before = api.asked().size();
      api.list("platform", "/v1/charges", list);
      list.forEach(thing -> steady.add(thing.id()));
      api.fault =
          request -> {
            if (changes && random.nextInt(3) == 0) {
              change();
            }
            return null;
          };
      SimulatedCallExecutor workers =
          new SimulatedCallExecutor(1 + random.nextInt(16), () -> 50 + random.nextInt(200));
      ScanSpecBuilder scanSpecBuilder = charges();
      if (random.nextBoolean()) {
        scanSpecBuilder.between(TestCatalog.CREATED, NOW - YEAR, NOW + 1);
      }
      if (random.nextInt(3) == 0) {
        scanSpecBuilder.whole();
      }
      boolean ordered = random.nextInt(4) == 0;
      check(read(ordered ? scanSpecBuilder.newestFirst() : scanSpecBuilder, workers), size);
    }

    private List<String> read(ScanSpecBuilder scanSpecBuilder, CallExecutor executor) {
      Scanner scanner =
          new LiveScanner(
              new TestCatalog(),
              Set.of("platform"),
              false,
              api,
              executor,
              statistics,
              EmptyCaches.empty(),
              () -> {});
      List<String> rows = new ArrayList<>();
      try (RowCursor cursor = scanner.open(scanSpecBuilder.spec(), new UnlimitedCallControl())) {
        while (cursor.advance()) {
          rows.add((String) cursor.row()[0]);
        }
      }
      return rows;
    }

    private void check(List<String> rows, int size) {
      Map<String, Integer> times = new HashMap<>();
      rows.forEach(id -> times.merge(id, 1, Integer::sum));
      for (Map.Entry<String, Integer> row : times.entrySet()) {
        assertEquals(1, row.getValue(), row.getKey() + " in trial " + seed);
      }
      Set<String> missing = new HashSet<>(steady);
      missing.removeAll(times.keySet());
      assertEquals(Set.of(), missing, "missing in trial " + seed);
      int bound = 3 * (size / 100 + 1) + 20;
      if (!changes) {
        assertTrue(
            api.asked().size() - before <= bound,
            "trial "
                + seed
                + ": "
                + (api.asked().size() - before)
                + " calls for "
                + size
                + " rows");
      }
    }

    /** Dense here and thin there, with many objects in one second at times. */
    private List<Thing> list(int size) {
      List<Long> times = new ArrayList<>();
      long time = NOW;
      int clump = 1 + random.nextInt(random.nextInt(5) == 0 ? 250 : 4);
      long gap = 1L + random.nextInt(5000);
      for (int i = 0; i < size; i++) {
        if (random.nextInt(clump) == 0) {
          time -= random.nextInt(50) == 0 ? gap * 200L : 1L + (long) (random.nextDouble() * gap);
        }
        times.add(Math.max(NOW - YEAR, time));
      }
      List<Thing> list = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        list.add(new Thing("ch_" + i, times.get(i), Map.of()));
      }
      return list;
    }

    /** An object is deleted, or one is made now. */
    private void change() {
      List<Thing> list = api.list("platform", "/v1/charges");
      if (!list.isEmpty() && random.nextBoolean()) {
        Thing gone = list.remove(random.nextInt(list.size()));
        steady.remove(gone.id());
      } else {
        list.add(0, new Thing("ch_new" + inserted++, NOW + 1, Map.of()));
      }
    }
  }
}

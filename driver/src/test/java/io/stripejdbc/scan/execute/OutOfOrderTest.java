package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.ScanSpec.FetchHint.ListEnd;
import io.stripejdbc.scan.ScanSpecBuilder;
import io.stripejdbc.scan.TestCatalog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Lists that are not newest first: no order that Stripe does not promise decides whether a row is
 * there, with any number of workers, cached or not.
 */
class OutOfOrderTest extends OutOfOrderFixture {

  @Test
  void oneNewRowAmongOldOnesIsReadWithAnyNumberOfWorkers() {
    for (int workers : new int[] {1, 2, 4, 8, 16}) {
      api.list("platform", PATH, list(1050, Map.of(820, NOW - DAY)));
      comesOnceEach(1050, read(charges(), workers), workers + " workers");
    }
  }

  @Test
  void oneOldRowAmongNewOnesIsReadOnce() {
    for (int workers : new int[] {1, 2, 4, 8, 16}) {
      api.list("platform", PATH, list(1050, Map.of(150, NOW - YEAR + DAY)));
      comesOnceEach(1050, read(charges(), workers), workers + " workers");
    }
  }

  /** A window that was cut goes on with its cursor, closed at its new beginning. */
  @Test
  void aWindowThatWasCutIsClosedOnBothSides() {
    api.list("platform", PATH, list(3000, Map.of()));
    comesOnceEach(
        3000, read(charges().between(TestCatalog.CREATED, NOW - YEAR, NOW).whole(), 8), "");
    List<String> followed =
        api.asked().stream().filter(line -> line.contains("starting_after")).toList();
    assertTrue(followed.stream().allMatch(line -> line.contains("created[lt]=")));
    assertEquals(
        0,
        followed.stream().filter(l -> l.contains("created[gte]=" + (NOW - YEAR) + "&")).count()
            - followed.stream().filter(l -> l.contains("created[gte]=" + (NOW - YEAR))).count());
    assertTrue(api.asked().size() <= 45, "calls " + api.asked().size());
  }

  @Test
  void theNewestAreFoundWhereTheFirstPageIsOutOfOrder() {
    List<Thing> things = list(1050, Map.of(2, NOW + 5, 700, NOW + 9, 4, NOW - YEAR));
    api.list("platform", PATH, things);
    assertEquals(
        List.of("ch_700", "ch_2", "ch_0", "ch_1", "ch_3"),
        read(charges().newestFirst().limit(5), 8));
    assertTrue(api.asked().size() <= 5, String.join("\n", api.asked()));
    assertTrue(new HashSet<>(read(charges().reach(-1, 5), 1)).contains("ch_700"));
  }

  @Test
  void aSortedReadingOfAListOutOfOrderIsSorted() {
    Random random = new Random(7);
    api.list("platform", PATH, trial(random, 700));
    for (int workers : new int[] {1, 8}) {
      for (boolean cached : List.of(false, true, true)) {
        freshness = cached ? Freshness.cached(300) : Freshness.LIVE;
        List<String> rows = read(charges().newestFirst(), workers);
        comesOnceEach(700, rows, "");
        assertEquals(sorted(rows), seconds(rows));
        List<String> some = read(charges().newestFirst().limit(30), workers);
        assertEquals(seconds(rows).subList(0, 30), seconds(some));
      }
    }
  }

  @Test
  void theOldestRowsAreFoundWhereverTheyStandCachedOrNot() {
    Random random = new Random(19);
    for (int run = 0; run < 60; run++) {
      int size = random.nextInt(1_500);
      api.list("platform", PATH, trial(random, size));
      cache.clear();
      statistics.clear();
      for (int look = 0; look < 4; look++) {
        freshness = look > 1 ? Freshness.cached(300) : Freshness.LIVE;
        int wanted = look % 2 == 0 ? 1 : 1 + random.nextInt(150);
        ListEnd end = look % 2 == 0 ? ListEnd.BOTH : ListEnd.OLDEST_AND_TIES;
        if (random.nextInt(4) == 0 && look > 1) {
          read(charges().limit(100L * random.nextInt(4)), 4);
        }
        int before = api.asked().size();
        List<Long> found = seconds(read(charges().ends(wanted, end), 1 + random.nextInt(8)));
        String what = "run " + run + ", look " + look + ", size " + size;
        assertTrue(
            api.asked().size() - before <= 20 + wanted / 10,
            what + String.join("\n", api.asked().subList(before, api.asked().size())) + wanted);
        List<Long> all = api.list("platform", PATH).stream().map(Thing::created).sorted().toList();
        assertEquals(Math.min(wanted, size), Math.min(wanted, found.size()), what);
        if (size > 0) {
          assertEquals(all.get(0), found.stream().min(Long::compare).orElseThrow(), what);
        }
        if (end == ListEnd.OLDEST_AND_TIES) {
          List<Long> first = found.stream().sorted().limit(wanted).toList();
          assertEquals(all.subList(0, Math.min(wanted, size)), first, what);
          assertEquals(
              all.stream().filter(first::contains).count(),
              found.stream().filter(first::contains).count(),
              what);
        }
      }
    }
  }

  @Test
  void theOldestRowIsCachedAsWhatWasReadToFindItIs() {
    api.list("platform", PATH, list(3_000, Map.of()));
    freshness = Freshness.cached(300);
    assertEquals(List.of("ch_2999"), oldest(read(charges().ends(1, ListEnd.OLDEST), 4)));
    int asked = api.asked().size();
    assertTrue(asked <= 15, "calls " + asked);
    statistics.clear();
    assertEquals(List.of("ch_2999"), oldest(read(charges().ends(1, ListEnd.OLDEST), 4)));
    assertEquals(asked, api.asked().size());
    cache.clear();
    read(charges().ends(1, ListEnd.OLDEST), 4);
    assertEquals(asked + 1, api.asked().size());
  }

  @Test
  void everyRowComesOnceWhereverItStands() {
    int[] workers = {1, 2, 4, 8, 16};
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      int size = random.nextInt(2500);
      api.list("platform", PATH, trial(random, size));
      freshness = Freshness.LIVE;
      int many = workers[random.nextInt(workers.length)];
      List<Freshness> asked = new ArrayList<>(List.of(Freshness.LIVE, Freshness.LIVE));
      if (random.nextInt(4) == 0) {
        cache.store().clear();
        readInPart(random, many);
        asked.add(Freshness.cached(300));
        asked.add(Freshness.cached(300));
      }
      ScanSpecBuilder scanSpecBuilder = charges();
      if (random.nextBoolean()) {
        scanSpecBuilder.between(TestCatalog.CREATED, NOW - YEAR, NOW + 60);
      }
      if (random.nextBoolean()) {
        scanSpecBuilder.whole();
      }
      for (Freshness one : asked) {
        freshness = one;
        int before = api.asked().size();
        String what = "trial " + seed + " with " + many + " workers, " + one;
        comesOnceEach(size, read(scanSpecBuilder, many), what);
        int calls = api.asked().size() - before;
        int bound = 2 * (size / 100 + 1) + 20;
        assertTrue(
            calls <= bound,
            what
                + ": "
                + calls
                + " calls for "
                + size
                + " rows\n"
                + String.join("\n", api.asked().subList(before, before + calls)));
      }
    }
  }
}

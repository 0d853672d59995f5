package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.scan.EmptyCaches;
import io.stripejdbc.scan.FakeApi;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpec.FetchHint.ListEnd;
import io.stripejdbc.scan.ScanSpecBuilder;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.UnlimitedCallControl;
import io.stripejdbc.scan.window.ListStatistics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Lists that are not newest first: no order that Stripe does not promise decides whether a row is
 * there, with any number of workers, cached or not.
 */
class OutOfOrderTest {
  private static final long NOW = 1_700_000_000;
  private static final long DAY = 24 * 3600;
  private static final long YEAR = 365 * DAY;
  private static final String PATH = "/v1/charges";

  private final FakeApi api = new FakeApi();
  private final ListStatistics statistics = new ListStatistics();
  private final CacheManager cache = EmptyCaches.empty();
  private Freshness freshness = Freshness.LIVE;

  private Scanner scanner(int workers) {
    return scanner(new SimulatedCallExecutor(workers, () -> 100));
  }

  private Scanner scanner(CallExecutor executor) {
    return new LiveScanner(
        new TestCatalog(), Set.of("platform"), false, api, executor, statistics, cache, () -> {});
  }

  private List<String> read(ScanSpecBuilder scanSpecBuilder, int workers) {
    Scanner scanner = scanner(workers);
    UnlimitedCallControl control = new UnlimitedCallControl();
    control.freshness = freshness;
    List<String> rows = new ArrayList<>();
    try (RowCursor cursor = scanner.open(scanSpecBuilder.spec(), control)) {
      while (cursor.advance()) {
        rows.add((String) cursor.row()[0]);
      }
    }
    return rows;
  }

  private static ScanSpecBuilder charges() {
    return ScanSpecBuilder.of(TestCatalog.CHARGES, "id", "created");
  }

  /** A list over a year of which the rows at these places were made at other times. */
  private static List<Thing> list(int size, Map<Integer, Long> others) {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      long created = others.getOrDefault(i, NOW - i * (YEAR / size));
      things.add(new Thing("ch_" + i, created, Map.of()));
    }
    return things;
  }

  /** Leaves some of a list in the cache: the newest, or those of a window. */
  private void readInPart(Random random, int workers) {
    freshness = Freshness.remembered(300);
    for (int i = random.nextInt(3); i > 0; i--) {
      ScanSpecBuilder part = charges().newestFirst().limit(1 + random.nextInt(400));
      long from = NOW - (long) (random.nextDouble() * YEAR);
      try {
        read(random.nextBoolean() ? part : part.between(TestCatalog.CREATED, from, NOW), workers);
      } catch (DriverFailure outOfOrder) {
        assertEquals(DriverError.BAD_ANSWER, outOfOrder.error());
      }
    }
  }

  private void comesOnceEach(int size, List<String> rows, String what) {
    assertEquals(size, rows.size(), what);
    assertEquals(size, new HashSet<>(rows).size(), what);
  }

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
        freshness = cached ? Freshness.remembered(300) : Freshness.LIVE;
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
        freshness = look > 1 ? Freshness.remembered(300) : Freshness.LIVE;
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
    freshness = Freshness.remembered(300);
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

  private List<String> oldest(List<String> ids) {
    long least = seconds(ids).stream().min(Long::compare).orElseThrow();
    return ids.stream().filter(id -> seconds(List.of(id)).get(0) == least).toList();
  }

  private List<Long> seconds(List<String> ids) {
    Map<String, Long> created = new java.util.HashMap<>();
    api.list("platform", PATH).forEach(thing -> created.put(thing.id(), thing.created()));
    return ids.stream().map(created::get).toList();
  }

  private List<Long> sorted(List<String> ids) {
    return seconds(ids).stream().sorted((a, b) -> Long.compare(b, a)).toList();
  }

  /** Rows out of place by seconds to months, some seconds with many rows. */
  private static List<Thing> trial(Random random, int size) {
    List<Thing> things = ordered(random, size);
    moved(random, things, random.nextInt(3) == 0 ? size / 2 : random.nextInt(4));
    return things;
  }

  private static List<Thing> ordered(Random random, int size) {
    List<Thing> things = new ArrayList<>();
    long time = NOW;
    int clump = 1 + random.nextInt(random.nextInt(4) == 0 ? 120 : 3);
    for (int i = 0; i < size; i++) {
      time -= random.nextInt(clump) == 0 ? random.nextInt((int) (2 * YEAR / size)) : 0;
      things.add(new Thing("ch_" + i, Math.max(NOW - YEAR, time), Map.of()));
    }
    return things;
  }

  /** So many rows get another time, and stay where they are. */
  private static void moved(Random random, List<Thing> things, int astray) {
    long[] reach = {3, 3600, DAY, 30 * DAY, 200 * DAY};
    for (int i = 0; i < astray && !things.isEmpty(); i++) {
      int at = random.nextInt(things.size());
      long by = (long) (random.nextGaussian() * reach[random.nextInt(reach.length)]);
      Thing thing = things.get(at);
      long created = Math.max(NOW - YEAR, Math.min(NOW + 60, thing.created() + by));
      things.set(at, new Thing(thing.id(), created, Map.of()));
    }
  }

  /** A call tells what follows behind the cached rows, once: their reading did not see the end. */
  @Test
  void aRowOutOfPlaceBehindACachedPartIsRead() {
    api.list("platform", PATH, list(1050, Map.of(820, NOW - DAY)));
    freshness = Freshness.remembered(300);
    assertEquals(250, read(charges().newestFirst().limit(250), 1).size());
    int before = api.asked().size();
    comesOnceEach(1050, read(charges().whole(), 1), "behind what is cached");
    int calls = api.asked().size() - before;
    assertTrue(calls <= 11, String.join("\n", api.asked()));
    comesOnceEach(1050, read(charges().whole(), 1), "again");
    comesOnceEach(1050, read(charges().whole(), 8), "and again");
  }

  @Test
  void whatFollowsBehindCachedRowsIsAskedOnce() {
    api.list("platform", PATH, list(1050, Map.of()));
    freshness = Freshness.remembered(300);
    read(charges().newestFirst().limit(250), 1);
    int before = api.asked().size();
    comesOnceEach(1050, read(charges().whole(), 1), "behind what is cached");
    List<String> asked = api.asked().subList(before, api.asked().size());
    assertEquals(10, asked.size(), String.join("\n", asked));
    List<String> behind = asked.stream().filter(line -> line.contains("created[gte]=")).toList();
    assertEquals(1, behind.size(), String.join("\n", asked));
    assertTrue(behind.get(0).contains("starting_after=ch_"), behind.get(0));
    before = api.asked().size();
    comesOnceEach(1050, read(charges().whole(), 8), "again");
    assertEquals(before, api.asked().size());
  }

  /** A cursor has to be a row of the list that is asked for, which is not all that is cached. */
  @Test
  void rowsOfCustomersAmongCachedOnesComeOnceWhereverTheyStand() {
    for (int seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      int customers = 1 + random.nextInt(300);
      List<Thing> things = new ArrayList<>();
      for (Thing thing : trial(random, 200 + random.nextInt(1500))) {
        String customer = "cus_" + random.nextInt(customers);
        things.add(
            new Thing(thing.id(), thing.created(), Map.of("customer", '"' + customer + '"')));
      }
      api.list("platform", PATH, things);
      cache.store().clear();
      readInPart(random, 1 + random.nextInt(8));
      Set<String> wanted = new HashSet<>();
      for (int i = 0; i <= random.nextInt(12); i++) {
        wanted.add("cus_" + i);
      }
      long expected =
          things.stream()
              .filter(t -> wanted.contains(t.fields().get("customer").replace("\"", "")))
              .count();
      for (int look = 0; look < 2; look++) {
        ScanSpecBuilder some = charges().equal(TestCatalog.CUSTOMER, wanted.toArray(String[]::new));
        List<String> rows = read(look == 0 ? some.whole() : some, 1 + random.nextInt(8));
        comesOnceEach((int) expected, rows, "trial " + seed + ", look " + look);
      }
    }
  }

  /** That a customer has no row out of place says nothing of the rows of others. */
  @Test
  void whatIsAskedForAFilterVerifiesNothingOfAWiderList() {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < 350; i++) {
      String customer = "\"cus_" + i % 12 + '"';
      things.add(new Thing("ch_" + i, NOW - i * 90_000L, Map.of("customer", customer)));
    }
    things.add(101, things.remove(98));
    api.list("platform", PATH, things);
    freshness = Freshness.remembered(300);
    read(charges().ends(1, ListEnd.OLDEST), 1);
    for (int look = 0; look < 2; look++) {
      ScanSpecBuilder some = charges().equal(TestCatalog.CUSTOMER, "cus_3");
      assertEquals(29, read(some.whole(), 1).size());
    }
    comesOnceEach(350, read(charges().whole(), 1), api.asked().toString());
  }

  /** Cached rows of a filter have the wanted columns alone, beside those of a wider list. */
  @Test
  void theOldestOfAFilterAreFoundAmongCachedOnesOfBothLists() {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < 350; i++) {
      String customer = "\"cus_" + i % 12 + '"';
      things.add(new Thing("ch_" + i, NOW - i * 90_000L, Map.of("customer", customer)));
    }
    api.list("platform", PATH, things);
    freshness = Freshness.remembered(300);
    ScanSpecBuilder created = ScanSpecBuilder.of(TestCatalog.CHARGES, "created");
    read(charges().newestFirst().limit(120), 1);
    for (int look = 0; look < 3; look++) {
      long oldest = Long.MAX_VALUE;
      try (RowCursor cursor =
          scanner(1)
              .open(
                  created.equal(TestCatalog.CUSTOMER, "cus_3").ends(1, ListEnd.OLDEST).spec(),
                  UnlimitedCallControl.remembering(300))) {
        while (cursor.advance()) {
          oldest = Math.min(oldest, (Long) cursor.row()[0]);
        }
      }
      assertEquals((NOW - 339 * 90_000L) * 1000, oldest, "look " + look);
    }
  }

  /** What two scans share while both are read. */
  @Test
  void aRowOutOfPlaceIsInBothOfTwoScansSideBySide() {
    for (int ahead : new int[] {1, 120, 350, 700}) {
      cache.store().clear();
      api.list("platform", PATH, list(1050, Map.of(820, NOW - DAY)));
      freshness = Freshness.remembered(300);
      UnlimitedCallControl control = UnlimitedCallControl.remembering(300);
      List<String> first = new ArrayList<>();
      List<String> second = new ArrayList<>();
      try (WorkerPool pool = new WorkerPool(1);
          RowCursor one = scanner(pool).open(charges().whole().spec(), control);
          RowCursor two = scanner(pool).open(charges().whole().spec(), control)) {
        for (int i = 0; i < ahead && one.advance(); i++) {
          first.add((String) one.row()[0]);
        }
        while (two.advance()) {
          second.add((String) two.row()[0]);
        }
        while (one.advance()) {
          first.add((String) one.row()[0]);
        }
      }
      comesOnceEach(1050, first, "first, " + ahead + " rows ahead");
      comesOnceEach(1050, second, "second, " + ahead + " rows behind");
    }
  }

  /** The object of the last cached row may be gone, and some before it. */
  @Test
  void cachedRowsThatWereDeletedDoNotHideWhatFollows() {
    for (int gone : new int[] {1, 3, 20}) {
      cache.store().clear();
      List<Thing> things = list(1050, Map.of(820, NOW - DAY));
      api.list("platform", PATH, things);
      freshness = Freshness.remembered(300);
      read(charges().newestFirst().limit(250), 1);
      List<Thing> left = new ArrayList<>(things);
      // Three pages were read, and the last of their rows is the one that follows them.
      left.subList(299 - gone, 300).clear();
      api.list("platform", PATH, left);
      List<String> rows = read(charges().whole(), 1);
      assertEquals(rows.size(), new HashSet<>(rows).size());
      assertTrue(rows.contains("ch_820") && rows.contains("ch_1049"), gone + " are gone");
    }
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
        asked.add(Freshness.remembered(300));
        asked.add(Freshness.remembered(300));
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

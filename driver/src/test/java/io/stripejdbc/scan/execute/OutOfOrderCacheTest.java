package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpec.FetchHint.ListEnd;
import io.stripejdbc.scan.ScanSpecBuilder;
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.UnlimitedCallControl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lists that are not newest first, of which a part is cached: each row comes once all the same. */
class OutOfOrderCacheTest extends OutOfOrderFixture {
  /** A call tells what follows behind the cached rows, once: their reading did not see the end. */
  @Test
  void aRowOutOfPlaceBehindACachedPartIsRead() {
    api.list("platform", PATH, list(1050, Map.of(820, NOW - DAY)));
    freshness = Freshness.cached(300);
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
    freshness = Freshness.cached(300);
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
    freshness = Freshness.cached(300);
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
    freshness = Freshness.cached(300);
    ScanSpecBuilder created = ScanSpecBuilder.of(TestCatalog.CHARGES, "created");
    read(charges().newestFirst().limit(120), 1);
    for (int look = 0; look < 3; look++) {
      long oldest = Long.MAX_VALUE;
      try (RowCursor cursor =
          scanner(1)
              .open(
                  created.equal(TestCatalog.CUSTOMER, "cus_3").ends(1, ListEnd.OLDEST).spec(),
                  UnlimitedCallControl.caching(300))) {
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
      freshness = Freshness.cached(300);
      UnlimitedCallControl control = UnlimitedCallControl.caching(300);
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
      freshness = Freshness.cached(300);
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
}

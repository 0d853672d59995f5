package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.scan.FakeApi.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The newest rows of a list of which a part is cached, with rows out of place: those that a live
 * reading gives, or those that are the newest of all, or an error that says that there is no order.
 */
class NewestOfCachedListsTest extends OutOfOrderFixture {
  /** Seconds of creation of what a reading gives; null where it says that there is no order. */
  private List<Long> newest(Freshness how, int most, int workers) {
    freshness = how;
    try {
      List<String> ids = read(charges().newestFirst().limit(most), workers);
      return seconds(ids);
    } catch (DriverFailure outOfOrder) {
      assertEquals(DriverError.BAD_ANSWER, outOfOrder.error());
      return List.of(-1L);
    }
  }

  @Test
  void theyAreThoseOfALiveReading() {
    List<String> wrong = new ArrayList<>();
    int errors = 0;
    for (int seed = 130; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Thing> things = trial(random, 20 + random.nextInt(1500));
      api.list("platform", PATH, things);
      cache.store().clear();
      statistics.clear();
      int workers = 1 + random.nextInt(8);
      readInPart(random, workers);
      if (random.nextInt(3) == 0) {
        freshness = Freshness.cached(300);
        read(charges().limit(1 + random.nextInt(500)), workers);
      }
      for (int look = 0; look < 2; look++) {
        int most = 1 + random.nextInt(random.nextBoolean() ? 30 : 700);
        List<Long> cached = newest(Freshness.cached(300), most, workers);
        List<Long> live = newest(Freshness.LIVE, most, 1);
        List<Long> all =
            things.stream()
                .map(Thing::created)
                .sorted((a, b) -> Long.compare(b, a))
                .limit(most)
                .toList();
        errors += cached.equals(List.of(-1L)) ? 1 : 0;
        if (!cached.equals(live) && !cached.equals(all) && !cached.equals(List.of(-1L))) {
          wrong.add("trial " + seed + ", look " + look + ", limit " + most);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(errors < 30, errors + " errors");
  }

  /** Eight rows of one second, told twice: at the end of one part and at the top of the next. */
  @Test
  void rowsOfTheSecondBetweenTwoPartsCountOnce() {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      things.add(new Thing("ch_" + i, i < 12 ? NOW : NOW - i * DAY, Map.of()));
    }
    api.list("platform", PATH, things);
    freshness = Freshness.cached(300);
    assertEquals(8, read(charges().newestFirst().limit(8), 1).size());
    comesOnceEach(16, read(charges().newestFirst().limit(16), 1), "of which eight are cached");
    assertTrue(api.asked().size() <= 4, String.join("\n", api.asked()));
  }

  @Test
  void theFirstOfACachedReadingAreGivenWithoutACall() {
    api.list("platform", PATH, list(1050, Map.of(820, NOW - DAY)));
    freshness = Freshness.cached(300);
    read(charges().newestFirst().limit(250), 1);
    int before = api.asked().size();
    assertEquals(250, read(charges().newestFirst().limit(250), 1).size());
    assertEquals(before, api.asked().size());
  }

  /** Two calls as without a cache: what follows behind the rows there are, and the rest. */
  @Test
  void whoWantsMoreThanIsCachedLearnsWhatFollowsFirst() {
    api.list("platform", PATH, list(1050, Map.of(40, NOW - 60)));
    freshness = Freshness.cached(300);
    read(charges().newestFirst().limit(20), 1);
    List<String> rows = read(charges().newestFirst().limit(60), 8);
    assertTrue(rows.contains("ch_40"), "a row out of place behind the cached ones");
    assertEquals(sorted(rows), seconds(rows));
    assertTrue(api.asked().size() <= 6, String.join("\n", api.asked()));
    api.list("platform", PATH, list(1050, Map.of()));
    cache.store().clear();
    read(charges().newestFirst().limit(250), 1);
    int before = api.asked().size();
    comesOnceEach(300, read(charges().newestFirst().limit(300), 8), "in order");
    assertEquals(2, api.asked().size() - before, String.join("\n", api.asked()));
    comesOnceEach(320, read(charges().newestFirst().limit(320), 8), "a little more");
    assertTrue(api.asked().size() - before <= 4, String.join("\n", api.asked()));
  }
}

package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.scan.EmptyCaches;
import io.stripejdbc.scan.FakeApi;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.RowCursor;
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

/** Charges of which some are out of place, and a scanner that reads them. */
abstract class OutOfOrderFixture {
  static final long NOW = 1_700_000_000;
  static final long DAY = 24 * 3600;
  static final long YEAR = 365 * DAY;
  static final String PATH = "/v1/charges";

  final FakeApi api = new FakeApi();
  final ListStatistics statistics = new ListStatistics();
  final CacheManager cache = EmptyCaches.empty();
  Freshness freshness = Freshness.LIVE;

  Scanner scanner(int workers) {
    return scanner(new SimulatedCallExecutor(workers, () -> 100));
  }

  Scanner scanner(CallExecutor executor) {
    return new LiveScanner(
        new TestCatalog(), Set.of("platform"), false, api, executor, statistics, cache, () -> {});
  }

  List<String> read(ScanSpecBuilder scanSpecBuilder, int workers) {
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

  static ScanSpecBuilder charges() {
    return ScanSpecBuilder.of(TestCatalog.CHARGES, "id", "created");
  }

  /** A list over a year of which the rows at these places were made at other times. */
  static List<Thing> list(int size, Map<Integer, Long> others) {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      long created = others.getOrDefault(i, NOW - i * (YEAR / size));
      things.add(new Thing("ch_" + i, created, Map.of()));
    }
    return things;
  }

  /** Leaves some of a list in the cache: the newest, or those of a window. */
  void readInPart(Random random, int workers) {
    freshness = Freshness.cached(300);
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

  void comesOnceEach(int size, List<String> rows, String what) {
    assertEquals(size, rows.size(), what);
    assertEquals(size, new HashSet<>(rows).size(), what);
  }

  List<String> oldest(List<String> ids) {
    long least = seconds(ids).stream().min(Long::compare).orElseThrow();
    return ids.stream().filter(id -> seconds(List.of(id)).get(0) == least).toList();
  }

  List<Long> seconds(List<String> ids) {
    Map<String, Long> created = new java.util.HashMap<>();
    api.list("platform", PATH).forEach(thing -> created.put(thing.id(), thing.created()));
    return ids.stream().map(created::get).toList();
  }

  List<Long> sorted(List<String> ids) {
    return seconds(ids).stream().sorted((a, b) -> Long.compare(b, a)).toList();
  }

  /** Rows out of place by seconds to months, some seconds with many rows. */
  static List<Thing> trial(Random random, int size) {
    List<Thing> things = ordered(random, size);
    moved(random, things, random.nextInt(3) == 0 ? size / 2 : random.nextInt(4));
    return things;
  }

  static List<Thing> ordered(Random random, int size) {
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
  static void moved(Random random, List<Thing> things, int astray) {
    long[] reach = {3, 3600, DAY, 30 * DAY, 200 * DAY};
    for (int i = 0; i < astray && !things.isEmpty(); i++) {
      int at = random.nextInt(things.size());
      long by = (long) (random.nextGaussian() * reach[random.nextInt(reach.length)]);
      Thing thing = things.get(at);
      long created = Math.max(NOW - YEAR, Math.min(NOW + 60, thing.created() + by));
      things.set(at, new Thing(thing.id(), created, Map.of()));
    }
  }
}

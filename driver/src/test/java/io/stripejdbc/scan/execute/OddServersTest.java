package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.fetch.PageRequest;
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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Servers that take requests their own way, at random: right rows or an error, after about as many
 * calls as are needed, with one worker and with many, cached or not.
 */
class OddServersTest {
  private static final long NOW = 1_700_000_000;
  private static final long YEAR = 365L * 24 * 3600;

  /** One way not to do what was asked. */
  private enum Oddity {
    IGNORES_BEGINNING,
    IGNORES_END,
    IGNORES_CUSTOMER,
    IGNORES_CURSOR,
    IGNORES_LIMIT,
    TAKES_BORDER_IN,
    REPEATS_CURSOR,
    REPEATS_SOME,
    DOUBLES_ROWS,
    SMALL_PAGES,
    OTHER_ORDER,
    EMPTY_BEHIND_CURSOR_OF_WIDER_WINDOW,
    CURSORS_VANISH,
    NEVER_ENDS
  }

  private final FakeApi api = new FakeApi();
  private List<Thing> list = List.of();
  private Set<Oddity> odd = Set.of();
  private final Set<String> windows = new HashSet<>();
  private Random random = new Random(0);

  private String answer(PageRequest request) {
    long from = Long.MIN_VALUE;
    long to = Long.MAX_VALUE;
    int limit = 10;
    String cursor = null;
    String customer = null;
    String window = "";
    for (PageRequest.Parameter parameter : request.parameters()) {
      String value = parameter.value();
      switch (parameter.name()) {
        case "created[gte]" -> from = Long.parseLong(value);
        case "created[lt]" -> to = Long.parseLong(value);
        case "limit" -> limit = Integer.parseInt(value);
        case "starting_after" -> cursor = value;
        case "customer" -> customer = value;
        default -> throw new IllegalArgumentException(parameter.name());
      }
      window = parameter.name().equals("created[gte]") ? value : window;
    }
    List<Thing> left = new ArrayList<>();
    for (Thing thing : list) {
      boolean above = odd.contains(Oddity.IGNORES_BEGINNING) || thing.created() >= from;
      long end = odd.contains(Oddity.TAKES_BORDER_IN) && to < Long.MAX_VALUE ? to + 1 : to;
      boolean below = odd.contains(Oddity.IGNORES_END) || thing.created() < end;
      boolean whose =
          customer == null
              || odd.contains(Oddity.IGNORES_CUSTOMER)
              || thing.fields().get("customer").contains(customer);
      if (above && below && whose) {
        left.add(thing);
      }
    }
    int begin = 0;
    if (cursor == null) {
      windows.add(window);
    } else if (odd.contains(Oddity.EMPTY_BEHIND_CURSOR_OF_WIDER_WINDOW)
        && !windows.contains(window)) {
      return page(List.of(), false);
    } else if (!odd.contains(Oddity.IGNORES_CURSOR)) {
      begin = place(request, left, cursor);
    }
    int size = odd.contains(Oddity.SMALL_PAGES) ? Math.max(1, limit / 2) : limit;
    size = odd.contains(Oddity.IGNORES_LIMIT) ? 100 : size;
    int end = Math.min(left.size(), begin + size);
    List<Thing> page = new ArrayList<>(left.subList(begin, end));
    if (odd.contains(Oddity.DOUBLES_ROWS) && !page.isEmpty()) {
      page.add(random.nextInt(page.size()), page.get(0));
    }
    return page(page, end < left.size() || odd.contains(Oddity.NEVER_ENDS));
  }

  private int place(PageRequest request, List<Thing> left, String cursor) {
    for (int i = 0; i < left.size(); i++) {
      if (left.get(i).id().equals(cursor)) {
        if (odd.contains(Oddity.CURSORS_VANISH) && random.nextInt(3) == 0) {
          break;
        }
        int back = odd.contains(Oddity.REPEATS_CURSOR) ? 0 : 1;
        return Math.max(0, i + (odd.contains(Oddity.REPEATS_SOME) ? -5 : back));
      }
    }
    throw FakeApi.failure(
        request, DriverError.REQUEST_REFUSED, 400, "resource_missing", "starting_after");
  }

  private static String page(List<Thing> page, boolean more) {
    return page.stream()
        .map(Thing::json)
        .collect(
            Collectors.joining(
                ",", "{\"object\":\"list\",\"data\":[", "],\"has_more\":" + more + "}"));
  }

  private List<String> read(
      ScanSpecBuilder scanSpecBuilder, int workers, CacheManager cache, boolean caches) {
    Scanner scanner =
        new LiveScanner(
            new TestCatalog(),
            Set.of("platform"),
            false,
            api,
            new SimulatedCallExecutor(workers, () -> 50 + random.nextInt(100)),
            new ListStatistics(),
            cache,
            () -> {});
    UnlimitedCallControl control = new UnlimitedCallControl();
    control.freshness = caches ? Freshness.cached(300) : Freshness.LIVE;
    List<String> rows = new ArrayList<>();
    try (RowCursor cursor = scanner.open(scanSpecBuilder.spec(), control)) {
      while (cursor.advance()) {
        rows.add((String) cursor.row()[0]);
      }
    }
    return rows;
  }

  private static List<Thing> things(int size, Random random) {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      long created = NOW - (long) (i * (double) YEAR / size);
      String customer = "\"cus_" + random.nextInt(3) + "\"";
      things.add(new Thing("ch_" + i, created, Map.of("customer", customer)));
    }
    return things;
  }

  /** Moves some rows to other places of the list. */
  private static void disturb(List<Thing> things, Random random) {
    for (int i = random.nextInt(4); i > 0 && things.size() > 1; i--) {
      Collections.swap(things, random.nextInt(things.size()), random.nextInt(things.size()));
    }
  }

  private record Trial(ScanSpecBuilder scanSpecBuilder, List<String> expected, boolean ordered) {}

  private Trial trial(Random random) {
    ScanSpecBuilder scanSpecBuilder = ScanSpecBuilder.of(TestCatalog.CHARGES, "id");
    long from = Long.MIN_VALUE;
    long to = Long.MAX_VALUE;
    if (random.nextInt(2) == 0) {
      from = NOW - (long) (random.nextDouble() * YEAR);
      to = random.nextBoolean() ? Long.MAX_VALUE : from + (long) (random.nextDouble() * YEAR);
      scanSpecBuilder.between(TestCatalog.CREATED, from, to);
    }
    boolean one = random.nextInt(3) == 0;
    if (one) {
      scanSpecBuilder.equal(TestCatalog.CUSTOMER, "cus_1");
    }
    List<Thing> expected = new ArrayList<>();
    for (Thing thing : list) {
      boolean inside = from <= thing.created() && thing.created() <= to;
      if (inside && (!one || thing.fields().get("customer").equals("\"cus_1\""))) {
        expected.add(thing);
      }
    }
    boolean ordered = random.nextInt(4) == 0;
    if (ordered) {
      scanSpecBuilder.newestFirst();
      expected.sort((a, b) -> Long.compare(b.created(), a.created()));
    } else if (random.nextBoolean()) {
      scanSpecBuilder.whole();
    }
    return new Trial(scanSpecBuilder, expected.stream().map(Thing::id).toList(), ordered);
  }

  @Test
  void everyRowComesOnceOrAnErrorSaysThatItDoesNot() {
    api.body = this::answer;
    Map<Oddity, Integer> right = new java.util.TreeMap<>();
    Map<Oddity, Integer> refused = new java.util.TreeMap<>();
    for (int seed = 0; seed < 420; seed++) {
      Random random = new Random(seed);
      random = new Random(seed);
      windows.clear();
      Oddity first = Oddity.values()[seed % Oddity.values().length];
      odd = new HashSet<>(Set.of(first));
      if (random.nextInt(3) == 0) {
        odd.add(Oddity.values()[random.nextInt(Oddity.values().length)]);
      }
      list = things(random.nextInt(1500), random);
      if (odd.contains(Oddity.OTHER_ORDER)) {
        disturb(list, random);
      }
      CacheManager cache = EmptyCaches.empty();
      Trial trial = trial(random);
      int workers = random.nextBoolean() ? 1 : 8;
      boolean caches = random.nextInt(3) == 0;
      for (int time = 0; time < (caches ? 2 : 1); time++) {
        int before = api.asked().size();
        String what = "trial " + seed + " " + odd + ", " + workers + " workers";
        try {
          List<String> rows = read(trial.scanSpecBuilder(), workers, cache, caches);
          check(trial, rows, what + " time " + time);
          odd.forEach(o -> right.merge(o, 1, Integer::sum));
        } catch (DriverFailure failure) {
          String state = failure.toSqlException().getSQLState();
          boolean lost = odd.contains(Oddity.CURSORS_VANISH) && state.equals("HY000");
          assertTrue(lost || state.equals("58030"), what + ": " + failure);
          odd.forEach(o -> refused.merge(o, 1, Integer::sum));
        }
        int pages = list.size() / (odd.contains(Oddity.SMALL_PAGES) ? 50 : 90) + 1;
        int calls = api.asked().size() - before;
        int bound = (odd.contains(Oddity.CURSORS_VANISH) ? 2 : 1) * pages + 20;
        assertTrue(calls <= bound, what + ": " + calls + " calls for " + list.size() + " rows");
      }
    }
    // What can be put right is put right.
    for (Oddity mended :
        List.of(
            Oddity.IGNORES_CUSTOMER,
            Oddity.TAKES_BORDER_IN,
            Oddity.REPEATS_SOME,
            Oddity.DOUBLES_ROWS,
            Oddity.EMPTY_BEHIND_CURSOR_OF_WIDER_WINDOW,
            Oddity.OTHER_ORDER)) {
      int failures = refused.getOrDefault(mended, 0);
      assertTrue(right.get(mended) > 2 * failures, mended + " " + right + " " + refused);
    }
  }

  private static void check(Trial trial, List<String> rows, String what) {
    assertEquals(trial.expected().size(), rows.size(), what);
    assertEquals(new HashSet<>(trial.expected()), new HashSet<>(rows), what);
    if (trial.ordered()) {
      assertEquals(trial.expected(), rows, what);
    }
  }
}

package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.scan.EmptyCaches;
import io.stripejdbc.scan.FakeApi;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.RangeUnion;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.ScanSpecBuilder;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.UnlimitedCallControl;
import io.stripejdbc.scan.window.ListStatistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Random questions while objects come, change and go, the clock steps and memory is taken away.
 *
 * <p>Every row was so at some moment within the time to live; every object that met the question at
 * all those moments is there, once.
 */
class ScanCacheModelTest {
  private static final int STEPS = Integer.getInteger("stripejdbc.model.steps", 4_000);
  private static final long SEED = Long.getLong("stripejdbc.model.seed", 20261122L);
  private static final long TTL = 60;
  private static final long START = 1_700_000_000;
  private static final List<String> ACCOUNTS = List.of("platform", "acct_1");

  private final Random random = new Random(SEED);
  private final AtomicLong millis = new AtomicLong(START * 1000);
  private final FakeApi api = new FakeApi();
  private final CacheManager cache = EmptyCaches.of(1L << 26, millis::get);
  private final ListHistory history = new ListHistory();
  private long questions;
  private long free;
  private int made;
  private String said = "";

  @Test
  void everyAnswerWasTrueWithinTheTimeToLive() {
    WorkerPool pool = new WorkerPool(4);
    try {
      Scanner scanner =
          new LiveScanner(
              new TestCatalog(),
              Set.of("platform", "acct_1"),
              false,
              api,
              pool,
              new ListStatistics(),
              cache,
              () -> {});
      for (String account : ACCOUNTS) {
        for (String path : List.of("/v1/charges", "/v1/prices", "/v1/payment_links")) {
          begin(account, path);
        }
      }
      for (int step = 0; step < STEPS; step++) {
        said = "seed " + SEED + ", step " + step;
        step(scanner);
        awaitNoReading();
      }
      assertTrue(free > questions / 5, free + " of " + questions + " questions without a call");
    } finally {
      pool.close();
    }
  }

  /** What is on its way when a scan is closed comes to its end by itself. */
  private void awaitNoReading() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (cache.readingCount() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
    }
    assertEquals(0, cache.readingCount(), said);
  }

  private void begin(String account, String path) {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < 230; i++) {
      things.add(fresh(START - 20 - i / 2));
    }
    api.list(account, path, things);
    note(account, path);
  }

  private Thing fresh(long created) {
    return new Thing("x_" + made++, created, fields());
  }

  private Map<String, String> fields() {
    Map<String, String> fields = new TreeMap<>();
    fields.put("customer", "\"cus_" + random.nextInt(3) + "\"");
    fields.put("active", String.valueOf(random.nextBoolean()));
    fields.put("amount", String.valueOf(random.nextInt(100)));
    return fields;
  }

  private void note(String account, String path) {
    history.note(account, path, api.list(account, path), millis.get());
  }

  private void step(Scanner scanner) {
    switch (random.nextInt(10)) {
      case 0 -> millis.addAndGet(random.nextInt(4_000));
      case 1 -> millis.addAndGet(random.nextInt(40_000));
      case 2, 3, 4 -> change();
      case 5 -> evict();
      default -> ask(scanner);
    }
  }

  private void evict() {
    if (random.nextInt(4) == 0) {
      cache.store().clear();
    } else {
      cache.store().bound(Math.max(1, random.nextInt((int) cache.store().bytes() + 1)));
      cache.store().bytes();
      cache.store().bound(1L << 26);
    }
  }

  private void change() {
    String account = ACCOUNTS.get(random.nextInt(2));
    String path = List.of("/v1/charges", "/v1/prices", "/v1/payment_links").get(random.nextInt(3));
    List<Thing> list = api.list(account, path);
    int at = random.nextInt(list.size());
    Thing thing = list.get(at);
    switch (random.nextInt(5)) {
      case 0 -> list.add(0, fresh(millis.get() / 1000));
      case 1 -> list.remove(at);
      default -> list.set(at, new Thing(thing.id(), thing.created(), fields()));
    }
    note(account, path);
  }

  private void ask(Scanner scanner) {
    questions++;
    ScanSpecBuilder scanSpecBuilder;
    Predicate<Thing> meets = thing -> true;
    String path;
    switch (random.nextInt(3)) {
      case 0 -> {
        scanSpecBuilder =
            ScanSpecBuilder.of(
                TestCatalog.CHARGES, "connected_account", "id", "amount", "customer");
        path = "/v1/charges";
        if (random.nextInt(3) == 0) {
          Set<String> customers = new HashSet<>();
          for (int i = 0; i <= random.nextInt(3); i++) {
            customers.add("cus_" + random.nextInt(3));
          }
          scanSpecBuilder.equal(TestCatalog.CUSTOMER, customers.toArray(String[]::new));
          meets = thing -> customers.contains(thing.fields().get("customer").replace("\"", ""));
        }
      }
      case 1 -> {
        scanSpecBuilder =
            ScanSpecBuilder.of(TestCatalog.PRICES, "connected_account", "id", "active");
        path = "/v1/prices";
        if (random.nextInt(3) == 0) {
          String active = String.valueOf(random.nextBoolean());
          scanSpecBuilder.equal(TestCatalog.ACTIVE, active);
          meets = thing -> active.equals(thing.fields().get("active"));
        }
      }
      default -> {
        scanSpecBuilder = ScanSpecBuilder.of(TestCatalog.LINKS, "connected_account", "id");
        path = "/v1/payment_links";
      }
    }
    if (random.nextInt(3) > 0 && !path.equals("/v1/payment_links")) {
      long now = millis.get() / 1000;
      long least = START - 160 + random.nextInt(200);
      long greatest = random.nextInt(3) == 0 ? Long.MAX_VALUE : least + random.nextInt(150);
      if (random.nextInt(3) == 0) {
        long older = least - 2 - random.nextInt(60);
        scanSpecBuilder.betweenAny(
            TestCatalog.CREATED,
            new Bounds(least, greatest),
            new Bounds(random.nextBoolean() ? Long.MIN_VALUE : older - 30, older));
      } else {
        scanSpecBuilder.between(TestCatalog.CREATED, least, greatest);
      }
      RangeUnion wanted = scanSpecBuilder.wanted(TestCatalog.CREATED);
      meets = meets.and(thing -> wanted.contains(thing.created()));
      said += " created " + least + " to " + greatest + " at " + now;
    }
    List<String> accounts = new ArrayList<>(ACCOUNTS);
    if (random.nextInt(3) == 0) {
      accounts.remove(random.nextInt(2));
      scanSpecBuilder.accounts(accounts.toArray(String[]::new));
    }
    if (random.nextInt(6) == 0 && path.equals("/v1/charges")) {
      Set<String> ids = new HashSet<>();
      ids.add("x_" + random.nextInt(made));
      ids.add("x_" + random.nextInt(made));
      scanSpecBuilder.ids(ids.toArray(String[]::new));
      meets = meets.and(thing -> ids.contains(thing.id()));
    } else if (random.nextInt(4) == 0 && !path.equals("/v1/payment_links")) {
      scanSpecBuilder.newestFirst();
    }
    long most = random.nextInt(4) == 0 ? 1 + random.nextInt(140) : Long.MAX_VALUE;
    if (most != Long.MAX_VALUE && random.nextBoolean()) {
      scanSpecBuilder.limit(most);
    }
    run(scanner, scanSpecBuilder.spec(), path, accounts, meets, most);
  }

  private void run(
      Scanner scanner,
      ScanSpec spec,
      String path,
      List<String> accounts,
      Predicate<Thing> meets,
      long most) {
    said += " " + spec.table().name() + spec.equals().values() + accounts + " " + spec.ids();
    UnlimitedCallControl control = UnlimitedCallControl.caching(TTL);
    if (random.nextInt(10) == 0) {
      control.freshness = Freshness.cached(TTL).refreshed();
    }
    long asked = api.asked().size();
    List<String> rows = new ArrayList<>();
    long last = Long.MAX_VALUE;
    Map<String, List<ListHistory.Moment>> moments = new HashMap<>();
    for (String account : accounts) {
      moments.put(account, history.since(account, path, millis.get() - TTL * 1000));
    }
    boolean ended = true;
    try (RowCursor cursor = scanner.open(spec, control)) {
      while (true) {
        if (rows.size() >= most) {
          ended = false;
          break;
        }
        if (!cursor.advance()) {
          break;
        }
        Object[] row = cursor.row();
        last =
            Math.min(
                last, ListHistory.secondOf(row, spec, moments.get((String) row[0]), meets, said));
        rows.add(row[0] + " " + row[1]);
      }
    }
    free += api.asked().size() == asked ? 1 : 0;
    long behind = spec.newestFirst() ? last : Long.MAX_VALUE;
    ListHistory.assertWhole(rows, moments, meets, ended, behind, said);
  }
}

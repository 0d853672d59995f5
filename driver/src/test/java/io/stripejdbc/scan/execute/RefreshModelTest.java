package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.MemorySegmentStore;
import io.stripejdbc.cache.SegmentStore;
import io.stripejdbc.cache.disk.DiskSegmentStore;
import io.stripejdbc.cache.file.CacheFolder;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.scan.FakeApi;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpec;
import io.stripejdbc.scan.ScanSpecBuilder;
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.UnlimitedCallControl;
import io.stripejdbc.scan.window.ListStatistics;
import java.io.IOException;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;

/**
 * Random questions to rows that are brought up to date by events, while objects come, change and
 * go, events show up late, the clock steps, memory is taken away, and processes end or are killed.
 *
 * <p>Every row was so at some moment within the time to live and the time by which events may be
 * late; every object that met the question at all those moments is there, once.
 */
class RefreshModelTest {
  private static final int STEPS = Integer.getInteger("stripejdbc.model.steps", 1_500);
  private static final long SEED = Long.getLong("stripejdbc.model.seed", 20261130L);
  private static final long TTL = 60;
  private static final long LATE = 60;
  private static final long START = 1_700_000_000;
  private static final String CHARGES = "/v1/charges";
  private static final String PRICES = "/v1/prices";
  private static final String LINKS = "/v1/payment_links";
  private static final String TRANSACTIONS = "/v1/balance_transactions";
  private static final List<String> PATHS = List.of(CHARGES, PRICES, LINKS, TRANSACTIONS);
  private static final List<String> ACCOUNTS = List.of("platform", "acct_1");

  private record Pending(long visibleMillis, String account, Thing event) {}

  @TempDir private Path folder;
  private final Random random = new Random(SEED);
  private final AtomicLong millis = new AtomicLong(START * 1000);
  private final AtomicLong looks = new AtomicLong();
  private final FakeApi api = new FakeApi();
  private final ListHistory history = new ListHistory();
  private final List<Pending> pending = new ArrayList<>();
  private final WorkerPool pool = new WorkerPool(4);
  private final List<CacheManager> processes = new ArrayList<>();
  private CacheManager cache;
  private ListStatistics statistics = new ListStatistics();
  private long questions;
  private long refreshed;
  private long kept;
  private long read;
  private int made;
  private int events;
  private String said = "";

  @Test
  void everyAnswerWasTrueInMemory() {
    cache = manager(new MemorySegmentStore(1L << 26, millis::get));
    run(() -> {});
  }

  @Test
  void everyAnswerWasTrueOnDiskThroughRestartsAndKills() throws IOException {
    cache = manager(disk(folder));
    run(
        () -> {
          if (random.nextBoolean()) {
            processes.forEach(CacheManager::flush);
          }
          cache = manager(disk(folder));
          statistics = new ListStatistics();
        });
    processes.forEach(CacheManager::flush); // Their threads write into the folder until then.
  }

  private SegmentStore disk(Path folder) {
    try {
      DiskSegmentStore store =
          DiskSegmentStore.open(
              new MemorySegmentStore(1L << 26, millis::get),
              CacheFolder.open(folder),
              "sk_test_model",
              "model",
              millis::get,
              this::nanos);
      store.boundFiles(1L << 28);
      return store;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private CacheManager manager(SegmentStore store) {
    CacheManager manager = new CacheManager(store, millis::get, this::nanos);
    processes.add(manager);
    return manager;
  }

  private long nanos() {
    return millis.get() * 1_000_000 + looks.incrementAndGet();
  }

  private void run(Runnable restart) {
    try {
      for (String account : ACCOUNTS) {
        api.list(account, "/v1/events", new ArrayList<>());
        PATHS.forEach(path -> begin(account, path));
      }
      for (int step = 0; step < STEPS; step++) {
        said = "seed " + SEED + ", step " + step;
        step(restart);
        awaitNoReading();
      }
      assertTrue(refreshed > questions / 20, refreshed + " of " + questions + " by events");
      assertTrue(kept > read, kept + " rows kept, " + read + " calls");
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
    for (int i = 0; i < 330; i++) {
      things.add(fresh(START - 200 - i / 2, path));
    }
    api.list(account, path, things);
    note(account, path);
  }

  private Thing fresh(long created, String path) {
    return new Thing("x_" + made++, created, fields(path));
  }

  private Map<String, String> fields(String path) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("customer", "\"cus_" + random.nextInt(3) + "\"");
    fields.put("active", String.valueOf(random.nextBoolean()));
    fields.put("amount", String.valueOf(random.nextInt(100)));
    if (path.equals(TRANSACTIONS)) {
      fields.put("status", random.nextInt(4) == 0 ? "\"pending\"" : "\"available\"");
    }
    return fields;
  }

  private void note(String account, String path) {
    history.note(account, path, api.list(account, path), millis.get());
  }

  private void step(Runnable restart) {
    switch (random.nextInt(20)) {
      case 0, 1 -> pass(random.nextInt(4_000));
      case 2, 3 -> pass(random.nextInt(90_000));
      case 4 -> evict();
      case 5 -> restart.run();
      case 6, 7, 8 -> change();
      default -> ask();
    }
  }

  private void pass(long more) {
    millis.addAndGet(more);
    for (Pending one : List.copyOf(pending)) {
      if (one.visibleMillis() <= millis.get()) {
        pending.remove(one);
        List<Thing> list = api.list(one.account(), "/v1/events");
        int at = 0;
        while (at < list.size() && list.get(at).created() > one.event().created()) {
          at++;
        }
        list.add(at, one.event());
      }
    }
  }

  private void evict() {
    if (random.nextInt(4) == 0) {
      cache.clear();
    } else {
      cache.store().bound(Math.max(1, random.nextInt((int) cache.store().bytes() + 1)));
      cache.store().bytes();
      cache.store().bound(1L << 26);
    }
  }

  private void change() {
    String account = ACCOUNTS.get(random.nextInt(2));
    String path = PATHS.get(random.nextInt(4));
    List<Thing> list = api.list(account, path);
    int at = random.nextInt(random.nextBoolean() ? 20 : list.size());
    Thing thing = list.get(at);
    int kind = random.nextInt(5);
    if (path.equals(TRANSACTIONS)) {
      settle(list, at, kind);
    } else if (kind == 0) {
      list.add(0, fresh(millis.get() / 1000, path));
      event(account, path, path.equals(CHARGES) ? "succeeded" : "created", list.get(0));
    } else if (kind == 1) {
      list.remove(at);
      event(account, path, "deleted", thing);
    } else {
      list.set(at, new Thing(thing.id(), thing.created(), fields(path)));
      event(account, path, "updated", thing);
    }
    note(account, path);
  }

  private void settle(List<Thing> list, int at, int kind) {
    Thing thing = list.get(at);
    if (kind == 0) {
      list.add(0, fresh(millis.get() / 1000, TRANSACTIONS));
    } else if (thing.fields().get("status").contains("pending")) {
      Map<String, String> fields = new TreeMap<>(thing.fields());
      fields.put("status", kind == 1 ? "\"pending\"" : "\"available\"");
      list.set(at, new Thing(thing.id(), thing.created(), fields));
    }
  }

  private void event(String account, String path, String what, Thing thing) {
    String object =
        "{\"object\":{\"id\":\"%s\",\"created\":%d,\"customer\":{\"no\":1},\"amount\":\"odd\"}}"
            .formatted(thing.id(), thing.created());
    String type = path.substring("/v1/".length(), path.length() - 1) + "." + what;
    Thing event =
        new Thing(
            "evt_" + events++,
            millis.get() / 1000,
            Map.of("type", '"' + type + '"', "data", object));
    long late = random.nextInt(4) == 0 ? random.nextInt((int) LATE - 5) * 1000L : 0;
    pending.add(new Pending(millis.get() + late, account, event));
    pass(0);
  }

  private void ask() {
    questions++;
    Predicate<Thing> meets = thing -> true;
    String path = PATHS.get(random.nextInt(4));
    ScanSpecBuilder spec;
    if (path.equals(CHARGES)) {
      spec =
          ScanSpecBuilder.of(TestCatalog.CHARGES, "connected_account", "id", "amount", "customer");
      if (random.nextInt(3) == 0) {
        String customer = "cus_" + random.nextInt(3);
        spec.equal(TestCatalog.CUSTOMER, customer);
        meets = thing -> thing.fields().get("customer").contains(customer);
      }
    } else if (path.equals(PRICES)) {
      spec = ScanSpecBuilder.of(TestCatalog.PRICES, "connected_account", "id", "active");
      if (random.nextInt(3) == 0) {
        String active = String.valueOf(random.nextBoolean());
        spec.equal(TestCatalog.ACTIVE, active);
        meets = thing -> active.equals(thing.fields().get("active"));
      }
    } else if (path.equals(LINKS)) {
      spec = ScanSpecBuilder.of(TestCatalog.LINKS, "connected_account", "id");
    } else {
      spec =
          ScanSpecBuilder.of(
              TestCatalog.TRANSACTIONS, "connected_account", "id", "amount", "status");
    }
    if (random.nextInt(3) == 0 && !path.equals(LINKS)) {
      long least = START - 400 + random.nextInt(500);
      long greatest = random.nextInt(3) == 0 ? Long.MAX_VALUE : least + random.nextInt(400);
      spec.between(TestCatalog.CREATED, least, greatest);
      meets = meets.and(thing -> thing.created() >= least && thing.created() <= greatest);
      said += " created " + least + " to " + greatest;
    }
    List<String> accounts = new ArrayList<>(ACCOUNTS);
    if (random.nextInt(3) == 0) {
      accounts.remove(random.nextInt(2));
    }
    spec.accounts(accounts.toArray(String[]::new));
    if (random.nextInt(8) == 0 && !path.equals(LINKS)) {
      Set<String> ids = new HashSet<>();
      for (int i = 0; i < 3; i++) {
        ids.add("x_" + random.nextInt(made));
      }
      spec.ids(ids.toArray(String[]::new));
      meets = meets.and(thing -> ids.contains(thing.id()));
    } else if (random.nextInt(5) == 0 && !path.equals(LINKS)) {
      spec.newestFirst();
    }
    long most = random.nextInt(5) == 0 ? 1 + random.nextInt(300) : Long.MAX_VALUE;
    if (most != Long.MAX_VALUE && random.nextBoolean()) {
      spec.limit(most);
    }
    run(spec.spec(), path, accounts, meets, most);
  }

  private void run(
      ScanSpec spec, String path, List<String> accounts, Predicate<Thing> meets, long most) {
    said += " " + spec.table().name() + spec.equals().values() + accounts + " " + spec.ids();
    UnlimitedCallControl control = UnlimitedCallControl.caching(TTL);
    control.freshness = control.freshness.broughtUpToDate();
    control.tables =
        random.nextBoolean() ? Set.of(spec.table().name()) : Set.of("charges", "prices");
    if (random.nextInt(20) == 0) {
      control.freshness = Freshness.cached(TTL);
    }
    Map<String, List<ListHistory.Moment>> moments = new HashMap<>();
    accounts.forEach(
        account ->
            moments.put(account, history.since(account, path, millis.get() - (TTL + LATE) * 1000)));
    List<String> rows = new ArrayList<>();
    long last = Long.MAX_VALUE;
    boolean ended = true;
    LiveScanner scanner =
        new LiveScanner(
            new TestCatalog(),
            Set.of("platform", "acct_1"),
            false,
            api,
            pool,
            statistics,
            cache,
            () -> {});
    try (RowCursor cursor = scanner.open(spec, control)) {
      while (ended && cursor.advance()) {
        Object[] row = cursor.row();
        last =
            Math.min(
                last, ListHistory.secondOf(row, spec, moments.get((String) row[0]), meets, said));
        rows.add(row[0] + " " + row[1]);
        ended = rows.size() < most;
      }
    }
    read += control.calls.get();
    refreshed += control.refreshCalls.get() > 0 ? 1 : 0;
    kept += control.keptRows.get();
    long behind = spec.newestFirst() ? last : Long.MAX_VALUE;
    ListHistory.assertWhole(rows, moments, meets, ended, behind, said);
  }
}

package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.MemorySegmentStore;
import io.stripejdbc.scan.FakeApi;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpecBuilder;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.UnlimitedCallControl;
import io.stripejdbc.scan.window.ListStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;

/** Scans that share a memory, on clocks that the test moves. */
public abstract class CachedScanFixture {
  public static final long NOW = 1_700_000_000;

  /** Long before now: nothing new shows up there. */
  public static final long OLD = NOW - 100_000;

  public static final long TTL = 300;

  public final FakeApi api = new FakeApi();
  final WorkerPool pool = new WorkerPool(4);
  public final AtomicLong millis = new AtomicLong(TimeUnit.SECONDS.toMillis(NOW));
  public final AtomicLong nanos = new AtomicLong();
  public CacheManager cache =
      new CacheManager(new MemorySegmentStore(1L << 26, millis::get), millis::get, nanos::get);
  public UnlimitedCallControl control = UnlimitedCallControl.caching(TTL);
  public boolean lenient;
  public Set<String> accounts = Set.of("platform", "connected");

  @AfterEach
  void nothingIsLeftBehind() {
    pool.close();
    awaitNoReading();
  }

  /** What is on its way when a scan is closed comes to its end by itself. */
  public void awaitNoReading() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (cache.readingCount() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    assertEquals(0, cache.readingCount(), "readings that nobody closed");
  }

  public Scanner scanner() {
    return new LiveScanner(
        new TestCatalog(), accounts, lenient, api, pool, new ListStatistics(), cache, () -> {});
  }

  public List<String> rows(ScanSpecBuilder scanSpecBuilder) {
    return rows(scanSpecBuilder, Long.MAX_VALUE);
  }

  public List<String> rows(ScanSpecBuilder scanSpecBuilder, long most) {
    control = renewed();
    List<String> rows = new ArrayList<>();
    try (RowCursor cursor = scanner().open(scanSpecBuilder.spec(), control)) {
      while (rows.size() < most && cursor.advance()) {
        rows.add(
            Arrays.stream(cursor.row())
                .map(String::valueOf)
                .reduce("", (a, b) -> a.isEmpty() ? b : a + " " + b));
      }
    }
    return rows;
  }

  public UnlimitedCallControl renewed() {
    UnlimitedCallControl next = new UnlimitedCallControl();
    next.freshness = control.freshness;
    next.budget = control.budget;
    next.tables = control.tables;
    return next;
  }

  /** The calls that a question makes. */
  public List<String> calls(ScanSpecBuilder scanSpecBuilder) {
    int before = api.asked().size();
    rows(scanSpecBuilder);
    return api.asked().subList(before, api.asked().size());
  }

  /** Waits until no scan makes a call any more, and lets some time go by. */
  public void standStill() {
    int asked = -1;
    while (asked != api.asked().size() || cache.readingCount() == 0) {
      asked = api.asked().size();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
  }

  /** A cache manager for which each look at the clock takes a moment. */
  public void letTimeGoBy() {
    cache =
        new CacheManager(
            new MemorySegmentStore(1L << 26, millis::get),
            millis::get,
            () -> nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1)));
  }

  public void pass(long seconds) {
    millis.addAndGet(TimeUnit.SECONDS.toMillis(seconds));
  }

  public static ScanSpecBuilder charges(String... columns) {
    return ScanSpecBuilder.of(TestCatalog.CHARGES, columns).accounts("platform");
  }

  public void chargesAre(int count) {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", count, OLD));
  }
}

package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.catalog.TableSpec.ApiGeneration;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.scan.EmptyCaches;
import io.stripejdbc.scan.FakeApi;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpecBuilder;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.UnlimitedCallControl;
import io.stripejdbc.scan.window.ListStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads of a key outlive whatever a scan does to them. */
@Timeout(20)
class WorkerPoolTest {
  private final WorkerPool pool = new WorkerPool(1);

  @AfterEach
  void closePool() {
    pool.close();
  }

  @Test
  void aThreadThatDiesLeavesItsPlaceToAnother() throws InterruptedException {
    AtomicBoolean first = new AtomicBoolean(true);
    CountDownLatch died = new CountDownLatch(1);
    pool.add(() -> first.getAndSet(false) ? () -> die(died) : null);
    assertTrue(died.await(10, TimeUnit.SECONDS));
    CountDownLatch ran = new CountDownLatch(1);
    pool.add(() -> ran.getCount() > 0 ? ran::countDown : null);
    assertTrue(ran.await(10, TimeUnit.SECONDS));
  }

  private static void die(CountDownLatch died) {
    Thread.currentThread().setUncaughtExceptionHandler((thread, expected) -> died.countDown());
    throw new StackOverflowError("as deep as it gets");
  }

  /** It fails instead of leaving its reader to wait, and fails again when it is asked again. */
  @Test
  void aScanThatBreaksWhileItLooksForACallFailsAlone() {
    FakeApi api = new FakeApi();
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 3, 1_700_000_000));
    AtomicBoolean broken = new AtomicBoolean();
    CacheManager cache =
        EmptyCaches.of(
            1L << 20,
            () -> {
              if (broken.get()) {
                throw new StackOverflowError("as deep as it gets");
              }
              return 0;
            });
    Scanner scanner =
        new LiveScanner(
            new TestCatalog(),
            Set.of("platform"),
            false,
            api,
            pool,
            new ListStatistics(),
            cache,
            () -> {});
    ScanSpecBuilder charges = ScanSpecBuilder.of(TestCatalog.CHARGES, "id").newestFirst();
    try (RowCursor cursor = scanner.open(charges.spec(), UnlimitedCallControl.caching(300))) {
      broken.set(true);
      for (int i = 0; i < 2; i++) {
        DriverFailure failure = assertThrows(DriverFailure.class, cursor::advance);
        assertEquals(DriverError.INTERNAL, failure.error());
      }
    }
    broken.set(false);
    try (RowCursor cursor = scanner.open(charges.spec(), UnlimitedCallControl.caching(300))) {
      assertTrue(cursor.advance());
    }
  }

  @Test
  void whatClosedScansHaveOnTheirWayIsEndedOnlyWhenItTakesLongAndSomebodyWaits() {
    AtomicLong nanos = new AtomicLong();
    List<String> ended = new ArrayList<>();
    CallExecutor.Client first = () -> null;
    CallExecutor.Client second = () -> null;
    CallExecutor.Client third = () -> null;
    try (WorkerPool workers = new WorkerPool(1, nanos::get)) {
      assertTrue(workers.letFinish(first, () -> ended.add("first")));
      assertTrue(workers.letFinish(third, () -> ended.add("third")));
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
      assertTrue(workers.letFinish(second, () -> ended.add("second")));
      workers.abortOverdue();
      assertEquals(List.of(), ended);
      workers.remove(third);
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
      workers.abortOverdue();
      assertEquals(List.of("first"), ended);
    }
    assertEquals(List.of("first", "second"), ended, "with the last connection all end");
  }

  @Test
  void aPoolThatIsClosedLetsNoCallGoOn() {
    pool.close();
    assertFalse(pool.letFinish(() -> null, () -> {}));
  }

  @Test
  void aClosedScanStopsWhatWaitsAndLetsGoOnWhatWasSent() {
    ScanCallControl control = new ScanCallControl(new UnlimitedCallControl());
    List<String> stopped = new ArrayList<>();
    PageRequest request = request();
    CallControl.Registration waits = control.onStop(() -> stopped.add("waiting"));
    control.beforeCall(request);
    CallControl.Registration sent = control.onStop(() -> stopped.add("sent"));
    control.finish();
    assertEquals(List.of("waiting"), stopped);
    control.check();
    control.stop();
    assertTrue(stopped.contains("sent"));
    sent.close();
    waits.close();
    assertEquals(DriverError.CANCELLED, assertThrows(DriverFailure.class, control::check).error());
  }

  @Test
  void aClosedScanSendsNothingMore() {
    ScanCallControl control = new ScanCallControl(new UnlimitedCallControl());
    control.finish();
    PageRequest request = request();
    assertThrows(DriverFailure.class, control::check);
    assertThrows(DriverFailure.class, () -> control.beforeCall(request));
    assertThrows(DriverFailure.class, () -> control.beforeRepeat(request));
  }

  private static PageRequest request() {
    return new PageRequest(
        "charges", null, ApiGeneration.V1, "/v1/charges", "/v1/charges", List.of());
  }
}

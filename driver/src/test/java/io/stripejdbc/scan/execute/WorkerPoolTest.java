package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.scan.EmptyCaches;
import io.stripejdbc.scan.FakeApi;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpecBuilder;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.UnlimitedCallControl;
import io.stripejdbc.scan.window.ListStatistics;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
    try (RowCursor cursor = scanner.open(charges.spec(), UnlimitedCallControl.remembering(300))) {
      broken.set(true);
      for (int i = 0; i < 2; i++) {
        DriverFailure failure = assertThrows(DriverFailure.class, cursor::advance);
        assertEquals(DriverError.INTERNAL, failure.error());
      }
    }
    broken.set(false);
    try (RowCursor cursor = scanner.open(charges.spec(), UnlimitedCallControl.remembering(300))) {
      assertTrue(cursor.advance());
    }
  }
}

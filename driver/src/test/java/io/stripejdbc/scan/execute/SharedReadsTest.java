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
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.UnlimitedCallControl;
import io.stripejdbc.scan.window.ListStatistics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several who ask the same at the same time. */
@Timeout(60)
class SharedReadsTest {
  private static final long OLD = 1_700_000_000;

  private final FakeApi api = new FakeApi();
  private final WorkerPool pool = new WorkerPool(4);
  private final CacheManager cache = EmptyCaches.empty();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void nothingIsLeftBehind() {
    assertEquals(0, cache.readingCount(), "readings that nobody closed");
    threads.shutdownNow();
    pool.close();
  }

  private RowCursor open(ScanSpecBuilder scanSpecBuilder, UnlimitedCallControl control) {
    Set<String> accounts = Set.of("platform", "acct_1", "acct_2");
    // A scanner each, as connections have.
    return new LiveScanner(
            new TestCatalog(), accounts, false, api, pool, new ListStatistics(), cache, () -> {})
        .open(scanSpecBuilder.spec(), control);
  }

  private static List<String> drain(RowCursor cursor) {
    List<String> rows = new ArrayList<>();
    try (cursor) {
      while (cursor.advance()) {
        rows.add(String.valueOf(cursor.row()[0]));
      }
    }
    return rows;
  }

  private static ScanSpecBuilder charges() {
    return ScanSpecBuilder.of(TestCatalog.CHARGES, "id").accounts("platform");
  }

  private void chargesAre(int count) {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", count, OLD));
  }

  /** Holds the first call back until the latch is open; tells when it has begun. */
  private CountDownLatch holdTheFirstCall(CountDownLatch begun) {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    api.fault =
        request -> {
          if (calls.getAndIncrement() == 0) {
            begun.countDown();
            await(go);
          }
          return null;
        };
    return go;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private Future<List<String>> ask(ScanSpecBuilder scanSpecBuilder, UnlimitedCallControl control) {
    return threads.submit(() -> drain(open(scanSpecBuilder, control)));
  }

  @Test
  void eightThreadsAskingAtOnceAreOneRead() throws Exception {
    chargesAre(250);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = holdTheFirstCall(begun);
    CyclicBarrier together = new CyclicBarrier(8);
    List<Future<List<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Callable<List<String>> asker =
          () -> {
            RowCursor cursor = open(charges(), UnlimitedCallControl.caching(300));
            together.await();
            return drain(cursor);
          };
      answers.add(threads.submit(asker));
    }
    await(begun);
    go.countDown();
    for (Future<List<String>> answer : answers) {
      List<String> rows = answer.get(30, TimeUnit.SECONDS);
      assertEquals(250, rows.size());
      assertEquals(250, new HashSet<>(rows).size());
    }
    assertEquals(3, api.asked().size(), api.asked().toString());
  }

  @Test
  void whoAsksForAnObjectTogetherWithOthersAsksOnce() throws Exception {
    chargesAre(3);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = holdTheFirstCall(begun);
    Future<List<String>> first = ask(charges().ids("ch_2"), UnlimitedCallControl.caching(300));
    await(begun);
    Future<List<String>> second = ask(charges().ids("ch_2"), UnlimitedCallControl.caching(300));
    go.countDown();
    assertEquals(List.of("ch_2"), first.get(30, TimeUnit.SECONDS));
    assertEquals(List.of("ch_2"), second.get(30, TimeUnit.SECONDS));
    assertEquals(1, api.asked().size());
  }

  @Test
  void whoWaitsGoesOnByHimselfWhenTheFirstIsCancelled() throws Exception {
    chargesAre(250);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = holdTheFirstCall(begun);
    UnlimitedCallControl cancelled = UnlimitedCallControl.caching(300);
    Future<List<String>> first = ask(charges(), cancelled);
    await(begun);
    UnlimitedCallControl other = UnlimitedCallControl.caching(300);
    Future<List<String>> second = ask(charges(), other);
    cancelled.stop();
    assertEquals(250, second.get(30, TimeUnit.SECONDS).size());
    assertThrows(Exception.class, () -> first.get(30, TimeUnit.SECONDS));
    go.countDown();
    assertEquals(4, api.asked().size());
    assertEquals(1, cancelled.calls.get(), "the call it had made");
    assertEquals(3, other.calls.get());
  }

  @Test
  void whoWaitsGoesOnByHimselfWhenTheFirstFails() throws Exception {
    chargesAre(250);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    api.fault =
        request -> {
          if (calls.getAndIncrement() == 0) {
            begun.countDown();
            await(go);
            return FakeApi.failure(request, DriverError.API_UNAVAILABLE, 500, null, null);
          }
          return null;
        };
    Future<List<String>> first = ask(charges(), UnlimitedCallControl.caching(300));
    await(begun);
    Future<List<String>> second = ask(charges(), UnlimitedCallControl.caching(300));
    go.countDown();
    assertEquals(250, second.get(30, TimeUnit.SECONDS).size());
    assertThrows(Exception.class, () -> first.get(30, TimeUnit.SECONDS));
  }

  @Test
  void whoWaitsCanBeCancelled() throws Exception {
    chargesAre(250);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = holdTheFirstCall(begun);
    Future<List<String>> first = ask(charges(), UnlimitedCallControl.caching(300));
    await(begun);
    UnlimitedCallControl cancelled = UnlimitedCallControl.caching(300);
    Future<List<String>> second = ask(charges(), cancelled);
    cancelled.stop();
    Exception stop = assertThrows(Exception.class, () -> second.get(30, TimeUnit.SECONDS));
    assertEquals(DriverError.CANCELLED, ((DriverFailure) stop.getCause()).error());
    go.countDown();
    assertEquals(250, first.get(30, TimeUnit.SECONDS).size());
    assertEquals(3, api.asked().size(), api.asked().toString());
    assertEquals(0, cancelled.calls.get(), "who waits pays nothing");
  }

  @Test
  void whatTheFirstDidNotReadIsReadFromThereOn() {
    chargesAre(450);
    try (RowCursor early = open(charges().newestFirst(), UnlimitedCallControl.caching(300))) {
      for (int i = 0; i < 120; i++) {
        assertTrue(early.advance());
      }
    }
    int before = api.asked().size();
    assertEquals(450, drain(open(charges(), UnlimitedCallControl.caching(300))).size());
    int rest = 5 - before;
    assertTrue(api.asked().size() - before <= rest + 1, api.asked().toString());
  }

  /** One thread with two open results: nobody else could read the first one on. */
  @Test
  void aReaderThatStandsStillHoldsUpNobody() {
    chargesAre(3_000);
    try (RowCursor still = open(charges(), UnlimitedCallControl.caching(300))) {
      assertTrue(still.advance());
      assertEquals(3_000, drain(open(charges(), UnlimitedCallControl.caching(300))).size());
      int rows = 1;
      while (still.advance()) {
        rows++;
      }
      assertEquals(3_000, rows);
    }
  }

  /** Each has one list ahead and waits for the other's other list. */
  @Test
  void scansThatWaitForEachOtherGoOn() throws Exception {
    for (String account : List.of("platform", "acct_1", "acct_2")) {
      api.list(account, "/v1/charges", FakeApi.things(account + "_", 700, OLD));
    }
    ScanSpecBuilder all = ScanSpecBuilder.of(TestCatalog.CHARGES, "id").newestFirst();
    List<RowCursor> open = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      open.add(open(all, UnlimitedCallControl.caching(300)));
    }
    List<List<String>> rows = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    boolean more = true;
    while (more) {
      more = false;
      for (int i = 0; i < 3; i++) {
        for (int step = 0; step < 150 * (i + 1) && open.get(i).advance(); step++) {
          rows.get(i).add(String.valueOf(open.get(i).row()[0]));
          more = true;
        }
      }
    }
    open.forEach(RowCursor::close);
    assertEquals(2_100, new HashSet<>(rows.get(0)).size());
    assertEquals(rows.get(0), rows.get(1));
    assertEquals(rows.get(0), rows.get(2));
  }

  @Test
  void waitingTakesNoWorker() throws Exception {
    chargesAre(250);
    WorkerPool one = new WorkerPool(1);
    try {
      List<Future<List<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(
            threads.submit(
                () ->
                    drain(
                        new LiveScanner(
                                new TestCatalog(),
                                Set.of("platform"),
                                false,
                                api,
                                one,
                                new ListStatistics(),
                                cache,
                                () -> {})
                            .open(charges().spec(), UnlimitedCallControl.caching(300)))));
      }
      for (Future<List<String>> answer : answers) {
        assertEquals(250, answer.get(30, TimeUnit.SECONDS).size());
      }
      assertEquals(3, api.asked().size(), api.asked().toString());
    } finally {
      one.close();
    }
  }
}

package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpecBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of readers who stop before the last row. */
class EarlyStopTest extends LiveScannerFixture {
  private void list(String account, int rows) {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      things.add(new Thing("ch_" + account + i, NOW - i, Map.of()));
    }
    api.list(account, "/v1/charges", things);
  }

  private RowCursor open(ScanSpecBuilder scanSpecBuilder) {
    return scanner().open(scanSpecBuilder.spec(), control);
  }

  private static void read(RowCursor cursor, int rows) {
    for (int i = 0; i < rows; i++) {
      assertTrue(cursor.advance());
    }
  }

  @Test
  void aReaderWhoStopsWithinTheFirstPageCostsOneCall() {
    accounts = Set.of("platform");
    list("platform", 1_000);
    try (RowCursor cursor = open(charges("id"))) {
      read(cursor, 100);
      assertEquals(1, api.asked().size());
      read(cursor, 1);
      assertTrue(api.asked().size() > 1);
      read(cursor, 899);
    }
  }

  @Test
  void whoMayStopAtAnyRowAsksOneAccountAfterTheOther() {
    accounts = Set.of("acct_1", "acct_2", "acct_3", "acct_4");
    accounts.forEach(account -> list(account, 150));
    try (RowCursor cursor = open(charges("id").few())) {
      read(cursor, 100);
      assertEquals(1, api.asked().size());
      read(cursor, 1);
      int calls = api.asked().size();
      assertTrue(calls == 2 || calls == 3, "as many more as have come back: " + calls);
      read(cursor, 499);
      assertEquals(false, cursor.advance());
    }
    assertEquals(8, api.asked().size());
  }

  @Test
  void whoFindsNothingReadsEverythingAtTheUsualPace() {
    accounts = Set.of("acct_1", "acct_2", "acct_3");
    accounts.forEach(account -> list(account, 0));
    try (RowCursor cursor = open(charges("id").few())) {
      assertEquals(false, cursor.advance());
    }
    assertEquals(3, api.asked().size());
  }

  @Test
  @Timeout(20)
  void whoComesBackAfterTheWorkersHaveGoneIsServedAllTheSame() throws Exception {
    accounts = Set.of("platform");
    list("platform", 1_000);
    try (StrictWorkers workers = new StrictWorkers();
        RowCursor cursor = scanner(workers).open(charges("id").few().spec(), control)) {
      for (int page = 0; page < 10; page++) {
        read(cursor, 100);
        workers.awaitRest();
      }
      assertEquals(false, cursor.advance());
    }
    assertTrue(api.asked().size() <= 13, "ten pages, and windows that were split: " + api.asked());
  }

  /** Looks for calls when it is told to, and never by itself. */
  private static final class StrictWorkers implements CallExecutor, AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final AtomicInteger told = new AtomicInteger();

    @Override
    public void add(Client client) {
      clients.add(client);
      wake();
    }

    @Override
    public void remove(Client client) {
      clients.remove(client);
    }

    @Override
    public void wake() {
      told.incrementAndGet();
      thread.execute(() -> clients.forEach(StrictWorkers::makeCalls));
    }

    private static void makeCalls(Client client) {
      for (Runnable call = client.poll(); call != null; call = client.poll()) {
        call.run();
      }
    }

    @Override
    public int size() {
      return 4;
    }

    /** Until all that it was told is done, and nothing came of it. */
    void awaitRest() throws Exception {
      int before;
      do {
        before = told.get();
        thread.submit(() -> {}).get();
      } while (told.get() != before);
    }

    @Override
    public void close() {
      thread.shutdown();
    }
  }
}

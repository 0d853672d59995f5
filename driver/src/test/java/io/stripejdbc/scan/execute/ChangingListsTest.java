package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that change while they are read, and what one second can hold: rows and calls. */
class ChangingListsTest {
  private static final long NOW = 1_785_000_000;
  private static final long HOUR = 3600;
  private static final long TTL = 300;
  private static final String PATH = "/v1/charges";

  private final FakeApi api = new FakeApi();
  private final WorkerPool pool = new WorkerPool(1);
  private final AtomicLong millis = new AtomicLong(TimeUnit.SECONDS.toMillis(NOW));
  private final AtomicInteger calls = new AtomicInteger();
  private CacheManager cache = EmptyCaches.empty();
  private UnlimitedCallControl control = new UnlimitedCallControl();
  private boolean lenient;

  @AfterEach
  void closePool() {
    pool.close();
  }

  private List<String> rows(ScanSpecBuilder scanSpecBuilder) {
    UnlimitedCallControl next = new UnlimitedCallControl();
    next.freshness = control.freshness;
    control = next;
    Scanner scanner =
        new LiveScanner(
            new TestCatalog(),
            Set.of("platform", "connected"),
            lenient,
            api,
            pool,
            new ListStatistics(),
            cache,
            () -> {});
    List<String> rows = new ArrayList<>();
    try (RowCursor cursor = scanner.open(scanSpecBuilder.spec(), control)) {
      while (cursor.advance()) {
        rows.add((String) cursor.row()[0]);
      }
    }
    return rows;
  }

  private static ScanSpecBuilder charges() {
    return ScanSpecBuilder.of(TestCatalog.CHARGES, "id").accounts("platform");
  }

  private void onceEach(int count, List<String> rows) {
    assertEquals(count, rows.size());
    assertEquals(count, new HashSet<>(rows).size());
  }

  private List<Thing> chargesAre(List<Thing> things) {
    return api.list("platform", PATH, things).list("platform", PATH);
  }

  private static List<Thing> inOneSecond(int count) {
    List<Thing> things = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      things.add(new Thing("ch_" + i, NOW, Map.of()));
    }
    return things;
  }

  /** Does something before the call with this number, from 1. */
  private void beforeCall(int number, Runnable change) {
    api.fault =
        request -> {
          if (calls.incrementAndGet() == number) {
            change.run();
          }
          return null;
        };
  }

  @Test
  void manyRowsOfOneSecondAreReadPageByPage() {
    chargesAre(inOneSecond(250));
    onceEach(250, rows(charges()));
    assertEquals(3, api.asked().size());
  }

  @Test
  void aCursorThatVanishesAmongManyRowsOfOneSecondLosesAndDoublesNothing() {
    List<Thing> list = chargesAre(inOneSecond(350));
    beforeCall(2, () -> list.removeIf(t -> t.id().equals("ch_100")));
    onceEach(350, rows(charges()));
    assertTrue(api.asked().size() <= 6, () -> String.join("\n", api.asked()));
  }

  @Test
  void whatIsMadeWhileReadingMovesNothing() {
    List<Thing> list = chargesAre(FakeApi.things("ch_", 250, NOW));
    beforeCall(
        2,
        () -> {
          for (int i = 0; i < 150; i++) {
            list.add(0, new Thing("ch_new" + i, NOW + 1, Map.of()));
          }
        });
    List<String> rows = rows(charges());
    rows.removeIf(id -> id.startsWith("ch_new"));
    onceEach(250, rows);
    assertEquals(3, api.asked().size());
  }

  @Test
  void whatIsDeletedWhileReadingTakesNothingElseAlong() {
    List<Thing> list = chargesAre(FakeApi.things("ch_", 250, NOW));
    beforeCall(2, () -> list.subList(40, 60).clear());
    onceEach(250, rows(charges()));
    assertEquals(3, api.asked().size());
  }

  @Test
  void anAccountThatRevokesItsAccessHalfWayIsAFailureAndNeverFewerRows() {
    api.list("acct_1", PATH, FakeApi.things("ch_", 250, NOW));
    ScanSpecBuilder scanSpecBuilder =
        ScanSpecBuilder.of(TestCatalog.CHARGES, "id").accounts("acct_1");
    for (boolean leaveOut : List.of(false, true)) {
      lenient = leaveOut;
      calls.set(0);
      int before = api.asked().size();
      api.fault =
          request ->
              calls.incrementAndGet() > 1
                  ? FakeApi.failure(
                      request, DriverError.ACCOUNT_REFUSED, 403, "account_invalid", null)
                  : null;
      DriverFailure failure = assertThrows(DriverFailure.class, () -> rows(scanSpecBuilder));
      assertEquals("42501", failure.toSqlException().getSQLState());
      assertEquals(List.of(), control.skipped);
      assertEquals(2, api.asked().size() - before);
    }
  }

  /**
   * The server's clock is not ours: its newest rows are of seconds that we take for long past, or
   * that we have yet to see. Live reading shows all there is; cached rows hide a new one no longer
   * than they may answer.
   */
  @ParameterizedTest
  @ValueSource(longs = {-HOUR, -1, 1, HOUR})
  void anotherClockHidesNoRow(long ahead) {
    long newest = NOW + ahead;
    List<Thing> list = chargesAre(FakeApi.things("ch_", 150, newest));
    ScanSpecBuilder named = charges().between(TestCatalog.CREATED, 0, NOW + 2 * HOUR);
    onceEach(150, rows(charges()));
    onceEach(150, rows(named));
    assertEquals(4, api.asked().size());
    cache = EmptyCaches.of(1L << 26, millis::get);
    control.freshness = UnlimitedCallControl.caching(TTL).freshness;
    onceEach(150, rows(named));
    list.add(0, new Thing("ch_new", newest + 30, Map.of()));
    millis.addAndGet(TimeUnit.SECONDS.toMillis(TTL + 1));
    onceEach(151, rows(named));
    assertEquals(8, api.asked().size());
  }
}

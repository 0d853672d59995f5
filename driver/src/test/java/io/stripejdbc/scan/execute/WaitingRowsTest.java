package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.MemoryPool;
import io.stripejdbc.fetch.StatementMemory;
import io.stripejdbc.scan.EmptyCaches;
import io.stripejdbc.scan.FakeApi;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpecBuilder;
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.UnlimitedCallControl;
import io.stripejdbc.scan.window.ListStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rows that have come and wait for their reader are counted: they hold back further calls. */
class WaitingRowsTest {
  private static final long MEGABYTE = 1 << 20;
  private static final int LATENCY = 100;
  private static final int ACCOUNTS = 12;

  private final FakeApi api = new FakeApi();
  private final SimulatedCallExecutor executor = new SimulatedCallExecutor(8, () -> LATENCY);
  private final Map<Long, Integer> callsAt = new TreeMap<>();
  private final UnlimitedCallControl control = new UnlimitedCallControl();
  private MemoryPool pool = new MemoryPool(64 * MEGABYTE);

  /** Lists of 300 rows for each account; a text of so many characters in each row. */
  private void lists(int characters) {
    String text = '"' + "x".repeat(characters) + '"';
    List<Thing> accounts = new ArrayList<>();
    for (int account = 0; account < ACCOUNTS; account++) {
      accounts.add(new Thing("acct_" + account, 1_000, Map.of()));
      List<Thing> rows = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        rows.add(new Thing("ch_" + account + "_" + i, 2_000_000 - i, Map.of("customer", text)));
      }
      api.list("acct_" + account, "/v1/charges", rows);
    }
    api.list("platform", "/v1/accounts", accounts);
    api.fault =
        request -> {
          callsAt.merge(executor.now(), 1, Integer::sum);
          return null;
        };
  }

  private long read(ScanSpecBuilder spec) {
    StatementMemory memory = pool.statement();
    control.memory = memory;
    long rows = 0;
    try (RowCursor cursor =
        new LiveScanner(
                new TestCatalog(),
                Set.of("connected"),
                false,
                api,
                executor,
                new ListStatistics(),
                EmptyCaches.empty(),
                () -> {})
            .open(spec.spec(), control)) {
      while (cursor.advance()) {
        rows++;
      }
    } finally {
      assertEquals(0, pool.buffered());
      assertEquals(0, memory.reserved());
    }
    return rows;
  }

  private static ScanSpecBuilder charges() {
    return ScanSpecBuilder.of(TestCatalog.CHARGES, "id", "customer").whole();
  }

  /** Pages of 4 MB, of which a quarter of 64 MB has room for four, once it is known. */
  @Test
  void widePagesHoldBackFurtherCalls() {
    lists(20_000);
    assertEquals(ACCOUNTS * 300L, read(charges()));
    long late = callsAt.values().stream().skip(3).mapToInt(calls -> calls).max().orElse(0);
    assertTrue(late <= 4 && late >= 3, callsAt.toString());
  }

  /**
   * Of 48 MB a quarter has room for three pages of which nothing is known yet, and then for as many
   * as they turn out to be wide.
   */
  @Test
  void theFirstCallsAreAsManyAsHaveRoom() {
    lists(40_000);
    pool = new MemoryPool(48 * MEGABYTE);
    assertEquals(ACCOUNTS * 300L, read(charges()));
    List<Integer> calls = List.copyOf(callsAt.values());
    assertEquals(1, calls.get(0), "the accounts");
    assertEquals(3, calls.get(1), callsAt.toString());
    assertEquals(1, calls.stream().skip(2).mapToInt(each -> each).max().orElse(0));
  }

  @Test
  void slimPagesHoldBackNone() {
    lists(20);
    assertEquals(ACCOUNTS * 300L, read(charges()));
    assertEquals(8, callsAt.values().stream().mapToInt(calls -> calls).max().orElse(0));
    callsAt.clear();
    pool = new MemoryPool(12 * MEGABYTE);
    assertEquals(ACCOUNTS * 300L, read(charges()));
    assertEquals(8, callsAt.values().stream().mapToInt(calls -> calls).max().orElse(0));
  }

  /** What cannot be given out before all lists have answered is held, and fails in time. */
  @Test
  void rowsThatWaitForOtherListsAreHeld() {
    lists(20_000);
    pool = new MemoryPool(32 * MEGABYTE);
    DriverFailure failed = assertThrows(DriverFailure.class, () -> read(charges().newestFirst()));
    assertEquals(DriverError.MEMORY_BUDGET, failed.error());
    assertTrue(
        failed.getMessage().startsWith("The reading of lists in their order would hold"),
        failed.getMessage());
    pool = new MemoryPool(512 * MEGABYTE);
    assertEquals(ACCOUNTS * 300L, read(charges().newestFirst()));
  }
}

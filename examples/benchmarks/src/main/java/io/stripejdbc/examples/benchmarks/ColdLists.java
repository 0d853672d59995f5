package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.emulator.read.BigTable;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.Connection;

/** The first reading of one long list: what cutting it costs in calls and saves in time. */
final class ColdLists {
  private static final int PAGE = 100;

  /** Rows come in bunches of so many pages, with nothing for nine tenths of the time. */
  private static final int PAGES_OF_A_BUNCH = 5;

  private final int latencyMillis;

  ColdLists(int latencyMillis) {
    this.latencyMillis = latencyMillis;
  }

  void print(int[] pages, int[] workers, Report report) throws Exception {
    report.title("Cold: the first reading of one list, " + latencyMillis + " ms a call");
    report.head("pages", "rows lie", "workers", "calls ÷ pages", "time ÷ ideal", "ms");
    for (int length : pages) {
      BigTable even = new BigTable("/v1/charges", length * PAGE, 10);
      for (int at : workers) {
        read(even, "evenly", length, at, report);
        read(even.inBunchesOf(PAGES_OF_A_BUNCH * PAGE), "in bunches", length, at, report);
      }
    }
  }

  private void read(BigTable table, String lies, int pages, int workers, Report report)
      throws Exception {
    EmulatorOptions options = EmulatorOptions.demo().withScale(0.05).withBigTable(table);
    String sql = "SELECT COUNT(*), SUM(amount) FROM charges WHERE connected_account = 'platform'";
    try (Stand stand = new Stand(options, latencyMillis);
        Connection driver = stand.driver("memory", ";maxConcurrentRequests=" + workers)) {
      // Classes and code, not the list: another one is read before.
      Stand.answer(driver, sql.replace("charges", "customers").replace("amount", "balance"));
      long start = System.nanoTime();
      int calls = stand.calls(() -> Stand.answer(driver, sql));
      double millis = (System.nanoTime() - start) / 1e6;
      double ideal = Math.ceil((double) pages / workers) * latencyMillis;
      report.row(
          pages,
          lies,
          workers,
          CallsAndTime.ratio((double) calls / pages),
          CallsAndTime.ratio(millis / ideal),
          millis);
    }
  }
}

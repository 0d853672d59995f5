package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.emulator.read.BigTable;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.report.Goal;
import io.stripejdbc.examples.benchmarks.report.Report;
import java.sql.Connection;
import java.sql.Statement;

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
    report.head(
        "pages",
        "rows lie",
        "workers",
        "calls ÷ pages",
        "goal",
        "",
        "time ÷ ideal",
        "goal",
        "",
        "ms");
    for (int length : pages) {
      BigTable even = new BigTable("/v1/charges", length * PAGE, 10);
      for (int at : workers) {
        read(even, "evenly", length, at, report);
        read(even.inBunchesOf(PAGES_OF_A_BUNCH * PAGE), "in bunches", length, at, report);
      }
    }
  }

  /** Calls of a first reading by several workers, in pages. */
  private static Goal calls(int pages) {
    return Goal.most(pages <= 3 ? 1 : pages <= 10 ? 1.20 : pages <= 30 ? 1.15 : 1.08);
  }

  /** Rounds of a first reading, in those that no list can do without. */
  private static Goal time(int pages) {
    return pages < 30 ? Goal.NONE : Goal.most(pages < 100 ? 2.6 : 1.5);
  }

  /** One list by 16 workers, in a new process and again: what a report of a day takes. */
  void printTwice(int pages, double[] goals, Report report) throws Exception {
    int workers = 16;
    report.title(
        "Cold and again: one list of %d pages, %d ms a call, %d workers"
            .formatted(pages, latencyMillis, workers));
    report.head("reading", "calls ÷ pages", "goal", "", "seconds", "goal", "");
    BigTable table = new BigTable("/v1/charges", pages * PAGE, 10);
    EmulatorOptions options = EmulatorOptions.demo().withScale(0.05).withBigTable(table);
    String more = ";maxConcurrentRequests=" + workers;
    String sql = "SELECT COUNT(*), SUM(amount) FROM charges WHERE connected_account = 'platform'";
    try (Stand stand = new Stand(options, latencyMillis);
        Connection driver = stand.driver("memory", more)) {
      Stand.answer(driver, sql.replace("charges", "customers").replace("amount", "balance"));
      for (int reading = 0; reading < 2; reading++) {
        try (Statement refresh = driver.createStatement()) {
          refresh.execute("REFRESH");
        }
        Goal most = Goal.most(reading == 0 ? 1.08 : 1 + 1.0 / pages);
        long start = System.nanoTime();
        int calls = stand.calls(() -> Stand.answer(driver, sql));
        double seconds = (System.nanoTime() - start) / 1e9;
        double perPage = (double) calls / pages;
        Goal time = Goal.most(goals[reading]);
        report.row(
            reading == 0 ? "the first" : "the second",
            CallsAndTime.ratio(perPage),
            most.text(),
            most.outcome(perPage),
            seconds,
            time.text(),
            time.outcome(seconds));
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
      double perPage = (double) calls / pages;
      Goal mostCalls = workers > 1 ? calls(pages) : Goal.NONE;
      Goal mostTime = workers > 1 ? time(pages) : Goal.NONE;
      report.row(
          pages,
          lies,
          workers,
          CallsAndTime.ratio(perPage),
          mostCalls.text(),
          mostCalls.outcome(perPage),
          CallsAndTime.ratio(millis / ideal),
          mostTime.text(),
          mostTime.outcome(millis / ideal),
          millis);
    }
  }
}

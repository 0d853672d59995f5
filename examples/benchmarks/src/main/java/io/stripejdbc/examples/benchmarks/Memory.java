package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.emulator.read.BigTable;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.report.Goal;
import io.stripejdbc.examples.benchmarks.report.Report;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;

/** Heap that rows stay in: the driver's cache, and a list of stripe-java's objects. */
final class Memory {
  private Memory() {}

  static void print(int rows, Report report) throws Exception {
    EmulatorOptions options =
        EmulatorOptions.demo().withScale(0.05).withBigTable(new BigTable("/v1/charges", rows, 60));
    report.title("Memory of " + rows + " charges");
    report.head("kept as", "bytes a row", "goal", "");
    try (Stand stand = new Stand(options, 0)) {
      new ByHand(stand.client()).newest(1);
      Goal goal = Goal.most(1000); // 100 MB for 100,000
      row(
          report,
          "the driver's cache, three columns",
          cached(stand, rows, "id, amount, currency"),
          goal);
      row(report, "the driver's cache, all columns", cached(stand, rows, "*"), goal);
      row(report, "a list of stripe-java's objects", listed(stand, rows), Goal.NONE);
    }
  }

  private static void row(Report report, String kept, double bytes, Goal goal) {
    report.row(kept, bytes, goal.text(), goal.outcome(bytes));
  }

  private static double cached(Stand stand, int rows, String columns) throws Exception {
    try (Connection driver = stand.driver("memory");
        Statement statement = driver.createStatement()) {
      statement.execute("FORGET"); // Cached rows outlive their connection.
    }
    long before = used();
    try (Connection driver = stand.driver("memory")) {
      Stand.count(
          driver, "SELECT " + columns + " FROM charges WHERE connected_account = 'platform'");
      long after = used();
      return (after - before) / (double) rows;
    }
  }

  private static double listed(Stand stand, int rows) throws Exception {
    long before = used();
    List<ByHand.Owned> list = new ByHand(stand.client()).charges(List.of("platform"), 0);
    try {
      return (used() - before) / (double) rows;
    } finally {
      Reference.reachabilityFence(list);
    }
  }

  /** Bytes in use when nothing more can be collected. */
  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}

package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.emulator.read.BigTable;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.report.Report;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Sorts and groups with as much memory as they may have, and with too little. */
final class MemoryBound {
  private static final List<String> QUESTIONS =
      List.of(
          "SELECT id, amount FROM charges WHERE connected_account = 'platform' ORDER BY amount, id",
          "SELECT id, COUNT(*) FROM charges WHERE connected_account = 'platform' GROUP BY id");

  private MemoryBound() {}

  static void print(int rows, Clock clock, Report report) throws Exception {
    report.title("Sorts and groups of " + rows + " cached rows, by `maxMemoryMegabytes`");
    report.head("SQL", "bound in MB", "ms", "SQLState");
    EmulatorOptions options =
        EmulatorOptions.demo().withScale(0.05).withBigTable(new BigTable("/v1/charges", rows, 60));
    try (Stand stand = new Stand(options, 0);
        Connection filling = stand.driver("memory")) {
      for (String sql : QUESTIONS) {
        Stand.count(filling, sql);
        for (int megabytes : new int[] {1024, 16, 4, 1}) {
          try (Connection driver = stand.driver("memory", ";maxMemoryMegabytes=" + megabytes)) {
            String[] state = {"–"};
            double millis = clock.millis(() -> state[0] = outcome(driver, sql));
            report.row("`" + sql + "`", megabytes, millis, state[0]);
          }
        }
      }
    }
  }

  private static String outcome(Connection driver, String sql) {
    try {
      Stand.count(driver, sql);
      return "–";
    } catch (SQLException full) {
      return full.getSQLState();
    }
  }
}

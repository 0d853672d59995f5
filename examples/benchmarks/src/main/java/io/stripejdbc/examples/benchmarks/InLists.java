package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.report.Report;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How long planning takes as a list of values grows. */
final class InLists {
  private InLists() {}

  static void print(int[] lengths, Clock clock, Report report) throws Exception {
    AtomicInteger number = new AtomicInteger();
    report.title("Planning an IN list");
    report.head("values", "ms: ids, which become calls", "amounts, which stay in the driver");
    try (Stand stand = new Stand(EmulatorOptions.demo().withScale(0.05), 0);
        Connection driver = stand.driver("off")) {
      for (int length : lengths) {
        String ids = values(length, "'ch_%d'");
        String amounts = values(length, "%d");
        report.row(
            length,
            clock.millis(() -> prepare(driver, "id IN " + ids, number)),
            clock.millis(() -> prepare(driver, "amount IN " + amounts, number)));
      }
    }
  }

  private static String values(int length, String form) {
    return IntStream.range(0, length)
        .mapToObj(form::formatted)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String prepare(Connection driver, String condition, AtomicInteger number)
      throws SQLException {
    String sql = "EXPLAIN PLAN FOR SELECT id, amount FROM charges WHERE " + condition;
    try (PreparedStatement prepared =
        driver.prepareStatement(sql + " -- " + number.incrementAndGet())) {
      return String.valueOf(prepared.executeQuery().next());
    }
  }
}

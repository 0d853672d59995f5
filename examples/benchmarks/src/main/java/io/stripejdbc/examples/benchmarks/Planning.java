package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.report.Goal;
import io.stripejdbc.examples.benchmarks.report.Report;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** From SQL text to code that runs: for a new statement, and for one that was seen before. */
final class Planning {
  private Planning() {}

  static void print(Clock clock, Report report) throws Exception {
    AtomicInteger number = new AtomicInteger();
    report.title("Planning");
    report.head("question", "ms: new statement", "goal", "", "seen before");
    Goal goal = Goal.most(10);
    try (Stand stand = new Stand(EmulatorOptions.demo().withScale(0.05), 0);
        Connection driver = stand.driver("off")) {
      for (Question question : Question.values()) {
        String sql = question.sql();
        double fresh = clock.millis(() -> prepare(driver, sql + " -- " + number.incrementAndGet()));
        double known = clock.millis(() -> prepare(driver, sql));
        report.row(question.title(), fresh, goal.text(), goal.outcome(fresh), known);
      }
    }
  }

  private static String prepare(Connection driver, String sql) throws SQLException {
    try (PreparedStatement prepared = driver.prepareStatement(sql)) {
      return prepared.getMetaData().getColumnLabel(1);
    }
  }
}

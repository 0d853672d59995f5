package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.report.Goal;
import io.stripejdbc.examples.benchmarks.report.Report;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** From SQL text to code that runs: for a new statement, and for one that was seen before. */
final class Planning {
  private Planning() {}

  /**
   * Measures.
   *
   * @param young after a few statements of the kind, in a JVM that still compiles the planner
   * @param warm after many
   */
  static void print(Clock young, Clock warm, Report report) throws Exception {
    report.title("Planning");
    report.head(
        "question",
        "ms: new statement, " + young.warmUps() + " before it",
        "goal",
        "",
        warm.warmUps() + " before it",
        "seen before");
    Goal goal = Goal.most(10);
    try (Stand stand = new Stand(EmulatorOptions.demo().withScale(0.05), 0);
        Connection driver = stand.driver("off")) {
      AtomicInteger number = new AtomicInteger();
      Map<Question, Double> first = new EnumMap<>(Question.class);
      for (Question question : Question.values()) {
        first.put(question, fresh(young, driver, question, number));
      }
      for (Question question : Question.values()) {
        double early = first.getOrDefault(question, Double.NaN);
        double late = fresh(warm, driver, question, number);
        double known = young.millis(() -> prepare(driver, question.sql()));
        report.row(question.title(), early, goal.text(), goal.outcome(early), late, known);
      }
    }
  }

  private static double fresh(
      Clock clock, Connection driver, Question question, AtomicInteger number) throws Exception {
    return clock.millis(() -> prepare(driver, question.sql() + " -- " + number.incrementAndGet()));
  }

  private static String prepare(Connection driver, String sql) throws SQLException {
    try (PreparedStatement prepared = driver.prepareStatement(sql)) {
      return prepared.getMetaData().getColumnLabel(1);
    }
  }
}

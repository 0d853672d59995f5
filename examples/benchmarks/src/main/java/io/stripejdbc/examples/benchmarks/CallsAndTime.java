package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.report.Report;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Calls and time of the questions, live, at several times a call. */
final class CallsAndTime {
  private final EmulatorOptions options;
  private final List<Integer> latencies;
  private final Clock clock;

  CallsAndTime(EmulatorOptions options, List<Integer> latencies, Clock clock) {
    this.options = options;
    this.latencies = latencies;
    this.clock = clock;
  }

  /** One question at one latency. */
  record Row(
      Question question,
      int latency,
      int calls,
      int callsByHand,
      double driver,
      double list,
      double h2) {}

  /** Measures all, and checks that all ways give the same answer. */
  List<Row> measure() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int latency : latencies) {
      try (Stand stand = new Stand(options, latency);
          Connection driver = stand.driver("off")) {
        ByHand hand = new ByHand(stand.client());
        for (Question question : Question.values()) {
          rows.add(measure(stand, driver, hand, question, latency));
        }
      }
    }
    return rows;
  }

  private Row measure(Stand stand, Connection driver, ByHand hand, Question question, int latency)
      throws Exception {
    Work asked = () -> Stand.answer(driver, question.sql());
    Work byHand = () -> question.byHand(hand);
    same(question, asked.run(), byHand.run());
    int calls = stand.calls(asked);
    int callsByHand = stand.calls(byHand);
    double driverMillis = clock.millis(asked);
    double listMillis = clock.millis(byHand);
    double h2Millis = Double.NaN;
    String copied = question.byH2(hand);
    if (copied != null) {
      same(question, asked.run(), copied);
      h2Millis = clock.millis(() -> question.byH2(hand));
    }
    return new Row(question, latency, calls, callsByHand, driverMillis, listMillis, h2Millis);
  }

  private static void same(Question question, String one, String other) {
    if (!one.equals(other)) {
      throw new IllegalStateException(question + ": " + one + "\nis not\n" + other);
    }
  }

  static void print(List<Row> rows, Report report) {
    report.title("Live: the driver beside stripe-java");
    report.head(
        "question",
        "ms a call",
        "into a list ÷ driver",
        "into H2 ÷ driver",
        "calls: driver",
        "by hand",
        "ms: driver",
        "list",
        "H2");
    for (Row row : rows) {
      report.row(
          row.question().title(),
          row.latency(),
          times(row.list() / row.driver()),
          Double.isNaN(row.h2()) ? "–" : times(row.h2() / row.driver()),
          row.calls(),
          row.callsByHand(),
          row.driver(),
          row.list(),
          Double.isNaN(row.h2()) ? "–" : row.h2());
    }
  }

  /** To two digits, for ratios that are near 1. */
  static String ratio(double ratio) {
    return String.format(Locale.ROOT, "**%.2f**", ratio);
  }

  static String times(double ratio) {
    return String.format(Locale.ROOT, "**%.1f**", ratio);
  }
}

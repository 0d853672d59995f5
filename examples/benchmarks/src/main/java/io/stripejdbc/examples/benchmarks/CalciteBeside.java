package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.report.Report;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The questions through {@code jdbc:calcite:} with our tables as its schema, beside the driver:
 * each in a JVM of its own, because the driver's jar hides the Calcite that the other one needs.
 */
final class CalciteBeside {
  /** The plain classes, and what Maven wrote as the class path of what they need. */
  private static final Path DRIVER = Path.of(System.getProperty("driver.target", "driver/target"));

  private final EmulatorOptions options;
  private final List<Integer> latencies;
  private final int warmUps;
  private final int runs;

  CalciteBeside(EmulatorOptions options, List<Integer> latencies, int warmUps, int runs) {
    this.options = options;
    this.latencies = latencies;
    this.warmUps = warmUps;
    this.runs = runs;
  }

  /** Whether Maven has written the class path with Calcite in it. */
  static boolean isThere() {
    return Files.exists(DRIVER.resolve("cp")) && Files.isDirectory(DRIVER.resolve("classes"));
  }

  void print(Report report) throws Exception {
    report.title("`jdbc:calcite:` with our schema, beside the driver");
    report.head(
        "question",
        "ms a call",
        "calcite ÷ driver",
        "calls: driver",
        "calcite",
        "ms: driver",
        "calcite");
    for (int latency : latencies) {
      try (Stand stand = new Stand(options, latency);
          AskingProcess driver = AskingProcess.start(ownClassPath(), stand.url("off"));
          AskingProcess calcite = AskingProcess.start(calciteClassPath(), model(stand))) {
        for (Question question : Question.values()) {
          row(report, stand, driver, calcite, question, latency);
        }
      }
    }
  }

  private void row(
      Report report,
      Stand stand,
      AskingProcess driver,
      AskingProcess calcite,
      Question question,
      int latency)
      throws Exception {
    // A function of the driver's is none of Calcite's.
    String sql =
        question
            .sql()
            .replace(
                "CAST(to_unixtime(created) AS BIGINT)",
                "TIMESTAMPDIFF(SECOND, TIMESTAMP '2026-01-01 00:00:00', created)");
    String[] answers = new String[2];
    int calls = stand.calls(() -> answers[0] = driver.ask(sql).hash());
    int byCalcite = stand.calls(() -> answers[1] = calcite.ask(sql).hash());
    if (!answers[0].equals(answers[1])) {
      throw new IllegalStateException("answers differ: " + sql);
    }
    double own = millis(driver, sql);
    double other = millis(calcite, sql);
    report.row(
        question.title(), latency, CallsAndTime.times(other / own), calls, byCalcite, own, other);
  }

  private double millis(AskingProcess process, String sql) throws IOException {
    for (int i = 0; i < warmUps; i++) {
      process.ask(sql);
    }
    double[] taken = new double[runs];
    for (int i = 0; i < runs; i++) {
      taken[i] = process.ask(sql).millis();
    }
    Arrays.sort(taken);
    return taken[runs / 2];
  }

  private static String model(Stand stand) {
    String operands =
        "\"apiKey\": \"%s\", \"apiBase\": \"%s\", \"cache\": \"off\", \"maxRequestsPerQuery\": 0,"
            + " \"maxRequestsPerSecond\": 0, \"maxRequestsPerSecondPerEndpoint\": 0";
    return "jdbc:calcite:lex=MYSQL_ANSI;model='inline:{\"version\": \"1.0\", \"defaultSchema\":"
        + " \"stripe\", \"schemas\": [{\"name\": \"stripe\", \"type\": \"custom\", \"factory\":"
        + " \"io.stripejdbc.calcite.StripeSchemaFactory\", \"operand\": {"
        + operands.formatted(EmulatorOptions.DEMO_KEY, stand.emulator().baseUri())
        + "}}]}'";
  }

  private static String ownClassPath() {
    return System.getProperty("java.class.path");
  }

  private static String calciteClassPath() throws IOException {
    Path benchmarks =
        Path.of(CalciteBeside.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    return String.join(
        File.pathSeparator,
        DRIVER.resolve("classes").toString(),
        benchmarks.toString(),
        Files.readString(DRIVER.resolve("cp")).strip());
  }
}

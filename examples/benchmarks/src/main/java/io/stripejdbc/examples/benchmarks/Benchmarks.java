package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.emulator.server.EmulatorOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Runs everything and prints the tables of {@code docs/performance.md}:
 *
 * <pre>{@code
 * mvn -q -Pheavy -pl examples/benchmarks exec:java        (or the class path and this class)
 * }</pre>
 *
 * <p>{@code --short} takes seconds, with figures that only show that it runs. Names of sections
 * ({@code live cold again disk decoding warm planning bound memory start tool}) choose some; {@code
 * -Drows=1000000} is how many rows are warm.
 */
public final class Benchmarks {
  private static final Path JAR =
      Path.of(System.getProperty("driver.jar", "driver/target/stripe-jdbc.jar"));

  private final boolean isShort;
  private final List<String> sections;
  private final Report report;

  Benchmarks(boolean isShort, List<String> sections, Report report) {
    this.isShort = isShort;
    this.sections = sections;
    this.report = report;
  }

  /** Runs and ends. */
  public static void main(String[] args) throws Exception {
    List<String> words = List.of(args);
    List<String> sections = words.stream().filter(word -> !word.startsWith("--")).toList();
    new Benchmarks(words.contains("--short"), sections, new Report(System.out)).run();
  }

  void run() throws Exception {
    machine();
    if (wants("live")) {
      live();
    }
    if (wants("cold")) {
      int[] pages = isShort ? new int[] {5} : new int[] {10, 100, 1_000};
      new ColdLists(isShort ? 2 : 20).print(pages, new int[] {1, 8}, report);
    }
    if (wants("again")) {
      EmulatorOptions demo = EmulatorOptions.demo();
      new RunAgain(isShort ? demo.withScale(0.05) : demo, isShort ? 0 : 50).print(report);
    }
    if (wants("disk")) {
      disk();
    }
    if (wants("decoding")) {
      Decoding.print(isShort ? 2 : 60, isShort ? 5 : 50, report);
    }
    if (wants("warm")) {
      WarmSums.print(
          isShort ? 1_000 : Integer.getInteger("rows", 100_000),
          isShort ? new Clock(1, 1) : new Clock(10, 11),
          report);
    }
    if (wants("planning")) {
      Planning.print(isShort ? new Clock(1, 1) : new Clock(30, 31), report);
    }
    if (wants("planning")) {
      int[] lengths = isShort ? new int[] {10} : new int[] {10, 100, 1_000, 10_000};
      InLists.print(lengths, isShort ? new Clock(0, 1) : new Clock(2, 5), report);
    }
    if (wants("bound")) {
      MemoryBound.print(
          isShort ? 1_000 : 100_000, isShort ? new Clock(0, 1) : new Clock(2, 5), report);
    }
    if (wants("memory")) {
      Memory.print(isShort ? 1_000 : 50_000, report);
    }
    if (wants("start") && Files.exists(JAR)) {
      new StartUp(JAR).print(isShort ? 1 : 7, report);
    }
    if (wants("tool") && Files.exists(JAR)) {
      ToolStart.print(JAR, isShort ? 1 : 7, report);
    }
  }

  private boolean wants(String section) {
    return sections.isEmpty() || sections.contains(section);
  }

  private void live() throws Exception {
    EmulatorOptions demo = EmulatorOptions.demo();
    List<CallsAndTime.Row> rows =
        isShort
            ? new CallsAndTime(demo.withScale(0.05), List.of(0, 20), new Clock(0, 1)).measure()
            : new CallsAndTime(demo, List.of(0, 50, 120), new Clock(2, 3)).measure();
    CallsAndTime.print(rows, report);
  }

  private void disk() throws Exception {
    new DiskFolders(isShort ? 500 : 20_000, isShort ? 0 : 120, isShort ? 1 : 5, report)
        .printFirstReading();
    new DiskFolders(
            isShort ? 1_000 : Integer.getInteger("disk.rows", 1_000_000),
            0,
            isShort ? 1 : 3,
            report)
        .printReadingBack();
    new DiskFolders(0, 0, isShort ? 1 : 15, report)
        .printOpening(isShort ? 1L << 20 : 2L << 30, isShort ? 20 : 4_000);
  }

  private void machine() {
    report.note(
        String.format(
            Locale.ROOT,
            "%d processors, Java %s, %s; heap %d MB.",
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().maxMemory() >> 20));
  }
}

package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.report.PerformancePage;
import io.stripejdbc.examples.benchmarks.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs everything and prints the tables of {@code docs/performance.md}, with the project's goals
 * beside the figures.
 *
 * <p>{@code --write docs/performance.md} puts them into that page, between its marks. {@code
 * --short} takes seconds, with figures that only show that it runs. Names of sections ({@code live
 * cold again disk decoding planning start tool rows warm bound memory calcite}) choose some; {@code
 * -Drows=200000} is how many rows are warm or streamed, {@code -Ddisk.rows=200000} how many come
 * from files.
 */
public final class Benchmarks {
  private static final Path JAR =
      Path.of(System.getProperty("driver.jar", "driver/target/stripe-jdbc.jar"));

  private final boolean isShort;
  private final List<String> chosen;
  private final Report report;

  Benchmarks(boolean isShort, List<String> chosen, Report report) {
    this.isShort = isShort;
    this.chosen = chosen;
    this.report = report;
  }

  /** Runs and ends. */
  public static void main(String[] args) throws Exception {
    List<String> chosen = new ArrayList<>();
    boolean isShort = false;
    Path page = null;
    for (Iterator<String> words = List.of(args).iterator(); words.hasNext(); ) {
      String word = words.next();
      switch (word) {
        case "--short" -> isShort = true;
        case "--write" -> page = Path.of(words.next());
        default -> chosen.add(word);
      }
    }
    Report report = new Report(System.out);
    new Benchmarks(isShort, chosen, report).run();
    if (page != null) {
      Files.writeString(page, PerformancePage.with(Files.readString(page), report.sections()));
    }
  }

  void run() throws Exception {
    report.section("machine");
    machine();
    for (Map.Entry<String, Section> section : sections().entrySet()) {
      if (chosen.isEmpty() || chosen.contains(section.getKey())) {
        report.section(section.getKey());
        section.getValue().run();
      }
    }
  }

  private interface Section {
    void run() throws Exception;
  }

  /** The sections in the order of the page. */
  private Map<String, Section> sections() {
    Map<String, Section> sections = new LinkedHashMap<>();
    sections.put("live", this::live);
    sections.put("cold", this::cold);
    sections.put("again", this::again);
    sections.put("disk", this::disk);
    sections.put("decoding", this::decoding);
    sections.put("planning", this::planning);
    sections.put("start", this::start);
    sections.put("tool", this::tool);
    sections.put("rows", this::rows);
    sections.put("warm", this::warm);
    sections.put("bound", this::bound);
    sections.put("memory", this::memory);
    sections.put("calcite", this::calcite);
    return sections;
  }

  private void live() throws Exception {
    EmulatorOptions demo = EmulatorOptions.demo();
    List<CallsAndTime.Row> rows =
        isShort
            ? new CallsAndTime(demo.withScale(0.05), List.of(0, 20), new Clock(0, 1)).measure()
            : new CallsAndTime(demo, List.of(0, 50, 120), new Clock(2, 3)).measure();
    CallsAndTime.print(rows, report);
  }

  private void cold() throws Exception {
    int[] pages = isShort ? new int[] {5} : new int[] {10, 30, 100, 1_000};
    new ColdLists(isShort ? 2 : 20).print(pages, new int[] {1, 8}, report);
    new ColdLists(isShort ? 2 : 120).printTwice(isShort ? 5 : 100, new double[] {1.2, 1.0}, report);
    ColdProcessorTime.print(isShort ? 500 : 100_000, isShort ? 0 : 3, report);
  }

  private void again() throws Exception {
    EmulatorOptions demo = EmulatorOptions.demo();
    new RunAgain(isShort ? demo.withScale(0.05) : demo, isShort ? 0 : 50).print(report);
  }

  private void decoding() throws Exception {
    Decoding.print(isShort ? 2 : 60, isShort ? 5 : 50, report);
  }

  private void planning() throws Exception {
    Clock young = isShort ? new Clock(1, 1) : new Clock(30, 31);
    Planning.print(young, isShort ? young : new Clock(300, 31), report);
    int[] lengths = isShort ? new int[] {10} : new int[] {10, 100, 1_000, 10_000};
    InLists.print(lengths, isShort ? new Clock(0, 1) : new Clock(2, 5), report);
  }

  private void start() throws Exception {
    if (Files.exists(JAR)) {
      new StartUp(JAR).print(isShort ? 1 : 7, report);
    } else {
      report.note("Not measured: there is no " + JAR + ".");
    }
  }

  private void tool() throws Exception {
    if (Files.exists(JAR)) {
      ToolStart.print(JAR, isShort ? 1 : 7, report);
    } else {
      report.note("Not measured: there is no " + JAR + ".");
    }
  }

  private void rows() throws Exception {
    if (Files.exists(JAR)) {
      int rows = isShort ? 1_000 : Integer.getInteger("rows", 1_000_000);
      StreamedRows.print(JAR, rows, isShort ? 1 : 3, report);
    } else {
      report.note("Not measured: there is no " + JAR + ".");
    }
  }

  private void warm() throws Exception {
    WarmSums.print(
        isShort ? 1_000 : Integer.getInteger("rows", 1_000_000),
        isShort ? new Clock(1, 1) : new Clock(10, 11),
        report);
  }

  private void bound() throws Exception {
    MemoryBound.print(
        isShort ? 1_000 : 100_000, isShort ? new Clock(0, 1) : new Clock(2, 5), report);
  }

  private void memory() throws Exception {
    Memory.print(isShort ? 1_000 : 50_000, report);
  }

  private void calcite() throws Exception {
    EmulatorOptions demo = EmulatorOptions.demo();
    if (!CalciteBeside.isThere()) {
      report.note("`jdbc:calcite:` is not measured: there is no driver/target/cp.");
    } else if (isShort) {
      new CalciteBeside(demo.withScale(0.05), List.of(0), 0, 1).print(report);
    } else {
      new CalciteBeside(demo, List.of(0, 50), 4, 5).print(report);
    }
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

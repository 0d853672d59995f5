package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.report.Goal;
import io.stripejdbc.examples.benchmarks.report.Report;
import io.stripejdbc.service.ScannerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A report that is run again by another program: rows on disk, and what is older by its events. */
final class RunAgain {
  private final EmulatorOptions options;
  private final int latencyMillis;

  RunAgain(EmulatorOptions options, int latencyMillis) {
    this.options = options;
    this.latencyMillis = latencyMillis;
  }

  void print(Report report) throws Exception {
    report.title("Run again: five questions, " + latencyMillis + " ms a call");
    report.head("run", "calls", "goal", "", "seconds", "MB on disk");
    String disk = ";cacheTtlSeconds=";
    try (Stand stand = new Stand(options, latencyMillis)) {
      Path folder = Files.createTempDirectory("stripe-jdbc-again");
      try {
        String at = ";cacheDirectory=" + folder;
        row(stand, "the first, with `cache=disk`", disk + 300 + at, folder, Goal.NONE, report);
        row(
            stand,
            "the second, within the time to live",
            disk + 300 + at,
            folder,
            Goal.most(0),
            report);
        Thread.sleep(1_100); // The time to live of the next two, which it is to have passed.
        row(
            stand,
            "a later one, with `cacheRefresh=events`",
            disk + 1 + at + ";cacheRefresh=events",
            folder,
            Goal.NONE,
            report);
        Thread.sleep(1_100);
        row(
            stand,
            "a later one, with `cacheRefresh=read`",
            disk + 1 + at,
            folder,
            Goal.NONE,
            report);
      } finally {
        delete(folder);
      }
    }
  }

  /** A program of its own, as far as what it remembers goes. */
  private static void row(
      Stand stand, String run, String more, Path folder, Goal goal, Report report)
      throws Exception {
    ScannerFactory.forgetClosed();
    long start = System.nanoTime();
    int calls =
        stand.calls(
            () -> {
              try (Connection driver = stand.driver("disk", more)) {
                for (Question question : Question.values()) {
                  Stand.answer(driver, question.sql());
                }
              }
              return "";
            });
    double seconds = (System.nanoTime() - start) / 1e9;
    report.row(run, calls, goal.text(), goal.outcome(calls), seconds, megabytes(folder));
  }

  private static double megabytes(Path folder) throws IOException {
    long bytes = 0;
    for (Path file : files(folder)) {
      bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
    }
    return bytes / 1e6;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    for (Path file : files(folder)) {
      Files.delete(file);
    }
  }
}

package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.emulator.read.BigTable;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.report.Goal;
import io.stripejdbc.examples.benchmarks.report.Report;
import io.stripejdbc.service.ScannerFactory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What {@code cache=disk} costs and saves: writing beside the first reading, reading back, and
 * opening a folder with much in it.
 */
final class DiskFolders {
  private static final String SUM =
      "SELECT COUNT(*), SUM(amount) FROM charges WHERE connected_account = 'platform'";
  private static final String SMALL =
      "SELECT COUNT(*) FROM coupons WHERE connected_account = 'platform'";

  /** Pages a second that Stripe gives of one list. */
  private static final double PAGES_A_SECOND = 20;

  private static final int ROWS_OF_A_PAGE = 100;

  private final int rows;
  private final int latencyMillis;
  private final int runs;
  private final Report report;

  /**
   * @param rows charges that are read
   * @param latencyMillis how long a call of the first reading takes
   * @param runs of which the median is taken
   */
  DiskFolders(int rows, int latencyMillis, int runs, Report report) {
    this.rows = rows;
    this.latencyMillis = latencyMillis;
    this.runs = runs;
    this.report = report;
  }

  private static EmulatorOptions charges(int count) {
    return EmulatorOptions.demo()
        .withScale(0.05)
        .withBigTable(new BigTable("/v1/charges", count, 60));
  }

  /** The first reading, without files and with them, in turn. */
  void printFirstReading() throws Exception {
    report.title("On disk: the first reading of " + rows + " charges");
    report.head("files ÷ memory", "goal", "", "ms a call", "ms with memory alone", "ms with files");
    try (Stand stand = new Stand(charges(rows), latencyMillis)) {
      seconds(stand, "memory", ""); // Classes and code.
      double[] memory = new double[runs];
      double[] disk = new double[runs];
      for (int run = 0; run < runs; run++) {
        memory[run] = seconds(stand, "memory", "") * 1e3;
        disk[run] = inFolder(folder -> seconds(stand, "disk", at(folder)) * 1e3);
      }
      double files = median(disk);
      double alone = median(memory);
      Goal goal = Goal.most(1.10);
      report.row(
          CallsAndTime.ratio(files / alone),
          goal.text(),
          goal.outcome(files / alone),
          latencyMillis,
          alone,
          files);
    }
  }

  /** Reading back in another program; of the heap, rows are given a quarter. */
  void printReadingBack() throws Exception {
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    report.title("On disk: " + rows + " charges read back, with a heap of " + heap + " MB");
    report.head(
        "times faster than Stripe",
        "goal",
        "",
        "seconds",
        "seconds at 20 pages a second",
        "calls",
        "MB on disk");
    try (Stand stand = new Stand(charges(rows), 0)) {
      inFolder(
          folder -> {
            String more = at(folder);
            seconds(stand, "disk", more);
            double[] took = new double[runs];
            int[] calls = new int[1];
            for (int run = 0; run < runs; run++) {
              int at = run;
              calls[0] = stand.calls(() -> String.valueOf(took[at] = seconds(stand, "disk", more)));
            }
            double live = Math.ceil((double) rows / ROWS_OF_A_PAGE) / PAGES_A_SECOND;
            double back = median(took);
            Goal goal = Goal.least(10);
            report.row(
                CallsAndTime.times(live / back),
                goal.text(),
                goal.outcome(live / back),
                back,
                live,
                calls[0],
                megabytes(folder));
            return 0.0;
          });
    }
  }

  /** Opening a folder, and a question that a small list in it answers. */
  void printOpening(long bytes, int files) throws Exception {
    report.title("On disk: opening a folder");
    report.head("MB in it", "files", "ms to open", "ms to open and ask a list of it");
    try (Stand stand = new Stand(charges(10), 0)) {
      inFolder(
          folder -> {
            String more = at(folder) + ";cacheMaxDiskMegabytes=1000000";
            try (Connection driver = stand.driver("disk", more)) {
              Stand.answer(driver, SMALL);
            }
            opened(stand, more, folder); // Classes and code, besides.
            fill(folder, 2L << 20, 4);
            opened(stand, more, folder);
            fill(folder, bytes, files);
            opened(stand, more, folder);
            return 0.0;
          });
    }
  }

  private void opened(Stand stand, String more, Path folder) throws Exception {
    double[] opening = new double[Math.max(3, runs)];
    double[] asking = new double[opening.length];
    for (int run = 0; run < opening.length; run++) {
      ScannerFactory.forgetClosed();
      long start = System.nanoTime();
      try (Connection driver = stand.driver("disk", more)) {
        opening[run] = (System.nanoTime() - start) / 1e6;
        Stand.answer(driver, SMALL);
        asking[run] = (System.nanoTime() - start) / 1e6;
      }
    }
    report.row(megabytes(folder), files(folder).size(), median(opening), median(asking));
  }

  /**
   * Files as other lists of the same key would have them: nobody reads what he does not ask for.
   */
  private static void fill(Path folder, long bytes, int count) throws IOException {
    Random random = new Random(20261130);
    Path key =
        files(folder).stream()
            .map(file -> file.getParent().getParent())
            .filter(parent -> !parent.equals(folder) && parent.startsWith(folder))
            .findFirst()
            .orElseThrow();
    for (int i = 0; i < count; i++) {
      Path group = Files.createDirectories(key.resolve(name(new Random(i % 200))));
      try (RandomAccessFile file =
          new RandomAccessFile(group.resolve(name(random) + ".seg").toFile(), "rw")) {
        file.setLength(bytes / count);
      }
    }
  }

  private static String name(Random random) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String at(Path folder) {
    return ";cacheTtlSeconds=86400;cacheDirectory=" + folder;
  }

  /** A program of its own, as far as what it remembers goes. */
  private static double seconds(Stand stand, String cache, String more) throws Exception {
    ScannerFactory.forgetClosed();
    long start = System.nanoTime();
    try (Connection driver = stand.driver(cache, more)) {
      Stand.answer(driver, SUM);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    ScannerFactory.forgetClosed();
    return seconds;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Something done with a folder. */
  private interface InFolder {
    double run(Path folder) throws Exception;
  }

  private static double inFolder(InFolder work) throws Exception {
    Path folder = Files.createTempDirectory("stripe-jdbc-disk");
    try {
      return work.run(folder);
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static double megabytes(Path folder) throws IOException {
    long bytes = 0;
    for (Path file : files(folder)) {
      bytes += Files.size(file);
    }
    return bytes / 1e6;
  }
}

package io.stripejdbc.examples.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.stripejdbc.emulator.read.BigTable;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.report.Goal;
import io.stripejdbc.examples.benchmarks.report.Report;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * {@code SELECT *} over more rows than the heap holds, in a JVM of its own that has the driver's
 * jar and 128 MB; the server is this process. Rows a second by the clock, and by the processor time
 * of the reading process alone: both share the processors with the server, which writes 2.3 kB a
 * row.
 */
final class StreamedRows {
  private static final String HEAP = "-Xmx128m";
  private static final double NOT_ENOUGH_MEMORY = -1;
  private static final String SQL = "SELECT * FROM charges WHERE connected_account = 'platform'";

  private StreamedRows() {}

  /**
   * Measures.
   *
   * @param jar the driver's, as a tool has it
   */
  static void print(Path jar, int rows, int runs, Report report) throws Exception {
    report.title(String.format(Locale.ROOT, "`SELECT *` of %,d charges through `%s`", rows, HEAP));
    report.head(
        "cache", "rows a second", "goal", "", "rows a second of its CPU", "goal", "", "seconds");
    Goal goal = Goal.least(60_000);
    EmulatorOptions many =
        EmulatorOptions.demo().withScale(0.05).withBigTable(new BigTable("/v1/charges", rows, 60));
    try (Stand stand = new Stand(many, 0)) {
      for (String cache : List.of("off", "memory")) {
        double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
        for (int run = 0; run < runs; run++) {
          double[] found = inNewJvm(jar, url(stand, cache), rows);
          Arrays.setAll(best, i -> Math.min(best[i], found[i]));
        }
        if (best[0] == NOT_ENOUGH_MEMORY) {
          report.row(
              "`" + cache + "`", "out of memory", goal.text(), "missed", "–", goal.text(), "", "–");
          continue;
        }
        report.row(
            "`" + cache + "`",
            rows / best[0],
            goal.text(),
            goal.outcome(rows / best[0]),
            rows / best[1],
            goal.text(),
            goal.outcome(rows / best[1]),
            best[0]);
      }
    }
  }

  /** The cache has what it takes of such a heap by itself. */
  private static String url(Stand stand, String cache) {
    return stand.url(cache).replace(";cacheMaxMegabytes=4096", "");
  }

  /** Seconds, and seconds of processor time. */
  private static double[] inNewJvm(Path jar, String url, int rows) throws Exception {
    Path own =
        Path.of(StreamedRows.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                own + File.pathSeparator + jar,
                StreamedRows.class.getName(),
                url)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    String[] words = said.strip().split(" ", -1);
    if (process.waitFor() != 0 && said.contains("OutOfMemoryError")) {
      return new double[] {NOT_ENOUGH_MEMORY, NOT_ENOUGH_MEMORY};
    }
    if (process.exitValue() != 0 || Long.parseLong(words[0]) != rows) {
      throw new IOException(said);
    }
    return new double[] {Double.parseDouble(words[1]), Double.parseDouble(words[2])};
  }

  /** Reads every value of all rows: their number, seconds, and seconds of processor time. */
  public static void main(String[] words) throws SQLException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (Connection connection = DriverManager.getConnection(words[0]);
        Statement statement = connection.createStatement()) {
      long start = System.nanoTime();
      long cpu = system.getProcessCpuTime();
      long rows = 0;
      try (ResultSet result = statement.executeQuery(SQL)) {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          for (int column = 1; column <= columns; column++) {
            Object unused = result.getObject(column);
          }
          rows++;
        }
      }
      System.out.println(
          rows
              + " "
              + (System.nanoTime() - start) / 1e9
              + " "
              + (system.getProcessCpuTime() - cpu) / 1e9);
    }
    System.exit(0);
  }
}

package io.stripejdbc.examples.benchmarks;

import com.sun.management.OperatingSystemMXBean;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a tool does after its start, in a new JVM that has the driver's jar: connect, read all
 * metadata, show the first 200 rows of a table and of another one, run a first statement that needs
 * a plan, and a second. Processor time of the process for each step; the server is another process.
 */
final class ToolStart {
  private static final int ROWS = 200;

  private static final List<String> STEPS =
      List.of(
          "connect",
          "all tables and columns of the metadata",
          "first 200 rows of `charges`",
          "first 200 rows of `customers`",
          "first statement with a condition",
          "first sum by a column",
          "connect again",
          "first 200 rows of `charges` again");

  private static final List<Goal> GOALS =
      List.of(
          Goal.most(300),
          Goal.NONE,
          Goal.most(1_000),
          Goal.NONE,
          Goal.most(800),
          Goal.NONE,
          Goal.NONE,
          Goal.NONE);

  private ToolStart() {}

  /**
   * Measures.
   *
   * @param jar the driver's, as a tool has it
   */
  static void print(Path jar, int runs, Report report) throws Exception {
    double[] best = new double[STEPS.size()];
    try (Stand stand = new Stand(EmulatorOptions.demo().withScale(0.2), 0)) {
      for (int run = 0; run < runs; run++) {
        List<Double> millis = inNewJvm(jar, stand.url("memory"));
        for (int step = 0; step < best.length; step++) {
          best[step] = run == 0 ? millis.get(step) : Math.min(best[step], millis.get(step));
        }
      }
    }
    report.title("Start-up in a tool: milliseconds of CPU in a new JVM");
    report.head("step", "ms of CPU", "goal", "");
    for (int step = 0; step < best.length; step++) {
      Goal goal = GOALS.get(step);
      report.row(STEPS.get(step), best[step], goal.text(), goal.outcome(best[step]));
    }
  }

  private static List<Double> inNewJvm(Path jar, String url) throws Exception {
    Path own = Path.of(ToolStart.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                own + File.pathSeparator + jar,
                ToolStart.class.getName(),
                url)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
    return said.lines().map(Double::valueOf).toList();
  }

  /** The steps, a line of milliseconds for each. */
  public static void main(String[] words) throws SQLException {
    List<Double> spent = new ArrayList<>();
    double start = cpu();
    try (Connection first = DriverManager.getConnection(words[0])) {
      spent.add(cpu());
      count(first.getMetaData().getTables(null, null, "%", null));
      count(first.getMetaData().getColumns(null, null, "%", "%"));
      spent.add(cpu());
      page(first, "charges");
      spent.add(cpu());
      page(first, "customers");
      spent.add(cpu());
      query(first, "SELECT id, amount FROM charges WHERE amount > 100 ORDER BY amount LIMIT 10");
      spent.add(cpu());
      query(first, "SELECT currency, SUM(amount) FROM charges GROUP BY currency");
      spent.add(cpu());
    }
    try (Connection second = DriverManager.getConnection(words[0])) {
      spent.add(cpu());
      page(second, "charges");
      spent.add(cpu());
    }
    for (double until : spent) {
      System.out.println(until - start);
      start = until;
    }
    System.exit(0);
  }

  private static void page(Connection connection, String table) throws SQLException {
    query(connection, "SELECT * FROM " + table);
  }

  private static void query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(ROWS);
      count(statement.executeQuery(sql));
    }
  }

  private static void count(ResultSet rows) throws SQLException {
    try (ResultSet open = rows) {
      int columns = open.getMetaData().getColumnCount();
      while (open.next()) {
        for (int column = 1; column <= columns; column++) {
          Object unused = open.getObject(column);
        }
      }
    }
  }

  private static double cpu() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}

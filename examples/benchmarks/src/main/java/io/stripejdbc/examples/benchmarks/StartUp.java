package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.examples.benchmarks.report.Goal;
import io.stripejdbc.examples.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * From {@code java -jar} to the first row of the demo: in one JVM, in a second one, and with the
 * archive of classes that the first run makes; beside a JVM that does nothing.
 *
 * <p>Processor time is that of all processes a run waits for, as the shell's {@code times} says.
 */
final class StartUp {
  private static final String NEWEST =
      "SELECT id, amount, currency FROM charges ORDER BY created DESC LIMIT 10";

  /** What needs a plan. */
  private static final String SUM =
      "SELECT currency, SUM(amount) FROM charges WHERE amount > 100 GROUP BY currency";

  /** How {@code times} prints user and system time of children, in its second line. */
  private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*$");

  /** How long the archive is waited for. */
  private static final int MOST_LOOKS = 600;

  private final Path jar;
  private final Path folder;

  StartUp(Path jar) throws IOException {
    this.jar = jar.toAbsolutePath();
    this.folder = Files.createTempDirectory("stripe-jdbc-start");
  }

  /** Seconds of a run. */
  private record Run(double wall, double cpu) {
    Run least(Run other) {
      return new Run(Math.min(wall, other.wall), Math.min(cpu, other.cpu));
    }
  }

  void print(int runs, Report report) throws Exception {
    Map<String, String> off = Map.of("STRIPE_JDBC_FAST_START", "off");
    Map<String, String> noFolder = Map.of("XDG_CACHE_HOME", "/dev/null");
    Map<String, String> cache = Map.of("XDG_CACHE_HOME", folder.toString());
    run(shell(NEWEST), cache);
    awaitArchive();
    Run bare = best(runs, List.of("-version"), off);
    report.title("Start-up: `java -jar` to the end of a first query of the demo");
    report.head(
        "how", "CPU ÷ `java -version`", "seconds", "goal", "", "seconds of CPU", "goal", "");
    row(report, "`java -version`", bare, bare, Goal.NONE, Goal.NONE);
    for (String sql : List.of(NEWEST, SUM)) {
      List<String> shell = shell(sql);
      boolean isNewest = sql.equals(NEWEST);
      String what = isNewest ? "newest ten rows, " : "a sum by a column, ";
      Goal cpu = isNewest ? Goal.most(1.5) : Goal.NONE;
      row(
          report,
          what + "`STRIPE_JDBC_FAST_START=off`: one JVM",
          best(runs, shell, off),
          bare,
          Goal.NONE,
          Goal.NONE);
      row(
          report,
          what + "the first time",
          best(runs, shell, noFolder),
          bare,
          isNewest ? Goal.most(1.0) : Goal.NONE,
          cpu);
      row(
          report,
          what + "from then on",
          best(runs, shell, cache),
          bare,
          isNewest ? Goal.most(0.6) : Goal.NONE,
          cpu);
    }
  }

  private List<String> shell(String sql) {
    return List.of("-jar", jar.toString(), "-u", "jdbc:stripe:demo", "-e", sql);
  }

  private static void row(Report report, String how, Run run, Run bare, Goal wall, Goal cpu) {
    report.row(
        how,
        CallsAndTime.times(run.cpu() / bare.cpu()),
        run.wall(),
        wall.text(),
        wall.outcome(run.wall()),
        run.cpu(),
        cpu.text(),
        cpu.outcome(run.cpu()));
  }

  private Run best(int runs, List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    Run best = run(arguments, environment);
    for (int i = 1; i < runs; i++) {
      best = best.least(run(arguments, environment));
    }
    return best;
  }

  private Run run(List<String> arguments, Map<String, String> environment)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\" >&2; times", "sh", java));
    command.addAll(arguments);
    Path errors = folder.resolve("errors");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    String times = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    double wall = (System.nanoTime() - start) / 1e9;
    Matcher found = TIMES.matcher(times);
    if (!found.find() || Files.readString(errors).contains("Error")) {
      throw new IOException(times + Files.readString(errors));
    }
    return new Run(wall, seconds(found, 1) + seconds(found, 3));
  }

  private static double seconds(Matcher times, int group) {
    return 60 * Double.parseDouble(times.group(group)) + Double.parseDouble(times.group(group + 1));
  }

  private void awaitArchive() throws IOException, InterruptedException {
    for (int i = 0; i < MOST_LOOKS; i++) {
      try (Stream<Path> files = Files.walk(folder)) {
        if (files.anyMatch(file -> file.toString().endsWith(".jsa"))) {
          return;
        }
      }
      Thread.sleep(100);
    }
    throw new IOException("no archive was made");
  }
}

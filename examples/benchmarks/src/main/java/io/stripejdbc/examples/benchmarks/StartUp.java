package io.stripejdbc.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From {@code java -jar} to the first row of the demo, with and without an archive of classes. */
final class StartUp {
  private static final String SQL = "SELECT id, amount, currency FROM charges LIMIT 1";

  private final Path jar;
  private final Path folder;

  StartUp(Path jar) throws IOException {
    this.jar = jar;
    this.folder = Files.createTempDirectory("stripe-jdbc-start");
  }

  void print(Clock clock, Report report) throws Exception {
    Path archive = folder.resolve("classes.jsa");
    start("-XX:TieredStopAtLevel=1", "-XX:ArchiveClassesAtExit=" + archive);
    double plain = clock.millis(() -> start());
    double first = clock.millis(() -> start("-XX:TieredStopAtLevel=1"));
    double archived =
        clock.millis(
            () ->
                start(
                    "-Xlog:disable",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:SharedArchiveFile=" + archive));
    report.title("Start-up: `java -jar` to the end of a first query of the demo");
    report.head("how", "÷ plain", "seconds");
    report.row("`java -jar stripe-jdbc.jar -e …`", "**1.0**", plain / 1000);
    report.row(
        "`examples/bin/stripe-sql -e …`, the first time (`-XX:TieredStopAtLevel=1`)",
        CallsAndTime.times(first / plain),
        first / 1000);
    report.row(
        "`examples/bin/stripe-sql -e …` from then on (that, and the archive)",
        CallsAndTime.times(archived / plain),
        archived / 1000);
    Files.deleteIfExists(archive);
  }

  private String start(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", jar.toString(), "-u", "jdbc:stripe:demo", "-e", SQL));
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(out));
    }
    return "";
  }
}

package io.stripejdbc.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.examples.benchmarks.report.Goal;
import io.stripejdbc.examples.benchmarks.report.PerformancePage;
import io.stripejdbc.examples.benchmarks.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Every benchmark runs, in seconds; its figures are not looked at here. */
class BenchmarksTest {
  @Test
  void everySectionRunsInShortMode() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Report report = new Report(new PrintStream(out, true, StandardCharsets.UTF_8));
    new Benchmarks(true, List.of(), report).run();
    String text = out.toString(StandardCharsets.UTF_8);
    System.out.println(text);
    for (String title :
        List.of(
            "Live",
            "Cold: the first reading",
            "Cold and again",
            "Run again",
            "On disk: the first reading",
            "On disk: 1000 charges read back",
            "On disk: opening a folder",
            "Decoding",
            "Warm",
            "First use",
            "Planning",
            "Planning an IN list",
            "Sorts",
            "Memory",
            "Start-up: `java -jar`",
            "Start-up in a tool",
            "`jdbc:calcite:` with our schema")) {
      assertTrue(text.contains("### " + title), title + " is missing in " + text);
    }
    String page = Files.readString(Path.of("..", "..", "docs", "performance.md"));
    String written = PerformancePage.with(page, report.sections());
    for (String section : report.sections().values()) {
      assertTrue(written.contains(section.strip()), section);
    }
    assertEquals(written, PerformancePage.with(written, report.sections()));
  }

  @Test
  void aSectionWithoutMarksOnThePageIsNamed() {
    String page = "Before\n<!-- measured: warm -->\nold\n<!-- end of warm -->\nafter\n";
    assertEquals(
        "Before\n<!-- measured: warm -->\n\nnew\n\n<!-- end of warm -->\nafter\n",
        PerformancePage.with(page, Map.of("warm", "\nnew\n")));
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> PerformancePage.with(page, Map.of("cold", "new")));
    assertTrue(refused.getMessage().contains("measured: cold"), refused.getMessage());
  }

  @Test
  void aGoalSaysByHowMuchItIsMissed() {
    assertEquals("≤ 1.15", Goal.most(1.15).text());
    assertEquals("met", Goal.most(1.15).outcome(1.15));
    assertEquals("short by 20 %", Goal.most(1).outcome(1.2));
    assertEquals("≥ 10", Goal.least(10).text());
    assertEquals("met", Goal.least(10).outcome(89));
    assertEquals("short by 50 %", Goal.least(10).outcome(5));
    assertEquals("–", Goal.NONE.outcome(5));
  }

  @Test
  void theDriverNeedsNoMoreCallsThanOneByHand() throws Exception {
    List<CallsAndTime.Row> rows =
        new CallsAndTime(EmulatorOptions.demo().withScale(0.05), List.of(0), new Clock(0, 1))
            .measure();
    for (CallsAndTime.Row row : rows) {
      // A list that is read by several workers costs a few pages more than one page after another.
      assertTrue(row.calls() <= row.callsByHand() * 1.5 + 2, row.toString());
    }
    assertEquals(Question.values().length, rows.size());
  }

  @Test
  void everyJmhBenchmarkRuns() throws Exception {
    var results =
        new Runner(
                new OptionsBuilder()
                    .include("io.stripejdbc.examples.benchmarks.*Benchmark")
                    .param("rows", "1000")
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(50))
                    .shouldFailOnError(true)
                    .build())
            .run();
    assertEquals(11, results.size());
  }
}

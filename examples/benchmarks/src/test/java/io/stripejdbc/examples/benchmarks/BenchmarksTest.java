package io.stripejdbc.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.EmulatorOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Every benchmark runs, in seconds; its figures are not looked at here. */
class BenchmarksTest {
  @Test
  void everySectionRunsInShortMode() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Benchmarks(true, List.of(), new Report(new PrintStream(out, true, StandardCharsets.UTF_8)))
        .run();
    String text = out.toString(StandardCharsets.UTF_8);
    System.out.println(text);
    for (String title :
        List.of(
            "Live",
            "Cold",
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
            "Start-up")) {
      assertTrue(text.contains("### " + title), title + " is missing in " + text);
    }
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

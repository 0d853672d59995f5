package io.stripejdbc.examples.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Decoding under JMH. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodingBenchmark {
  /** Whether the page has a line for each field. */
  @Param({"false", "true"})
  public boolean indented;

  private Decoding decoding;

  /** Fetches the page. */
  @Setup
  public void fetch() throws IOException, InterruptedException {
    Decoding page = Decoding.ofTheDemo();
    decoding = indented ? page.indented() : page;
  }

  /** The parser alone. */
  @Benchmark
  public int bareJackson() throws IOException {
    return decoding.bareJackson();
  }

  /** The driver, five columns. */
  @Benchmark
  public int fewColumns() throws IOException {
    return decoding.fewColumns();
  }

  /** The driver, all columns. */
  @Benchmark
  public int allColumns() throws IOException {
    return decoding.allColumns();
  }

  /** Stripe's own client. */
  @Benchmark
  public int stripeJava() {
    return decoding.stripeJava();
  }
}

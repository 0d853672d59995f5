package io.stripejdbc.examples.benchmarks;

import java.sql.SQLException;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Warm sums under JMH. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class WarmBenchmark {
  /** How many charges. */
  @Param({"100000"})
  public int rows;

  private WarmSums warm;

  /** Reads everything once. */
  @Setup
  public void read() throws Exception {
    warm = new WarmSums(rows);
  }

  /** Lets go. */
  @TearDown
  public void close() throws SQLException {
    warm.close();
  }

  /** The driver. */
  @Benchmark
  public String driver() throws SQLException {
    return warm.driver(0);
  }

  /** H2. */
  @Benchmark
  public String h2() throws SQLException {
    return warm.h2(0);
  }

  /** DuckDB. */
  @Benchmark
  public String duckDb() throws SQLException {
    return warm.duckDb(0);
  }
}

package io.stripejdbc.examples.benchmarks;

import java.util.Arrays;

/** Times work: some runs for the JIT, then the median of the others. */
final class Clock {
  private final int warmUps;
  private final int runs;

  Clock(int warmUps, int runs) {
    this.warmUps = warmUps;
    this.runs = runs;
  }

  /** Runs before those that count. */
  int warmUps() {
    return warmUps;
  }

  /** Milliseconds of the median run. */
  double millis(Work work) throws Exception {
    for (int i = 0; i < warmUps; i++) {
      work.run();
    }
    double[] taken = new double[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      work.run();
      taken[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(taken);
    return taken[runs / 2];
  }
}

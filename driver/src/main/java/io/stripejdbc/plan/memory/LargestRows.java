package io.stripejdbc.plan.memory;

/**
 * The most bytes that any so many of the rows seen can have: what a sort with a limit holds,
 * whichever rows these are. Rows are kept by powers of two of their size, so that the answer is
 * never too small and hardly twice too large.
 */
final class LargestRows {
  private final long[] counts = new long[Long.SIZE];
  private final long[] bytes = new long[Long.SIZE];

  void add(long size) {
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, size));
    counts[power]++;
    bytes[power] += size;
  }

  /** Bytes of the largest rows. */
  long bytes(long rows) {
    long left = rows;
    long sum = 0;
    for (int power = Long.SIZE - 2; power >= 0 && left > 0; power--) {
      long taken = Math.min(left, counts[power]);
      double most = 2.0 * (1L << power) * taken;
      sum += most < bytes[power] ? (long) most : bytes[power];
      left -= taken;
    }
    return sum;
  }
}

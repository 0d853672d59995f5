package io.stripejdbc.query.session;

import java.util.function.LongSupplier;

/**
 * How long a reader has been waiting without an answer of any kind: what {@code
 * Connection.setNetworkTimeout} limits.
 *
 * <p>It runs only while somebody waits, and begins anew with every answer, also a refusing one: a
 * statement of thousands of calls may take its time as long as they are answered.
 */
final class NetworkTimeout {
  private final LongSupplier nanoTime;
  private final long mostNanos;

  private volatile boolean waiting;
  private volatile long sinceNanos;

  /**
   * @param mostNanos how long it may last, 0 for ever
   */
  NetworkTimeout(LongSupplier nanoTime, long mostNanos) {
    this.nanoTime = nanoTime;
    this.mostNanos = mostNanos;
  }

  /** The reader begins to wait. */
  void begins() {
    if (mostNanos > 0) {
      sinceNanos = nanoTime.getAsLong();
      waiting = true;
    }
  }

  /** An answer came. */
  void broken() {
    if (waiting) {
      sinceNanos = nanoTime.getAsLong();
    }
  }

  /** The reader has what it waited for. */
  void ends() {
    waiting = false;
  }

  /** Nanoseconds left, {@link Long#MAX_VALUE} while nobody waits. */
  long nanosLeft() {
    return waiting ? mostNanos - (nanoTime.getAsLong() - sinceNanos) : Long.MAX_VALUE;
  }

  long mostMillis() {
    return mostNanos / 1_000_000;
  }
}

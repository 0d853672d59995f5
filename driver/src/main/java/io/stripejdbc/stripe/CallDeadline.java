package io.stripejdbc.stripe;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When a call must be over, its body included: a server that sends a byte now and then is never
 * silent, and never done.
 *
 * @param nanoTime the clock
 * @param endNanos its reading at which the call must be over
 */
record CallDeadline(LongSupplier nanoTime, long endNanos) {
  /** A whole call may take so many times the read timeout. */
  static final int TIMEOUTS = 2;

  /** The deadline of a call that begins now. */
  static CallDeadline of(int timeoutMillis, LongSupplier nanoTime) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis(timeoutMillis));
    return new CallDeadline(nanoTime, nanoTime.getAsLong() + nanos);
  }

  /** Milliseconds that a whole call may take. */
  static long millis(int timeoutMillis) {
    return (long) TIMEOUTS * timeoutMillis;
  }

  /** Rounded up, so that none left means that it has passed. */
  long millisLeft() {
    long left = TimeUnit.NANOSECONDS.toMillis(endNanos - nanoTime.getAsLong());
    return Math.max(0, left + 1);
  }

  void check() throws IOException {
    if (endNanos - nanoTime.getAsLong() <= 0) {
      throw new PassedException();
    }
  }

  /** A call that has taken too long. */
  static final class PassedException extends IOException {
    private static final long serialVersionUID = 1L;

    PassedException() {
      super("the call has taken too long");
    }
  }
}

package io.stripejdbc.scan.execute;

import io.stripejdbc.scan.task.PageTask;

/**
 * How many cached pages a scan unpacks at once: two until the first has shown how large they are,
 * and where they are wide; else as many as there are workers. Unpacking takes no time that would be
 * worth the heap of more.
 */
final class UnpackingLimit {
  private static final int AT_ONCE = 2;

  /** A page is wide from so many bytes on: a hundred objects of ten kilobytes. */
  private static final long WIDE = 1 << 20;

  private boolean known;
  private long largest;

  /** Rows of so many bytes have come. */
  void came(long bytes) {
    known = true;
    largest = Math.max(largest, bytes);
  }

  /** Whether a task may read its next page while so many others are read. */
  boolean allows(PageTask<?> task, int inFlight) {
    boolean unbounded = known && Math.max(largest, task.bytesToUnpack()) < WIDE;
    return inFlight < AT_ONCE || unbounded || !task.isAtHand();
  }
}

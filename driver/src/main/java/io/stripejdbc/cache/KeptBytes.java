package io.stripejdbc.cache;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of one list a scan has kept, in all of its windows: what goes beyond the store would
 * only push out what was kept before it, at the price of packing it. Safe for use by many threads.
 */
final class KeptBytes {
  /** The part of the store that one list fills: segments weigh more than the objects in them. */
  private static final double SHARE = 0.75;

  private final double most;
  private final AtomicLong kept = new AtomicLong();
  private volatile boolean awaited;

  /**
   * @param most bytes that the store has room for
   */
  KeptBytes(long most) {
    this.most = SHARE * most;
  }

  void add(long bytes) {
    kept.addAndGet(bytes);
  }

  /** Told that another scan waits for what is read instead of reading it. */
  void await() {
    awaited = true;
  }

  /** Whether the list is larger than its store, and nobody but the scan itself wants it. */
  boolean isFull() {
    return kept.get() > most && !awaited;
  }
}

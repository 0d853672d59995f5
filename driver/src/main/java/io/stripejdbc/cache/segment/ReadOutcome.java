package io.stripejdbc.cache.segment;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * How the reading ended that segments come from, and how often they answered a question. Shared by
 * the segments of one reading, and safe for use by many threads.
 *
 * <p>A reading that stopped early, or goes on, says that nothing is missing of the seconds that it
 * has passed. That holds only if the list is newest first without exception: a row out of place may
 * follow. So who wants all rows and takes them from such a reading asks what follows behind its
 * last row, once.
 */
public final class ReadOutcome {
  private final LongAdder hits = new LongAdder();
  private volatile boolean whole;
  private volatile TimeRangeSet verified = TimeRangeSet.NONE;

  /** Every page of the window has been read. */
  public void ended() {
    whole = true;
  }

  /** What follows in the list has no row of these seconds. */
  public synchronized void verified(TimeRange seconds) {
    verified = verified.or(TimeRangeSet.of(List.of(seconds)));
  }

  /** Whether nothing of these seconds is missing. */
  public boolean isWhole(TimeRange seconds) {
    return whole || verified.gaps(seconds).isEmpty();
  }

  void hit() {
    hits.increment();
  }

  long hits() {
    return hits.sum();
  }
}

package io.stripejdbc.cache.segment;

import java.util.concurrent.TimeUnit;

/**
 * When something was read, by two clocks. Somebody may set the wall clock back, and the other one
 * may stand still while the machine sleeps: what is as old as either of them says is never younger
 * than it looks.
 *
 * @param millis milliseconds since the epoch
 * @param nanos a clock that never goes back; only differences mean something
 */
public record ReadInstant(long millis, long nanos) implements Comparable<ReadInstant> {
  /** Milliseconds since then, by the clock that says more. */
  public long ageMillis(ReadInstant now) {
    return Math.max(now.millis - millis, TimeUnit.NANOSECONDS.toMillis(now.nanos - nanos));
  }

  /** The second it lies in. */
  public long second() {
    return Math.floorDiv(millis, TimeUnit.SECONDS.toMillis(1));
  }

  /** The same, but no later than the end of this second. */
  ReadInstant notAfter(long second) {
    boolean later = second() > second;
    return later ? new ReadInstant(TimeUnit.SECONDS.toMillis(second + 1), nanos) : this;
  }

  @Override
  public int compareTo(ReadInstant other) {
    long later = nanos - other.nanos;
    return later == 0 ? Long.compare(millis, other.millis) : Long.signum(later);
  }
}

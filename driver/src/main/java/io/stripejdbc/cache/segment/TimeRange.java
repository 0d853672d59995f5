package io.stripejdbc.cache.segment;

/**
 * A closed interval of whole seconds.
 *
 * @param from first second, {@link Long#MIN_VALUE} for unbounded
 * @param to last second, {@link Long#MAX_VALUE} for unbounded
 */
public record TimeRange(long from, long to) {
  /** All of time. */
  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  /** No second at all. */
  public static final TimeRange NONE = new TimeRange(0, -1);

  /** Whether it has no second. */
  public boolean isEmpty() {
    return from > to;
  }

  /** Whether the second lies inside. */
  public boolean has(long second) {
    return from <= second && second <= to;
  }

  /** What lies in both. */
  public TimeRange and(TimeRange other) {
    return new TimeRange(Math.max(from, other.from), Math.min(to, other.to));
  }

  /** The part before the beginning of another that begins inside. */
  public TimeRange before(TimeRange newer) {
    return newer.from == Long.MIN_VALUE ? NONE : new TimeRange(from, Math.min(to, newer.from - 1));
  }
}

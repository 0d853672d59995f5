package io.stripejdbc.cache.segment;

/**
 * What a scan wants of one list, or of several that make up one answer.
 *
 * @param window seconds of creation wanted, {@link TimeRange#ALL} of a list without times
 * @param top the last second wanted before anything was answered
 * @param limit objects wanted at most, the newest; -1 for no bound
 * @param anyStep whether the limit is met as soon as one of the lists meets it
 * @param now when it is asked
 * @param ttlMillis age up to which a reading answers, negative where none does
 * @param told whether rows answer that were brought up to date by what Stripe tells of changes
 */
public record CacheQuery(
    TimeRange window,
    long top,
    long limit,
    boolean anyStep,
    ReadInstant now,
    long ttlMillis,
    boolean told) {
  /** A bound so far ahead is none: no clock is as wrong as that. */
  private static final long FAR_SECONDS = 86_400;

  /** A question about all of a window. */
  public static CacheQuery of(
      TimeRange window, long limit, boolean anyStep, ReadInstant now, long ttlMillis) {
    return new CacheQuery(window, window.to(), limit, anyStep, now, ttlMillis, false);
  }

  /** The same for a part of its window. */
  public CacheQuery over(TimeRange part, long rest) {
    return new CacheQuery(part, top, rest, anyStep, now, ttlMillis, told);
  }

  /** Whether it asks up to now: it is answered as of a reading, whatever happened since. */
  public boolean isOpen() {
    return top >= now.second() - Segment.GRACE_SECONDS;
  }

  /** The same, answered by rows that were brought up to date as well, or by read ones alone. */
  public CacheQuery withTold(boolean value) {
    return new CacheQuery(window, top, limit, anyStep, now, ttlMillis, value);
  }

  /** The same, answered by rows of any age. */
  public CacheQuery ofAnyAge() {
    return new CacheQuery(window, top, limit, anyStep, now, Long.MAX_VALUE, told);
  }

  public boolean isFresh(ReadInstant readAt) {
    return readAt.ageMillis(now) <= ttlMillis;
  }

  /** As of when a segment answers this question. */
  public ReadInstant knownAt(Segment segment) {
    return told ? segment.knownAt() : segment.readAt();
  }

  public boolean isFresh(Segment segment) {
    return isFresh(knownAt(segment));
  }

  /** The last second before now of which a segment has every object, whatever showed up late. */
  public static long lastSureSecond(Segment segment, boolean told) {
    long read = segment.readAt().second() - Segment.GRACE_SECONDS;
    ReadInstant at = segment.toldAt();
    return told && at != null ? Math.max(read, at.second() - Segment.LATE_EVENT_SECONDS) : read;
  }

  /**
   * The seconds for which a reading answers, to this question.
   *
   * <p>Example: read at 12:00:00 without an upper bound. To "since noon yesterday" it answers up to
   * now, as of 12:00:00. To "before 12:00:05", asked at 12:01, it answers up to 11:59:50: what
   * followed may not have been there yet. Read at 12:00:00 up to 11:59:55, of what is newer it says
   * what was so at 11:59:55, to who names a bound himself: for that it grows old five seconds
   * earlier.
   *
   * @param window what was read
   * @param open whether nothing newer existed then, or had been made by the end of the window
   */
  public TimeRange vouched(TimeRange window, boolean open, ReadInstant readAt) {
    return vouched(window, open, readAt, readAt.second() - Segment.GRACE_SECONDS);
  }

  /** The seconds for which what is known of a segment's window answers this question. */
  TimeRange vouched(TimeRange window, boolean open, Segment segment) {
    return vouched(window, open, knownAt(segment), lastSureSecond(segment, told));
  }

  private TimeRange vouched(TimeRange window, boolean open, ReadInstant readAt, long sure) {
    if (window.isEmpty()) {
      return TimeRange.NONE;
    }
    if (isOpen()) {
      return open && isUpToNow(window.to(), readAt)
          ? new TimeRange(window.from(), Long.MAX_VALUE)
          : window;
    }
    return new TimeRange(window.from(), Math.min(window.to(), sure));
  }

  /**
   * Whether a reading up to a second answers up to now. Who names a bound means it by this
   * machine's clock, which may be behind Stripe's: the others are not kept from what it says is yet
   * to come.
   */
  private boolean isUpToNow(long second, ReadInstant readAt) {
    return isFar(second, readAt) || (!isFar(top, now) && isFresh(readAt.notAfter(second)));
  }

  private static boolean isFar(long second, ReadInstant from) {
    return second - FAR_SECONDS >= from.second();
  }
}

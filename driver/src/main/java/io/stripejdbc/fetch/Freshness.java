package io.stripejdbc.fetch;

import java.util.concurrent.TimeUnit;

/**
 * How old the rows of an answer may be, as a statement asks it.
 *
 * @param mode whether rows are cached at all
 * @param ttlMillis age up to which cached rows answer, and how long rows are kept; of no meaning
 *     when {@link Mode#LIVE}
 * @param byEvents whether rows past that age are brought up to date where Stripe tells their
 *     changes, instead of being read again
 */
public record Freshness(Mode mode, long ttlMillis, boolean byEvents) {
  /** Events are kept for 30 days: what is not brought up to date by then has to be read again. */
  private static final long EVENTS_MILLIS = TimeUnit.DAYS.toMillis(30);

  /** What is done with cached rows. */
  public enum Mode {
    /** Nothing is taken from memory and nothing is put there: {@code cache=off}. */
    LIVE,
    /** What is cached answers, the rest is read and cached: {@code cache=memory}. */
    CACHED,
    /** Everything is read anew, and cached in the place of what was. */
    REFRESHED
  }

  /** Rows as they are now, of which nothing is kept. */
  public static final Freshness LIVE = new Freshness(Mode.LIVE, 0, false);

  /** Rows that may be this old. */
  public static Freshness cached(long seconds) {
    return new Freshness(Mode.CACHED, TimeUnit.SECONDS.toMillis(seconds), false);
  }

  /** The same time to live, but every row read now. */
  public Freshness refreshed() {
    return mode == Mode.LIVE ? this : new Freshness(Mode.REFRESHED, ttlMillis, byEvents);
  }

  /** The same, with rows past the time to live brought up to date by events. */
  public Freshness broughtUpToDate() {
    return new Freshness(mode, ttlMillis, mode != Mode.LIVE);
  }

  /** Milliseconds for which rows are kept that nobody reads again. */
  public long keepMillis() {
    return byEvents ? Math.max(ttlMillis, EVENTS_MILLIS) : ttlMillis;
  }

  /** Whether what is read is cached. */
  public boolean usesCache() {
    return mode != Mode.LIVE;
  }
}

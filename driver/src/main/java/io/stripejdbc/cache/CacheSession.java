package io.stripejdbc.cache;

import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.segment.CacheQuery;
import io.stripejdbc.cache.segment.ReadInstant;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.Freshness;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The cache of a key as one scan uses it: with the freshness and the counters of its statement. */
public final class CacheSession {
  private final CacheManager cache;
  private final Freshness freshness;
  private final CallControl control;
  private final boolean anyStep;
  private final boolean told;
  private final long serial;
  private final ReadInstant now;

  /**
   * Creates one.
   *
   * @param anyRows whether any rows will do, of whatever list
   */
  public CacheSession(CacheManager cache, CallControl control, boolean anyRows) {
    this(cache, control, anyRows, false);
  }

  /**
   * Creates one.
   *
   * @param told whether Stripe tells how the rows of its table change
   */
  public CacheSession(CacheManager cache, CallControl control, boolean anyRows, boolean told) {
    this.cache = cache;
    this.freshness = control.freshness();
    this.control = control;
    this.anyStep = anyRows;
    this.told = told && freshness.byEvents();
    this.serial = cache.nextNumber();
    this.now = cache.now();
  }

  public CacheManager cache() {
    return cache;
  }

  long serial() {
    return serial;
  }

  long keepMillis() {
    return freshness.keepMillis();
  }

  /** A question about a window, as of the start of the scan. */
  public CacheQuery question(TimeRange window, long limit) {
    boolean anew = freshness.mode() == Freshness.Mode.REFRESHED;
    return CacheQuery.of(window, limit, anyStep, now, anew ? -1 : freshness.ttlMillis())
        .withTold(told);
  }

  /** A question to rows that change without a word, as the connected accounts do. */
  public CacheQuery untold() {
    return question(TimeRange.ALL, -1).withTold(false);
  }

  /** Whether rows past their time to live are brought up to date. */
  public boolean refreshes() {
    return told && freshness.mode() == Freshness.Mode.CACHED;
  }

  /** As of when a segment answers. */
  private ReadInstant knownAt(Segment segment) {
    return told ? segment.knownAt() : segment.readAt();
  }

  /** Counts for the statement what came from the cache instead of calls. */
  public void tell(Collection<CachedRows> objects, long rows) {
    ReadInstant until = cache.now();
    long oldest = 0;
    Set<Object> pages = new HashSet<>();
    for (CachedRows piece : objects) {
      oldest = Math.max(oldest, knownAt(piece.segment()).ageMillis(until));
      pages.add(piece.chunk());
    }
    control.servedFromCache(rows, pages.size(), oldest);
  }

  /** Tells the statement that an answer without objects was cached. */
  public void tellNothing(List<Held> pieces) {
    ReadInstant until = cache.now();
    long oldest =
        pieces.stream().mapToLong(h -> knownAt(h.segment()).ageMillis(until)).max().orElse(0);
    control.servedFromCache(0, pieces.isEmpty() ? 0 : 1, oldest);
  }
}

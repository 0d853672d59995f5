package io.stripejdbc.cache;

import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.CacheLookup.Hit;
import io.stripejdbc.cache.CacheLookup.Miss;
import io.stripejdbc.cache.segment.CacheQuery;
import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.cache.segment.TimeRangeSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A window of the lists that make up one answer, taken apart while it is read: newest part first,
 * each from memory or from the API, and of all lists in the same way. Under the lock of the run.
 */
public final class CachePartition {
  /** How often to look whether who is waited for still goes on. */
  public static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final CacheSession session;
  private final List<ListRequest> wanted;
  private final CacheQuery query;
  private final List<CacheLookup> decided = new ArrayList<>();
  private final List<TimeRange> rests = new ArrayList<>();
  private final BitSet left = new BitSet();
  private TimeRange rest;
  private boolean over;
  private long seen = -1;
  private long lookedNanos;

  public CachePartition(CacheSession session, List<ListRequest> wanted, CacheQuery query) {
    this.session = session;
    this.wanted = wanted;
    this.query = query;
    this.rest = query.window();
    this.over = rest.isEmpty();
  }

  public CacheSession memory() {
    return session;
  }

  /** Whether there is a part with this number, or may be. */
  public boolean has(int number) {
    return number < decided.size() || !over;
  }

  /**
   * The part with this number.
   *
   * @param limit objects still wanted of the list that asks, -1 for no bound
   * @return null while another scan reads it
   */
  public @Nullable CacheLookup get(int number, long limit) {
    return number < decided.size() ? decided.get(number) : decide(limit);
  }

  private @Nullable CacheLookup decide(long limit) {
    long changes = session.cache().changes();
    long now = session.cache().nanos();
    // That somebody stands still is no change, only time that passes.
    if (changes == seen && now - lookedNanos < LOOK_NANOS) {
      return null;
    }
    seen = changes;
    lookedNanos = now;
    long most = wanted.size() == 1 ? limit : query.limit();
    CacheLookup lookup =
        session
            .cache()
            .decide(query.over(rest, most), wanted, session.serial(), session.keepMillis());
    if (lookup instanceof Hit hit) {
      Hit loaded = session.cache().load(hit);
      if (loaded == null) {
        seen = -1;
        return decide(limit);
      }
      // One list takes it once: what is remembered of it need not hold its rows.
      add(wanted.size() == 1 ? taken(hit) : loaded, hit.range(), hit.last());
      return loaded;
    }
    if (lookup instanceof Miss miss) {
      add(miss, miss.range(), false);
      return miss;
    }
    return null;
  }

  /** Whether the newest part is answered by what is cached. Says nothing of other decisions. */
  public boolean beginsCached() {
    return !over && session.cache().begins(query, wanted);
  }

  /**
   * The objects of the newest second that is left, as far as the reading before it has had them;
   * null for none. They are given once: who reads that second leaves them out.
   */
  public @Nullable Held tail() {
    return over || wanted.size() > 1
        ? null
        : session.cache().tail(query.over(rest, -1), wanted.get(0));
  }

  private static Hit taken(Hit hit) {
    return new Hit(hit.range(), List.of(List.of()), hit.last());
  }

  private void add(CacheLookup lookup, TimeRange range, boolean last) {
    decided.add(lookup);
    rests.add(rest);
    rest = rest.before(range);
    over = last || rest.isEmpty();
    seen = -1;
    if (lookup instanceof Miss miss) {
      left.stream().forEach(list -> miss.inFlights().get(list).close());
    }
  }

  /**
   * Decides anew about the last part, which was to be taken from memory and cannot be.
   *
   * @return whether that can be done: not where several lists would have to agree
   */
  public boolean again(int number) {
    boolean last = number >= 0 && number == decided.size() - 1;
    if (!last || wanted.size() > 1 || !(decided.get(number) instanceof Hit)) {
      return false;
    }
    decided.remove(number);
    rest = rests.remove(number);
    over = false;
    seen = -1;
    return true;
  }

  /** The whole of one of its lists, from that list itself alone and not from wider ones. */
  public CachePartition withoutWider(int list) {
    return new CachePartition(session, List.of(wanted.get(list).withoutWider()), query);
  }

  /** Whether wider lists alone have some of a list, and not all: one that can be cut by time. */
  public boolean isPartOfWider(int list) {
    ListRequest its = wanted.get(list);
    if (!its.timed() || !its.hasWider()) {
      return false;
    }
    TimeRangeSet any = session.cache().covered(query, List.of(its));
    TimeRangeSet own = session.cache().covered(query, List.of(its.withoutWider()));
    return !any.ranges().isEmpty() && !any.gaps(query.window()).isEmpty() && own.ranges().isEmpty();
  }

  /** The same of the first of its lists. */
  public boolean isPartOfWider() {
    return isPartOfWider(0);
  }

  /** What others have read meanwhile of a part, newest first; null where it is not all of it. */
  public @Nullable List<Held> instead(TimeRange part) {
    // Of several lists all would have to come from one reading.
    return wanted.size() == 1 ? session.cache().whole(query.over(part, -1), wanted.get(0)) : null;
  }

  /** A list needs no part from this number on: nobody shall wait for what it would have read. */
  public void leave(int list, int number) {
    left.set(list);
    for (int i = number; i < decided.size(); i++) {
      if (decided.get(i) instanceof Miss miss) {
        miss.inFlights().get(list).close();
      }
    }
  }

  /** A list's part of this number is put off; says whether others should look again. */
  public boolean held(int list, int number) {
    return number < decided.size()
        && decided.get(number) instanceof Miss miss
        && miss.inFlights().get(list).stall(true);
  }
}

package io.stripejdbc.scan.task;

import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.CachedRows;
import io.stripejdbc.cache.segment.ReadOutcome;
import io.stripejdbc.cache.segment.TimeRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Cached rows of a reading that has not come to the end of its window: that none of their seconds
 * is missing holds only if the list is newest first. A call for what follows behind the last of
 * them, of the same seconds, tells.
 *
 * @param outcome how the reading ended
 * @param seconds the seconds they are of
 * @param lastIds ids of the last of them in the order of the list, at most a page
 * @param segments numbers of the segments that they lie in
 */
record UnverifiedRows(
    ReadOutcome outcome, TimeRange seconds, List<String> lastIds, List<Long> segments) {
  private static final int MOST_IDS = 100;

  /** Those among pieces that were taken from the cache, newest first; a piece for each segment. */
  static List<UnverifiedRows> of(List<Held> pieces) {
    List<UnverifiedRows> all = new ArrayList<>();
    for (Held held : pieces) {
      if (!held.segment().isWhole(held.range()) && !held.range().isEmpty()) {
        all.add(
            new UnverifiedRows(
                held.segment().outcome(),
                held.range(),
                lastIds(held),
                List.of(held.segment().id())));
      }
    }
    return all;
  }

  private static List<String> lastIds(Held held) {
    List<String> ids = new ArrayList<>();
    for (CachedRows objects : CachedRows.of(List.of(held))) {
      for (int i = Math.max(0, objects.size() - MOST_IDS); i < objects.size(); i++) {
        ids.add(String.valueOf(objects.chunk().id(objects.row(i))));
      }
    }
    return List.copyOf(ids.subList(Math.max(0, ids.size() - MOST_IDS), ids.size()));
  }

  boolean isVerified() {
    return outcome.isWhole(seconds);
  }

  /** Whether the others are of the same reading, and follow without a gap. */
  private boolean isFollowedBy(UnverifiedRows older) {
    return outcome == older.outcome && seconds.from() - 1 == older.seconds.to();
  }

  private UnverifiedRows with(UnverifiedRows older) {
    List<Long> both = new ArrayList<>(segments);
    both.addAll(older.segments);
    List<String> ids = new ArrayList<>(lastIds);
    ids.addAll(older.lastIds);
    return new UnverifiedRows(
        outcome,
        new TimeRange(older.seconds.from(), seconds.to()),
        List.copyOf(ids.subList(Math.max(0, ids.size() - MOST_IDS), ids.size())),
        both);
  }

  /** The same with as few as possible: those that one call tells of are one. */
  static List<UnverifiedRows> joined(List<UnverifiedRows> all) {
    List<UnverifiedRows> joined = new ArrayList<>();
    for (UnverifiedRows next : all) {
      int last = joined.size() - 1;
      if (next.isVerified()) {
        continue;
      }
      if (last >= 0 && joined.get(last).isFollowedBy(next)) {
        joined.set(last, joined.get(last).with(next));
      } else {
        joined.add(next);
      }
    }
    return joined;
  }

  /** Takes in what follows. */
  void answered(boolean nothing, CacheManager cache) {
    if (nothing) {
      outcome.verified(seconds);
    } else {
      cache.drop(segments);
    }
  }
}

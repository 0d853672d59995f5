package io.stripejdbc.cache;

import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.segment.CacheQuery;
import io.stripejdbc.cache.segment.ListKey;
import io.stripejdbc.cache.segment.ReadInstant;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.StoredSegment;
import io.stripejdbc.cache.segment.TimeRange;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds one object among the cached rows of lists. */
final class ObjectFinder {
  private final SegmentStore store;

  ObjectFinder(SegmentStore store) {
    this.store = store;
  }

  /**
   * Finds one object in the lists that are kept.
   *
   * @param own the request for the object by its id
   * @param path path of the lists
   * @param good whether the objects of a list are as those that are asked for
   * @return where it is; null if it is in none, or was asked for by itself more lately
   */
  CacheManager.@Nullable Place find(
      CacheQuery query, ListKey own, String path, Predicate<ListKey> good, String id) {
    ReadInstant newest = null;
    for (Segment alone : store.segments(own)) {
      newest = isLater(query, alone, newest) ? query.knownAt(alone) : newest;
    }
    CacheManager.Place best = null;
    for (ListKey key : store.lists(own.account(), path)) {
      for (Segment segment : good.test(key) ? store.segments(key) : List.<Segment>of()) {
        boolean newer = isLater(query, segment, newest) && query.isFresh(segment);
        CacheManager.Place found = newer ? in(segment, id) : null;
        if (found != null) {
          best = found;
          newest = query.knownAt(segment);
        }
      }
    }
    if (best != null) {
      store.used(best.held().segment());
    }
    return best;
  }

  private static boolean isLater(CacheQuery query, Segment segment, @Nullable ReadInstant than) {
    return than == null || query.knownAt(segment).compareTo(than) > 0;
  }

  /** Of rows beside its window that were read with it nobody has told anything since. */
  private static boolean isTold(Segment segment, long created) {
    return segment.toldAt() == null || !segment.origin().timed() || segment.window().has(created);
  }

  private CacheManager.@Nullable Place in(Segment kept, String id) {
    StoredSegment stored = kept.stored();
    Segment segment = stored == null || stored.mayHave(id) ? store.load(kept) : null;
    if (segment == null) {
      return null;
    }
    for (Segment.Part part : segment.parts()) {
      int row = part.chunk().find(id);
      boolean gone = row >= 0 && part.without() != null && part.without().get(row);
      if (row >= 0 && !gone && isTold(segment, part.chunk().created(row))) {
        return new CacheManager.Place(new Held(segment, TimeRange.ALL, true), part.chunk(), row);
      }
    }
    return null;
  }
}

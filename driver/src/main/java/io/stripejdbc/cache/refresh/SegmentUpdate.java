package io.stripejdbc.cache.refresh;

import io.stripejdbc.cache.segment.CacheQuery;
import io.stripejdbc.cache.segment.ReadInstant;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.Segment.Part;
import io.stripejdbc.cache.segment.SegmentChunk;
import io.stripejdbc.cache.segment.StringInterner;
import io.stripejdbc.cache.segment.TimeRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a segment: a part of its seconds, without the objects that were looked up, and
 * with those of them that are its list's.
 */
public final class SegmentUpdate {
  private final ReadInstant at;
  private final long keepTo;
  private final Set<String> replaced;
  private final Set<String> dropped;
  private final Set<Integer> hashes = new HashSet<>();
  private final LongSupplier numbers;
  private final StringInterner words;

  /**
   * Creates one.
   *
   * @param at as of when changes were told
   * @param keepTo the last second that is kept, {@link Long#MAX_VALUE} where nothing newer exists
   * @param replaced ids of the objects that were looked up or are gone
   * @param dropped ids of objects that are left out where they stand beside what is known to be
   *     whole
   * @param numbers gives numbers for segments
   */
  public SegmentUpdate(
      ReadInstant at,
      long keepTo,
      Set<String> replaced,
      Set<String> dropped,
      LongSupplier numbers,
      StringInterner words) {
    this.at = at;
    this.keepTo = keepTo;
    this.replaced = replaced;
    this.dropped = dropped;
    this.numbers = numbers;
    this.words = words;
    replaced.forEach(id -> hashes.add(id.hashCode()));
    dropped.forEach(id -> hashes.add(id.hashCode()));
  }

  /**
   * The segment as it is now; null where nothing of it is left.
   *
   * @param old the segment, with its objects where any of them may have been looked up
   * @param last whether it is the one of its list that says what is newest; another one answers for
   *     no later seconds
   * @param found the objects that were looked up and belong to its list
   */
  public @Nullable Segment of(Segment old, boolean last, Collection<LookedUpObject> found) {
    boolean open = last && keepTo == Long.MAX_VALUE;
    TimeRange window = window(old, open, found);
    if (window.isEmpty()) {
      return null;
    }
    Segment told = old.told(at, window, open);
    List<LookedUpObject> own = found.stream().filter(one -> isIn(old, window, one)).toList();
    boolean loses = old.parts().stream().anyMatch(part -> !replacedRows(old, part).isEmpty());
    if (own.isEmpty() && !loses) {
      return told;
    }
    if (old.stored() != null) {
      throw new IllegalArgumentException("a segment that changes is needed with its objects");
    }
    List<Part> parts = new ArrayList<>();
    old.parts().forEach(part -> parts.add(without(old, part)));
    if (!own.isEmpty()) {
      parts.add(new Part(pack(own, words), null));
    }
    return told.replacedBy(numbers.getAsLong(), parts);
  }

  /** What is kept of its window; where nothing newer was made, that is known of later seconds. */
  private TimeRange window(Segment old, boolean open, Collection<LookedUpObject> found) {
    TimeRange window = old.window();
    if (!old.origin().timed()) {
      return keepTo == Long.MAX_VALUE ? window : TimeRange.NONE;
    }
    if (!open) {
      long sure = old.open() ? CacheQuery.lastSureSecond(old, true) : window.to();
      return new TimeRange(window.from(), Math.min(Math.min(window.to(), sure), keepTo));
    }
    long last = Math.max(window.to(), Math.floorDiv(at.millis(), 1_000L));
    for (LookedUpObject one : found) {
      last = Math.max(last, one.created());
    }
    return new TimeRange(window.from(), last);
  }

  private static boolean isIn(Segment old, TimeRange window, LookedUpObject one) {
    return !old.origin().timed() || window.has(one.created());
  }

  private BitSet replacedRows(Segment old, Part part) {
    BitSet rows = new BitSet();
    int[] its = part.chunk().hashes();
    for (int row = 0; row < its.length && !hashes.isEmpty(); row++) {
      String id = hashes.contains(its[row]) ? part.chunk().id(row) : null;
      boolean gone = part.without() != null && part.without().get(row);
      if (id != null && !gone && (replaced.contains(id) || isDropped(old, part, row, id))) {
        rows.set(row);
      }
    }
    return rows;
  }

  private boolean isDropped(Segment old, Part part, int row, String id) {
    return dropped.contains(id) && !old.window().has(part.chunk().created(row));
  }

  private Part without(Segment old, Part part) {
    BitSet without = replacedRows(old, part);
    if (part.without() != null) {
      without.or(part.without());
    }
    return new Part(part.chunk(), without.isEmpty() ? null : without);
  }

  /** Objects as a chunk, newest first. */
  static SegmentChunk pack(Collection<LookedUpObject> objects, StringInterner words) {
    List<LookedUpObject> sorted = new ArrayList<>(objects);
    sorted.sort(Comparator.comparingLong(LookedUpObject::created).reversed());
    int[] ends = new int[sorted.size()];
    long[] created = new long[sorted.size()];
    @Nullable String[] ids = new @Nullable String[sorted.size()];
    byte[] json = new byte[sorted.stream().mapToInt(one -> one.json().length).sum()];
    int at = 0;
    for (int i = 0; i < ends.length; i++) {
      LookedUpObject one = sorted.get(i);
      System.arraycopy(one.json(), 0, json, at, one.json().length);
      at += one.json().length;
      ends[i] = at;
      created[i] = one.created();
      ids[i] = one.id();
    }
    return SegmentChunk.pack(json, ends, ids, created, words);
  }
}

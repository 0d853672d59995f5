package io.stripejdbc.cache;

import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.SegmentChunk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one chunk that answer a question.
 *
 * @param segment the segment they belong to
 * @param chunk where they are
 * @param rows their positions, null for all
 * @param filtered whether all of them meet the parameters of the question
 */
@SuppressWarnings("ArrayRecordComponent")
public // handed on, never compared
record CachedRows(Segment segment, SegmentChunk chunk, int @Nullable [] rows, boolean filtered) {
  /** The chunks of parts of segments, in their order; those with no object in them left out. */
  public static List<CachedRows> of(Collection<Held> pieces) {
    List<CachedRows> all = new ArrayList<>();
    for (Held held : pieces) {
      for (Segment.Part part : held.segment().parts()) {
        int[] rows = part.chunk().within(held.range(), part.without());
        if (rows == null || rows.length > 0) {
          all.add(new CachedRows(held.segment(), part.chunk(), rows, held.filtered()));
        }
      }
    }
    return inOrder(all);
  }

  /**
   * Newest first where every object has a time; objects of a list that came so stay as they are.
   */
  private static List<CachedRows> inOrder(List<CachedRows> all) {
    if (isOrdered(all)) {
      return all;
    }
    List<Place> places = new ArrayList<>();
    boolean ordered = true;
    long last = Long.MAX_VALUE;
    for (int piece = 0; piece < all.size(); piece++) {
      CachedRows objects = all.get(piece);
      for (int i = 0; i < objects.size(); i++) {
        long created = objects.chunk.created(objects.row(i));
        if (created == SegmentChunk.UNKNOWN) {
          return all;
        }
        ordered &= created <= last;
        last = created;
        places.add(new Place(piece, objects.row(i), created));
      }
    }
    if (!ordered) {
      places.sort(Comparator.comparingLong(Place::created).reversed());
    }
    return ordered ? all : pieces(all, places);
  }

  /** Whether they come newest first, told by the first and the last object of each chunk. */
  private static boolean isOrdered(List<CachedRows> all) {
    long last = Long.MAX_VALUE;
    for (CachedRows objects : all) {
      int size = objects.size();
      if (size > 0) {
        if (!objects.chunk.isOrdered() || objects.chunk.created(objects.row(0)) > last) {
          return false;
        }
        last = objects.chunk.created(objects.row(size - 1));
      }
    }
    return true;
  }

  /** The same but for objects with these ids; chunks of which none is left are left out. */
  public static List<CachedRows> without(Set<String> ids, List<CachedRows> all) {
    if (ids.isEmpty()) {
      return all;
    }
    List<CachedRows> rest = new ArrayList<>();
    for (CachedRows some : all) {
      int[] rows =
          IntStream.range(0, some.size())
              .map(some::row)
              .filter(row -> !ids.contains(String.valueOf(some.chunk.id(row))))
              .toArray();
      if (rows.length > 0) {
        rest.add(new CachedRows(some.segment, some.chunk, rows, some.filtered));
      }
    }
    return rest;
  }

  private record Place(int piece, int row, long created) {}

  /** Objects in this order, those of one chunk that follow each other together. */
  private static List<CachedRows> pieces(List<CachedRows> all, List<Place> places) {
    List<CachedRows> pieces = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= places.size(); to++) {
      if (to == places.size() || places.get(to).piece() != places.get(from).piece()) {
        CachedRows whole = all.get(places.get(from).piece());
        int[] rows = places.subList(from, to).stream().mapToInt(Place::row).toArray();
        pieces.add(new CachedRows(whole.segment, whole.chunk, rows, whole.filtered));
        from = to;
      }
    }
    return pieces;
  }

  public int size() {
    return rows == null ? chunk.rows() : rows.length;
  }

  /** Position of the i-th of them in the chunk. */
  public int row(int i) {
    return rows == null ? i : rows[i];
  }

  /** Ids that are among some or among others. */
  public static Set<String> both(Set<String> ids, Set<String> others) {
    Set<String> all = new HashSet<>(ids);
    all.addAll(others);
    return all;
  }
}

package io.stripejdbc.cache;

import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.TimeRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What to do next about a question: take what is there, read, or wait for somebody who reads. */
public sealed interface CacheLookup {
  /**
   * A part of a segment.
   *
   * @param segment where it is
   * @param range the part of it to take
   * @param filtered whether it has only objects that meet all parameters of the question; if not,
   *     they are checked one by one
   */
  record Held(Segment segment, TimeRange range, boolean filtered) {
    /** Ids of its objects; one without an id has the empty text. */
    public Set<String> ids() {
      Set<String> ids = new HashSet<>();
      for (CachedRows some : CachedRows.of(List.of(this))) {
        for (int i = 0; i < some.size(); i++) {
          String id = some.chunk().id(some.row(i));
          ids.add(id == null ? "" : id);
        }
      }
      return ids;
    }

    /** The same in the order in which the list gave them. */
    public List<String> idsAsListed() {
      List<String> ids = new ArrayList<>();
      for (Segment.Part part : segment.parts()) {
        int[] rows = part.chunk().within(range, part.without());
        int size = rows == null ? part.chunk().rows() : rows.length;
        for (int i = 0; i < size; i++) {
          String id = part.chunk().id(rows == null ? i : rows[i]);
          ids.add(id == null ? "" : id);
        }
      }
      return ids;
    }
  }

  /**
   * Take parts of segments.
   *
   * @param range the newest part of the question's window, which they answer
   * @param pieces the rows of each list, newest first
   * @param last whether that is enough, whatever is left of the window
   */
  record Hit(TimeRange range, List<List<Held>> pieces, boolean last) implements CacheLookup {}

  /**
   * Read the newest part of the question's window.
   *
   * @param inFlights of each list; nobody else will read it meanwhile
   */
  record Miss(TimeRange range, List<InFlightRead> inFlights) implements CacheLookup {}

  /** Somebody reads it now: ask again when something has changed. */
  record Pending() implements CacheLookup {}
}

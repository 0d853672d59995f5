package io.stripejdbc.cache;

import io.stripejdbc.cache.CacheLookup.Held;
import io.stripejdbc.cache.CacheLookup.Hit;
import io.stripejdbc.cache.segment.CacheQuery;
import io.stripejdbc.cache.segment.ReadInstant;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.cache.segment.TimeRangeSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a question segments answer: arithmetic over what is there.
 *
 * <p>Where several lists make up one answer, such as active prices and inactive ones, the parts of
 * all of them come from one reading. Else an object that changed from one list to the other between
 * two readings would be in both, or in neither.
 */
final class SegmentCoverage {
  /** A segment that may answer, and the seconds that it answers. */
  record Cover(Segment segment, TimeRange range, boolean filtered) {}

  private final CacheQuery query;

  /**
   * Bytes of objects in files that are taken at once: they are read before the first of their rows
   * is given, so that a file that cannot be read costs calls and nothing else.
   */
  private static final long MOST_STORED = 4 << 20;

  private final List<List<Cover>> lists;
  private final Function<Segment, @Nullable Segment> loader;

  /**
   * @param lists of each list what is kept
   * @param loader gives a segment with its objects, null where they cannot be read
   */
  SegmentCoverage(
      CacheQuery query, List<List<Cover>> lists, Function<Segment, @Nullable Segment> loader) {
    this.loader = loader;
    this.query = query;
    this.lists = lists;
  }

  /** What answers the newest part of the question, null if nothing does. */
  @Nullable Hit take() {
    if (lists.size() == 1) {
      return take(lists);
    }
    for (Reading reading : readings()) {
      Hit hit = take(of(reading));
      if (hit != null) {
        return hit;
      }
    }
    return query.anyStep() && query.limit() >= 0 ? oneForAll() : null;
  }

  /**
   * What read the rows, and as of when they were told of since: lists of which one was brought up
   * to date and the other was not are no longer of one time.
   */
  private record Reading(long serial, @Nullable ReadInstant toldAt) {
    static Reading of(Segment segment) {
      return new Reading(segment.origin().serial(), segment.toldAt());
    }
  }

  /** The readings that may answer, the newest first. */
  private List<Reading> readings() {
    Set<Reading> readings = new LinkedHashSet<>();
    lists.get(0).stream()
        .sorted((a, b) -> query.knownAt(b.segment()).compareTo(query.knownAt(a.segment())))
        .forEach(cover -> readings.add(Reading.of(cover.segment())));
    return List.copyOf(readings);
  }

  private List<List<Cover>> of(Reading reading) {
    return lists.stream()
        .map(list -> list.stream().filter(c -> Reading.of(c.segment()).equals(reading)).toList())
        .toList();
  }

  private @Nullable Hit take(List<List<Cover>> from) {
    List<List<Held>> pieces = new ArrayList<>();
    long least = query.window().from();
    boolean enough = query.limit() >= 0;
    for (List<Cover> list : from) {
      List<Held> run = run(list);
      long low = run.isEmpty() ? Long.MAX_VALUE : run.get(run.size() - 1).range().from();
      boolean whole = !run.isEmpty() && low == query.window().from();
      List<Held> best = enough && !whole ? upToLimit(list, run) : null;
      enough &= whole || best != null;
      least = run.isEmpty() ? Long.MAX_VALUE : Math.max(least, low);
      pieces.add(best != null ? best : run);
      if (run.isEmpty() && best == null) {
        return null;
      }
    }
    if (enough) {
      return new Hit(query.window(), pieces, true);
    }
    return least == Long.MAX_VALUE
        ? null
        : clipped(new TimeRange(least, query.window().to()), from);
  }

  private Hit clipped(TimeRange range, List<List<Cover>> from) {
    SegmentCoverage part = new SegmentCoverage(query.over(range, -1), from, loader);
    List<List<Held>> pieces = from.stream().map(part::run).toList();
    return new Hit(range, pieces, range.from() == query.window().from());
  }

  /** Segments that answer without a gap, from the newest second wanted downwards. */
  private List<Held> run(List<Cover> list) {
    List<Held> run = new ArrayList<>();
    TimeRange left = query.window();
    long stored = 0;
    while (!left.isEmpty()) {
      Cover best = best(list, left.to());
      if (best == null || stored > MOST_STORED) {
        break;
      }
      stored += best.segment().stored() == null ? 0 : best.segment().bytes();
      TimeRange range =
          new TimeRange(Math.max(from(list, best, left.to()), left.from()), left.to());
      run.add(new Held(best.segment(), range, best.filtered()));
      left = left.before(range);
    }
    return run;
  }

  private @Nullable Cover best(List<Cover> list, long second) {
    Cover best = null;
    for (Cover cover : list) {
      if (cover.range().has(second) && (best == null || isBetter(cover, best))) {
        best = cover;
      }
    }
    return best;
  }

  private boolean isBetter(Cover cover, Cover than) {
    int later = query.knownAt(cover.segment()).compareTo(query.knownAt(than.segment()));
    return later != 0 ? later > 0 : cover.filtered() && !than.filtered();
  }

  /** Where a segment gives way to a newer reading of older seconds. */
  private long from(List<Cover> list, Cover best, long second) {
    long from = best.range().from();
    for (Cover cover : list) {
      TimeRange range = cover.range();
      if (!range.isEmpty() && range.to() < second && isBetter(cover, best)) {
        from = Math.max(from, range.to() + 1);
      }
    }
    return from;
  }

  /** Parts with as many objects as are wanted, the seconds known in part included. */
  private @Nullable List<Held> upToLimit(List<Cover> list, List<Held> run) {
    long rows = 0;
    for (Held held : run) {
      if (!held.filtered()) {
        return null;
      }
      rows += rows(held.segment(), held.range(), query.limit() - rows);
    }
    if (rows >= query.limit()) {
      return run;
    }
    TimeRange left = run.isEmpty() ? query.window() : left(run);
    for (Cover cover : list) {
      TimeRange ragged = cover.segment().ragged(query);
      boolean next = !ragged.isEmpty() && ragged.to() == left.to() && ragged.from() >= left.from();
      if (next
          && cover.filtered()
          && rows + rows(cover.segment(), ragged, query.limit()) >= query.limit()) {
        List<Held> all = new ArrayList<>(run);
        all.add(new Held(cover.segment(), ragged, true));
        return all;
      }
    }
    return null;
  }

  /**
   * The segment that was read last of those that know objects of the newest second wanted, and may
   * not know all of them.
   */
  @Nullable Held tail() {
    Held best = null;
    for (Cover cover : lists.get(0)) {
      TimeRange ragged = cover.segment().ragged(query);
      boolean next = ragged.to() == query.window().to() && ragged.from() >= query.window().from();
      boolean later =
          best == null || cover.segment().readAt().compareTo(best.segment().readAt()) > 0;
      if (!ragged.isEmpty() && next && cover.filtered() && later) {
        best = new Held(cover.segment(), ragged, true);
      }
    }
    return best;
  }

  private long rows(Segment kept, TimeRange range, long enough) {
    Segment segment = loader.apply(kept);
    return segment == null ? 0 : segment.rows(range, enough);
  }

  private TimeRange left(List<Held> run) {
    return query.window().before(run.get(run.size() - 1).range());
  }

  /** One list that has enough by itself, where it does not matter which objects are taken. */
  private @Nullable Hit oneForAll() {
    for (int i = 0; i < lists.size(); i++) {
      List<Held> enough = upToLimit(lists.get(i), run(lists.get(i)));
      if (enough != null) {
        List<List<Held>> pieces = new ArrayList<>();
        for (int j = 0; j < lists.size(); j++) {
          pieces.add(j == i ? enough : List.of());
        }
        return new Hit(query.window(), pieces, true);
      }
    }
    return null;
  }

  /** All seconds that segments answer, of all lists by one reading. */
  TimeRangeSet spans() {
    if (lists.size() == 1) {
      return union(lists.get(0));
    }
    TimeRangeSet all = TimeRangeSet.NONE;
    for (Reading reading : readings()) {
      TimeRangeSet common = TimeRangeSet.of(List.of(query.window()));
      for (List<Cover> list : of(reading)) {
        common = common.and(union(list));
      }
      all = all.or(common);
    }
    return all;
  }

  /** The seconds of one list that one reading has answered. */
  TimeRangeSet spans(int list, long serial) {
    return union(of(new Reading(serial, null)).get(list));
  }

  private static TimeRangeSet union(List<Cover> list) {
    return TimeRangeSet.of(list.stream().map(Cover::range).collect(Collectors.toList()));
  }
}

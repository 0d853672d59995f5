package io.stripejdbc.cache;

import io.stripejdbc.cache.segment.CacheQuery;
import io.stripejdbc.cache.segment.Segment;
import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.cache.segment.TimeRangeSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The segments past their time to live that would answer a question if they were brought up to
 * date, the ones known last first; none that others make superfluous.
 */
final class StaleSegments {
  private final SegmentStore store;
  private final CacheQuery query;
  private final long mostMillis;

  /**
   * @param mostMillis age past which nothing can be told of a segment any more
   */
  StaleSegments(SegmentStore store, CacheQuery query, long mostMillis) {
    this.store = store;
    this.query = query;
    this.mostMillis = mostMillis;
  }

  /**
   * Those of lists that make up one answer: of several lists, all by one reading, those that are
   * fresh as well, so that they are of one time afterwards.
   *
   * @param gaps the seconds that nothing answers
   */
  List<List<Segment>> of(List<ListRequest> lists, TimeRangeSet gaps) {
    List<List<Segment>> all = new ArrayList<>();
    boolean several = lists.size() > 1;
    for (ListRequest list : lists) {
      List<Segment> told = told(list);
      told.removeIf(segment -> !several && query.isFresh(segment));
      all.add(told);
    }
    if (several) {
      Set<Long> common = serials(all.get(0));
      all.forEach(list -> common.retainAll(serials(list)));
      all.forEach(list -> list.removeIf(one -> !common.contains(one.origin().serial())));
    }
    return all.stream().map(list -> needed(list, gaps)).toList();
  }

  private static Set<Long> serials(List<Segment> segments) {
    Set<Long> serials = new HashSet<>();
    segments.forEach(segment -> serials.add(segment.origin().serial()));
    return serials;
  }

  /** The segments of one list that can be told of, the ones known last first. */
  private List<Segment> told(ListRequest list) {
    List<Segment> all = new ArrayList<>();
    for (ListRequest.Source source : list.sources()) {
      for (Segment segment : store.segments(source.key())) {
        boolean young = query.knownAt(segment).ageMillis(query.now()) <= mostMillis;
        if (young && segment.fits(list.timed())) {
          all.add(segment);
        }
      }
    }
    all.sort(Comparator.comparing(query::knownAt).reversed());
    return all;
  }

  private List<Segment> needed(List<Segment> all, TimeRangeSet gaps) {
    List<Segment> needed = new ArrayList<>();
    TimeRangeSet left = gaps;
    for (Segment segment : all) {
      TimeRange range = segment.covers(query.ofAnyAge());
      TimeRangeSet its = TimeRangeSet.of(List.of(range)).and(left);
      if (!its.ranges().isEmpty()) {
        needed.add(segment);
        left = without(left, range);
      }
    }
    return needed;
  }

  private static TimeRangeSet without(TimeRangeSet all, TimeRange range) {
    List<TimeRange> left = new ArrayList<>();
    for (TimeRange one : all.ranges()) {
      left.addAll(TimeRangeSet.of(List.of(range)).gaps(one));
    }
    return TimeRangeSet.of(left);
  }
}

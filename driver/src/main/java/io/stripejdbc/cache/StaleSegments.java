package io.stripejdbc.cache;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
   * Those of one list.
   *
   * @param gaps the seconds that nothing answers
   */
  List<Segment> of(ListRequest list, TimeRangeSet gaps) {
    List<Segment> all = new ArrayList<>();
    for (ListRequest.Source source : list.sources()) {
      for (Segment segment : store.segments(source.key())) {
        boolean told = query.knownAt(segment).ageMillis(query.now()) <= mostMillis;
        if (!query.isFresh(segment) && told && segment.fits(list.timed())) {
          all.add(segment);
        }
      }
    }
    all.sort(Comparator.comparing(query::knownAt).reversed());
    return needed(all, gaps);
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

package io.stripejdbc.cache.segment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A set of seconds, as intervals that neither overlap nor touch, oldest first.
 *
 * @param ranges the intervals
 */
public record TimeRangeSet(List<TimeRange> ranges) {
  /** No second. */
  public static final TimeRangeSet NONE = new TimeRangeSet(List.of());

  /** The seconds that lie in any of these. */
  public static TimeRangeSet of(Collection<TimeRange> any) {
    List<TimeRange> sorted = new ArrayList<>(any);
    sorted.removeIf(TimeRange::isEmpty);
    sorted.sort(Comparator.comparingLong(TimeRange::from));
    List<TimeRange> merged = new ArrayList<>();
    for (TimeRange range : sorted) {
      TimeRange last = merged.isEmpty() ? TimeRange.NONE : merged.get(merged.size() - 1);
      if (!last.isEmpty() && touches(last, range)) {
        merged.set(merged.size() - 1, new TimeRange(last.from(), Math.max(last.to(), range.to())));
      } else {
        merged.add(range);
      }
    }
    return new TimeRangeSet(List.copyOf(merged));
  }

  private static boolean touches(TimeRange older, TimeRange newer) {
    return older.to() == Long.MAX_VALUE || newer.from() <= older.to() + 1;
  }

  /** The seconds in this or the other. */
  public TimeRangeSet or(TimeRangeSet other) {
    List<TimeRange> both = new ArrayList<>(ranges);
    both.addAll(other.ranges);
    return of(both);
  }

  /** The seconds in both. */
  public TimeRangeSet and(TimeRangeSet other) {
    List<TimeRange> both = new ArrayList<>();
    int mine = 0;
    int theirs = 0;
    while (mine < ranges.size() && theirs < other.ranges.size()) {
      TimeRange a = ranges.get(mine);
      TimeRange b = other.ranges.get(theirs);
      TimeRange common = a.and(b);
      if (!common.isEmpty()) {
        both.add(common);
      }
      if (a.to() < b.to()) {
        mine++;
      } else {
        theirs++;
      }
    }
    return new TimeRangeSet(both);
  }

  /** The seconds of a window that are not in this, as intervals, newest first. */
  public List<TimeRange> gaps(TimeRange window) {
    List<TimeRange> gaps = new ArrayList<>();
    TimeRange rest = window;
    for (int i = ranges.size() - 1; i >= 0 && !rest.isEmpty(); i--) {
      TimeRange range = ranges.get(i).and(rest);
      if (range.isEmpty()) {
        continue;
      }
      if (range.to() < rest.to()) {
        gaps.add(new TimeRange(range.to() + 1, rest.to()));
      }
      rest = rest.before(range);
    }
    if (!rest.isEmpty()) {
      gaps.add(rest);
    }
    return gaps;
  }

  /** The interval that has this second, {@link TimeRange#NONE} if it is in none. */
  public TimeRange at(long second) {
    for (TimeRange range : ranges) {
      if (range.has(second)) {
        return range;
      }
    }
    return TimeRange.NONE;
  }
}

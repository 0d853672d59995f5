package io.stripejdbc.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.cache.segment.TimeRangeSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Arithmetic of intervals, held against sets of single seconds. */
class TimeRangeSetTest {
  private static final int SECONDS = 40;

  private final Random random = new Random(6);

  private List<TimeRange> some() {
    List<TimeRange> ranges = new ArrayList<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      int from = random.nextInt(SECONDS);
      ranges.add(new TimeRange(from, from + random.nextInt(8) - 1));
    }
    return ranges;
  }

  private static BitSet seconds(List<TimeRange> ranges) {
    BitSet seconds = new BitSet();
    ranges.stream()
        .filter(s -> !s.isEmpty())
        .forEach(s -> seconds.set(at(s.from()), at(s.to() + 1)));
    return seconds;
  }

  private static int at(long second) {
    return (int) Math.min(second, SECONDS + 10);
  }

  @Test
  void unionsIntersectionsAndGapsAreThoseOfTheSeconds() {
    for (int round = 0; round < 20_000; round++) {
      List<TimeRange> a = some();
      List<TimeRange> b = some();
      BitSet both = seconds(a);
      both.and(seconds(b));
      BitSet any = seconds(a);
      any.or(seconds(b));
      assertEquals(any, seconds(TimeRangeSet.of(a).or(TimeRangeSet.of(b)).ranges()));
      assertEquals(both, seconds(TimeRangeSet.of(a).and(TimeRangeSet.of(b)).ranges()));
      TimeRange window = new TimeRange(random.nextInt(SECONDS), random.nextInt(SECONDS));
      BitSet missing = seconds(List.of(window));
      missing.andNot(seconds(a));
      assertEquals(missing, seconds(TimeRangeSet.of(a).gaps(window)));
      tellsApart(TimeRangeSet.of(a).ranges());
    }
  }

  private static void tellsApart(List<TimeRange> ranges) {
    for (int i = 1; i < ranges.size(); i++) {
      assertTrue(ranges.get(i).from() > ranges.get(i - 1).to() + 1, ranges.toString());
    }
  }

  @Test
  void gapsComeNewestFirst() {
    TimeRangeSet covered = TimeRangeSet.of(List.of(new TimeRange(10, 19), new TimeRange(30, 39)));
    assertEquals(
        List.of(
            new TimeRange(40, Long.MAX_VALUE),
            new TimeRange(20, 29),
            new TimeRange(Long.MIN_VALUE, 9)),
        covered.gaps(TimeRange.ALL));
  }

  @Test
  void theEndsOfTimeAreSeconds() {
    TimeRangeSet all =
        TimeRangeSet.of(
            List.of(new TimeRange(5, Long.MAX_VALUE), new TimeRange(Long.MIN_VALUE, 4)));
    assertEquals(List.of(TimeRange.ALL), all.ranges());
    assertEquals(List.of(), all.gaps(TimeRange.ALL));
    assertEquals(List.of(TimeRange.ALL), TimeRangeSet.NONE.gaps(TimeRange.ALL));
    assertEquals(TimeRange.ALL, all.at(Long.MAX_VALUE));
    assertTrue(TimeRangeSet.NONE.at(0).isEmpty());
    assertTrue(new TimeRange(7, 9).before(TimeRange.ALL).isEmpty());
  }
}

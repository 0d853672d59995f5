package io.stripejdbc.scan;

import io.stripejdbc.scan.ScanSpec.Bounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Several closed intervals of whole numbers of which a value lies in one: ascending, none empty,
 * and with values between them that lie in none.
 */
public record RangeUnion(List<Bounds> ranges) {

  /** What lies in any of these. */
  public static RangeUnion of(List<Bounds> any) {
    List<Bounds> sorted = new ArrayList<>(any);
    sorted.removeIf(Bounds::isEmpty);
    sorted.sort(Comparator.comparingLong(Bounds::least));
    List<Bounds> joined = new ArrayList<>();
    for (Bounds next : sorted) {
      Bounds last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && touches(last, next)) {
        joined.set(joined.size() - 1, span(last, next));
      } else {
        joined.add(next);
      }
    }
    return new RangeUnion(List.copyOf(joined));
  }

  private static boolean touches(Bounds last, Bounds next) {
    return last.greatest() == Long.MAX_VALUE || next.least() <= last.greatest() + 1;
  }

  private static Bounds span(Bounds first, Bounds second) {
    return new Bounds(
        Math.min(first.least(), second.least()), Math.max(first.greatest(), second.greatest()));
  }

  /** What lies in both. */
  public RangeUnion intersect(RangeUnion other) {
    List<Bounds> both = new ArrayList<>();
    for (Bounds one : ranges) {
      other.ranges.forEach(another -> both.add(one.intersect(another)));
    }
    return of(both);
  }

  /** From the least to the greatest value; an empty interval where there is none. */
  public Bounds span() {
    return ranges.isEmpty()
        ? new Bounds(1, 0)
        : new Bounds(ranges.get(0).least(), ranges.get(ranges.size() - 1).greatest());
  }

  /** Whether a value lies in one of them. */
  public boolean contains(long value) {
    for (Bounds one : ranges) {
      if (one.least() <= value && value <= one.greatest()) {
        return true;
      }
    }
    return false;
  }

  /** The same with what lies in the smallest gap; itself where there is none. */
  public RangeUnion withoutSmallestGap() {
    int smallest = -1;
    for (int i = 1; i < ranges.size(); i++) {
      smallest = smallest < 0 || gap(i) < gap(smallest) ? i : smallest;
    }
    if (smallest < 0) {
      return this;
    }
    List<Bounds> joined = new ArrayList<>(ranges);
    Bounds upper = joined.remove(smallest);
    joined.set(smallest - 1, span(joined.get(smallest - 1), upper));
    return new RangeUnion(List.copyOf(joined));
  }

  /** Values between an interval and the one before it. */
  private double gap(int index) {
    return (double) ranges.get(index).least() - ranges.get(index - 1).greatest() - 1;
  }

  /** Values in the smallest gap, positive infinity where there is none. */
  public double smallestGap() {
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 1; i < ranges.size(); i++) {
      smallest = Math.min(smallest, gap(i));
    }
    return smallest;
  }
}

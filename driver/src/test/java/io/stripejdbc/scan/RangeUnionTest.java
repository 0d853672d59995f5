package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.scan.ScanSpec.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sets of ranges, against looking at each value. */
class RangeUnionTest {
  private static final int VALUES = 40;

  private static List<Bounds> some(Random random) {
    List<Bounds> some = new ArrayList<>();
    for (int i = 0; i < random.nextInt(5); i++) {
      long least = random.nextInt(6) == 0 ? Long.MIN_VALUE : random.nextInt(VALUES);
      long greatest = random.nextInt(6) == 0 ? Long.MAX_VALUE : random.nextInt(VALUES);
      some.add(new Bounds(least, greatest));
    }
    return some;
  }

  private static boolean isIn(List<Bounds> any, long value) {
    return any.stream().anyMatch(one -> one.least() <= value && value <= one.greatest());
  }

  @Test
  void aValueIsInAUnionWhereItIsInOneOfTheRanges() {
    Random random = new Random(20261130);
    for (int i = 0; i < 5_000; i++) {
      List<Bounds> first = some(random);
      List<Bounds> second = some(random);
      RangeUnion one = RangeUnion.of(first);
      RangeUnion both = one.intersect(RangeUnion.of(second));
      for (long value = -1; value <= VALUES; value++) {
        assertEquals(isIn(first, value), one.contains(value), first + " " + value);
        assertEquals(
            isIn(first, value) && isIn(second, value), both.contains(value), first + " " + second);
      }
      for (int j = 1; j < one.ranges().size(); j++) {
        long before = one.ranges().get(j - 1).greatest();
        assertTrue(before + 1 < one.ranges().get(j).least(), one.toString());
      }
    }
  }

  @Test
  void theSmallestGapIsClosedFirst() {
    RangeUnion union =
        RangeUnion.of(List.of(new Bounds(30, 40), new Bounds(0, 5), new Bounds(8, 10)));
    assertEquals(2, union.smallestGap());
    RangeUnion closed = union.withoutSmallestGap();
    assertEquals(List.of(new Bounds(0, 10), new Bounds(30, 40)), closed.ranges());
    assertEquals(19, closed.smallestGap());
    assertEquals(List.of(new Bounds(0, 40)), closed.withoutSmallestGap().ranges());
    assertEquals(Double.POSITIVE_INFINITY, closed.withoutSmallestGap().smallestGap());
    assertEquals(new Bounds(0, 40), union.span());
    assertTrue(RangeUnion.of(List.of()).span().isEmpty());
  }
}

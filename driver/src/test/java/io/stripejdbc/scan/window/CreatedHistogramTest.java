package io.stripejdbc.scan.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.scan.window.CreatedHistogram.Mark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CreatedHistogramTest {
  private static CreatedHistogram shape(long newest, Mark... pages) {
    return known(CreatedHistogram.of(newest, List.of(pages)));
  }

  private static CreatedHistogram known(CreatedHistogram histogram) {
    assertTrue(histogram != null);
    return histogram;
  }

  @Test
  void rowsLieEvenlyBetweenTheEndsOfPages() {
    CreatedHistogram histogram = shape(1_000, new Mark(900, 100), new Mark(100, 100));
    assertEquals(0, histogram.rank(2_000));
    assertEquals(50, histogram.rank(950));
    assertEquals(100, histogram.rank(900));
    assertEquals(150, histogram.rank(500));
    assertEquals(200, histogram.rank(0));
    assertEquals(150, histogram.rows(100, 950));
    assertEquals(0, histogram.rows(950, 100));
    assertEquals(950, histogram.second(50));
    assertEquals(500, histogram.second(150));
    assertEquals(100, histogram.second(1_000));
  }

  @Test
  void tooFewPagesHaveNoShape() {
    assertNull(CreatedHistogram.of(1_000, List.of()));
    assertNull(CreatedHistogram.of(1_000, List.of(new Mark(900, 100))));
    assertNull(CreatedHistogram.of(1_000, List.of(new Mark(900, 100), new Mark(900, 100))));
  }

  @Test
  void pagesComeInAnyOrderAndAnyNumberAndRanksAndSecondsAgree() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Mark> pages = new ArrayList<>();
      long newest = 1_700_000_000;
      long second = newest;
      int count = 2 + random.nextInt(300);
      for (int i = 0; i < count; i++) {
        second -= 1 + random.nextInt(random.nextInt(20) == 0 ? 1_000_000 : 1_000);
        pages.add(new Mark(second, 1 + random.nextInt(100)));
      }
      Collections.shuffle(pages, random);
      CreatedHistogram histogram = known(CreatedHistogram.of(newest, pages));
      double all = pages.stream().mapToLong(Mark::rows).sum();
      assertEquals(all, histogram.rank(second), "seed " + seed);
      double before = -1;
      for (int part = 0; part <= 20; part++) {
        long at = histogram.second(all * part / 20);
        assertTrue(at >= second && at <= newest, "seed " + seed);
        assertTrue(histogram.rank(at) >= before, "seed " + seed);
        before = histogram.rank(at);
        // A second holds some rows: the nearest one is as near as they allow.
        double one = histogram.rank(at - 1) - histogram.rank(at + 1);
        assertTrue(Math.abs(before - all * part / 20) <= one + 0.001, "seed " + seed);
      }
    }
  }
}

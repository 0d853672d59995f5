package io.stripejdbc.scan.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.scan.window.Shape.Mark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShapeTest {
  private static Shape shape(long newest, Mark... pages) {
    return known(Shape.of(newest, List.of(pages)));
  }

  private static Shape known(Shape shape) {
    assertTrue(shape != null);
    return shape;
  }

  @Test
  void rowsLieEvenlyBetweenTheEndsOfPages() {
    Shape shape = shape(1_000, new Mark(900, 100), new Mark(100, 100));
    assertEquals(0, shape.rank(2_000));
    assertEquals(50, shape.rank(950));
    assertEquals(100, shape.rank(900));
    assertEquals(150, shape.rank(500));
    assertEquals(200, shape.rank(0));
    assertEquals(150, shape.rows(100, 950));
    assertEquals(0, shape.rows(950, 100));
    assertEquals(950, shape.second(50));
    assertEquals(500, shape.second(150));
    assertEquals(100, shape.second(1_000));
  }

  @Test
  void tooFewPagesHaveNoShape() {
    assertNull(Shape.of(1_000, List.of()));
    assertNull(Shape.of(1_000, List.of(new Mark(900, 100))));
    assertNull(Shape.of(1_000, List.of(new Mark(900, 100), new Mark(900, 100))));
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
      Shape shape = known(Shape.of(newest, pages));
      double all = pages.stream().mapToLong(Mark::rows).sum();
      assertEquals(all, shape.rank(second), "seed " + seed);
      double before = -1;
      for (int part = 0; part <= 20; part++) {
        long at = shape.second(all * part / 20);
        assertTrue(at >= second && at <= newest, "seed " + seed);
        assertTrue(shape.rank(at) >= before, "seed " + seed);
        before = shape.rank(at);
        // A second holds some rows: the nearest one is as near as they allow.
        double one = shape.rank(at - 1) - shape.rank(at + 1);
        assertTrue(Math.abs(before - all * part / 20) <= one + 0.001, "seed " + seed);
      }
    }
  }
}

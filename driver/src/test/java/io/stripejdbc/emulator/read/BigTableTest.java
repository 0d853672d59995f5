package io.stripejdbc.emulator.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the rows of a long made-up list lie in time. */
class BigTableTest {
  private static final BigTable EVEN = new BigTable("/v1/charges", 1_000, 7);

  /** All rows are as old as now. */
  private static final BigTable AT_ONCE = new BigTable("/v1/charges", 1_000, 0);

  @Test
  void theFirstRowOfAnAgeIsTheOneThatIsFoundByLookingAtAll() {
    for (BigTable table : List.of(EVEN, AT_ONCE, EVEN.inBunchesOf(50), EVEN.inBunchesOf(1_000))) {
      for (long seconds = -3; seconds < 7_100; seconds++) {
        int first = 0;
        while (first < table.rows() && table.age(first) < seconds) {
          first++;
        }
        assertEquals(first, table.firstOfAge(seconds), table + " at " + seconds);
      }
    }
  }

  @Test
  void bunchesTakeAsLongAsRowsThatLieEvenly() {
    BigTable bunched = EVEN.inBunchesOf(50);
    for (int row = 1; row < bunched.rows(); row++) {
      assertEquals(row % 50 == 0 ? 301 : 1, bunched.age(row) - bunched.age(row - 1));
    }
    assertEquals(EVEN.age(950), bunched.age(950));
  }

  @Test
  void bunchesWithoutTimeBetweenThemAreNone() {
    assertThrows(IllegalArgumentException.class, () -> AT_ONCE.inBunchesOf(10));
  }
}

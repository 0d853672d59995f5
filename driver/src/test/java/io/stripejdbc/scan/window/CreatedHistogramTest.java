package io.stripejdbc.scan.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CreatedHistogramTest {
  private static CreatedSeconds seconds(long... rows) {
    CreatedSeconds seconds = new CreatedSeconds();
    Arrays.stream(rows).forEach(seconds::add);
    return seconds;
  }

  private static CreatedHistogram known(long... rows) {
    CreatedHistogram histogram = CreatedHistogram.of(seconds(rows));
    assertTrue(histogram != null);
    return histogram;
  }

  @Test
  void itIsKnownHowManyRowsAreNewer() {
    CreatedHistogram histogram = known(LongStream.rangeClosed(1_001, 1_200).toArray());
    assertEquals(0, histogram.rank(2_000));
    assertEquals(100, histogram.rank(1_101));
    assertEquals(150, histogram.rank(1_051));
    assertEquals(200, histogram.rank(1_001));
    assertEquals(200, histogram.rank(0));
    assertEquals(100, histogram.rows(1_051, 1_151));
    assertEquals(0, histogram.rows(1_151, 1_051));
    assertEquals(1_101, histogram.second(100));
    assertEquals(1_001, histogram.second(1_000));
  }

  @Test
  void aPageIsTooLittle() {
    assertNull(CreatedHistogram.of(seconds()));
    assertNull(CreatedHistogram.of(seconds(new long[100])));
  }

  @Test
  void allRowsOfOneSecondAreNotCut() {
    long[] rows = new long[300];
    Arrays.fill(rows, 5);
    assertEquals(Long.MIN_VALUE, known(rows).within(299));
    assertEquals(5, known(rows).within(300));
  }

  /** What is said to be within some rows is, exactly, and nearly as many as it could be. */
  @Test
  void whatIsWithinWholePagesIsCountedExactly() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int size = 101 + random.nextInt(3_000);
      int spread = 1 + random.nextInt(random.nextBoolean() ? 50 : 1_000_000);
      long[] rows = random.longs(size, 1_000, 1_000 + spread).toArray();
      CreatedHistogram histogram = known(rows);
      for (int most = 0; most < size; most += 1 + random.nextInt(300)) {
        long second = histogram.within(most);
        long count = LongStream.of(rows).filter(row -> row >= second).count();
        assertTrue(second == Long.MIN_VALUE || count <= most, "seed " + seed);
        if (spread > 100_000 && second != Long.MIN_VALUE) {
          assertTrue(count > most - 60, "seed " + seed + ": " + count + " of " + most);
        }
      }
    }
  }
}

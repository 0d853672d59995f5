package io.stripejdbc.scan.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CreatedSecondsTest {
  private static long[] sorted(CreatedSeconds seconds) {
    CreatedSeconds.Sorted sorted = seconds.sort();
    return IntStream.range(0, sorted.size()).mapToLong(sorted::get).toArray();
  }

  @Test
  void secondsAreSortedHoweverMany() {
    for (int size : new int[] {0, 1, 100, 101, 16_383, 16_384, 16_385, 50_000}) {
      CreatedSeconds seconds = new CreatedSeconds();
      long[] rows = new Random(size).longs(size, 0, 1L << 32).toArray();
      LongStream.of(rows).forEach(seconds::add);
      assertEquals(size, seconds.size());
      assertArrayEquals(LongStream.of(rows).sorted().toArray(), sorted(seconds));
      assertEquals(0, seconds.size());
      seconds.add(7);
      assertArrayEquals(new long[] {7}, sorted(seconds));
    }
  }

  @Test
  void aSecondOutOfReachIsTheNearestOne() {
    CreatedSeconds seconds = new CreatedSeconds();
    LongStream.of(-1, 1L << 40, 3, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 31).forEach(seconds::add);
    long last = (1L << 32) - 1;
    assertArrayEquals(new long[] {0, 0, 3, 1L << 31, last, last}, sorted(seconds));
  }
}

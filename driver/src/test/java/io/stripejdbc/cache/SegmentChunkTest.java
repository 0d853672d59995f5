package io.stripejdbc.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.stripejdbc.cache.segment.SegmentChunk;
import io.stripejdbc.cache.segment.StringInterner;
import io.stripejdbc.cache.segment.TimeRange;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentChunkTest {
  private static final int ROUNDS = 2_000;

  private final Random random = new Random(23);

  private long[] created() {
    long[] created = random.longs(random.nextInt(6), 0, 9).toArray();
    if (random.nextBoolean()) {
      Arrays.sort(created);
      created = IntStream.rangeClosed(1, created.length).mapToLong(atFromEnd(created)).toArray();
    }
    if (created.length > 0 && random.nextInt(5) == 0) {
      created[random.nextInt(created.length)] = SegmentChunk.UNKNOWN;
    }
    return created;
  }

  private static IntToLongFunction atFromEnd(long[] sorted) {
    return back -> sorted[sorted.length - back];
  }

  private TimeRange range() {
    long from = random.nextInt(9);
    return random.nextInt(4) == 0 ? TimeRange.ALL : new TimeRange(from, from + random.nextInt(9));
  }

  @Test
  void objectsWithinASpanAreThoseOfItsSeconds() {
    for (int round = 0; round < ROUNDS; round++) {
      long[] created = created();
      TimeRange range = range();
      BitSet without = random.nextBoolean() ? null : BitSet.valueOf(new long[] {random.nextInt(8)});
      int[] expected =
          IntStream.range(0, created.length)
              .filter(row -> without == null || !without.get(row))
              .filter(
                  row ->
                      created[row] == SegmentChunk.UNKNOWN
                          ? range.equals(TimeRange.ALL)
                          : range.has(created[row]))
              .toArray();
      SegmentChunk chunk =
          SegmentChunk.pack(
              new byte[0],
              new int[created.length],
              new String[created.length],
              created,
              new StringInterner());
      int[] within = chunk.within(range, without);
      assertArrayEquals(
          expected,
          within == null ? IntStream.range(0, created.length).toArray() : within,
          Arrays.toString(created) + " " + range + " " + without);
    }
  }
}

package io.stripejdbc.cache.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class DecodedColumnsTest {
  private static final int ROWS = 100;
  private static final Map<String, Integer> POSITIONS =
      Map.of("text", 0, "number", 1, "word", 2, "same", 3);

  private final StringInterner words = new StringInterner();
  private final CachedColumn text = column(i -> "a text of its own, number " + i);
  private final CachedColumn number = column(i -> (long) i * i);
  private final CachedColumn word = column(i -> i % 3 == 0 ? "eur" : "usd");
  private final CachedColumn same = column(i -> "usd");

  private CachedColumn column(IntFunction<Object> value) {
    Object[] values = new Object[ROWS];
    Arrays.setAll(values, value);
    return CachedColumn.of(values, words);
  }

  private DecodedColumns within(long bytes) {
    return new DecodedColumns(POSITIONS, new CachedColumn[] {text, number, word, same})
        .within(bytes);
  }

  @Test
  void theSmallestAreKept() {
    DecodedColumns some = within(word.bytes() + number.bytes());
    assertSame(number, some.get("number"));
    assertSame(word, some.get("word"));
    assertSame(same, some.get("same"));
    assertNull(some.get("text"));
    assertNull(some.get("other"));
    assertNotNull(within(10_000).get("text"));
  }

  @Test
  void whatIsSharedTakesNoRoom() {
    DecodedColumns some = within(0);
    assertSame(same, some.get("same"));
    assertNull(some.get("word"));
    assertTrue(some.bytes() < 100, some.bytes() + " bytes");
    assertEquals(some.bytes() + word.bytes(), within(word.bytes()).bytes());
  }

  @Test
  void columnsOfOneValueAreOneObject() {
    assertSame(same, column(i -> "usd"));
    assertSame(column(i -> null), column(i -> null));
    assertSame(column(i -> 7L), column(i -> 7L));
  }

  @Test
  void aColumnThatIsAskedForIsWrittenToFilesAsWell() {
    SegmentChunk chunk =
        SegmentChunk.pack(new byte[10_000], new int[ROWS], new String[ROWS], new long[ROWS], words);
    chunk.keep(new DecodedColumns(POSITIONS, new CachedColumn[] {null, null, word, same}));
    long before = chunk.bytes();
    assertTrue(chunk.hasDecodedColumns());
    assertSame(same, chunk.column("same"));
    assertTrue(chunk.bytes() > before, "it is counted where it is in use");
  }
}

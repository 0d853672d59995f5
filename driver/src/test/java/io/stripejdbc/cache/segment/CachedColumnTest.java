package io.stripejdbc.cache.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class CachedColumnTest {
  private final StringInterner stringInterner = new StringInterner();
  private final Random random = new Random(6);

  private CachedColumn kept(Object... values) {
    CachedColumn column = CachedColumn.of(values, stringInterner);
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], column.get(i), Arrays.toString(values));
    }
    return column;
  }

  private Object[] many(int count, IntFunction<Object> value) {
    Object[] values = new Object[count];
    Arrays.setAll(values, value);
    return values;
  }

  @Test
  void everyValueComesBackAsItWas() {
    kept();
    kept((Object) null);
    kept(null, "a", null, "b", "ä€😀", "");
    kept(Long.MIN_VALUE, Long.MAX_VALUE, 0L, null, -1L);
    kept(1_000L, 5_000L, null, -3_000L);
    kept(1_000L, 5_001L, -3_000L);
    kept(true, false, null, true);
    kept(new BigDecimal("1.50"), new BigDecimal("1.5"), null);
    kept(many(500, i -> "text " + i));
    kept(many(500, i -> (long) i * i * i));
    kept(many(500, i -> i % 3 == 0 ? null : "w" + i % 7));
    kept(many(500, i -> i % 5 == 0 ? null : BigDecimal.valueOf(i, 2)));
  }

  @Test
  void randomValuesComeBackAsTheyWere() {
    for (int round = 0; round < 300; round++) {
      int kind = random.nextInt(4);
      int variety = 1 + random.nextInt(300);
      kept(many(random.nextInt(200), i -> value(kind, random.nextInt(variety))));
    }
  }

  private Object value(int kind, int number) {
    return switch (number == 0 ? 9 : kind) {
      case 0 -> "ch_" + number;
      case 1 -> (long) number * random.nextInt(1_000_000_000);
      case 2 -> number % 2 == 0;
      case 3 -> BigDecimal.valueOf(number);
      default -> null;
    };
  }

  @Test
  void wordsThatComeAgainAreOneObject() {
    CachedColumn one = kept(many(100, i -> new String("usd")));
    CachedColumn two = kept(many(100, i -> new String(i % 2 == 0 ? "usd" : "eur")));
    assertSame(one.get(0), two.get(0));
    assertTrue(two.bytes() < 400, "bytes " + two.bytes());
  }

  @Test
  void timesTakeFourBytes() {
    CachedColumn times = kept(many(1_000, i -> 1_700_000_000_000L + i * 86_400_000L));
    assertTrue(times.bytes() < 4_200, "bytes " + times.bytes());
  }
}

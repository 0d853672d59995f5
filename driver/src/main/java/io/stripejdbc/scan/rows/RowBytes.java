package io.stripejdbc.scan.rows;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that rows of a list take on the heap, rather more than less: 64-bit JVM, object headers of
 * 16 bytes, references of 8, texts of one byte a character while they are short and two beyond.
 */
public final class RowBytes {
  private static final long ARRAY = 16;
  private static final long REFERENCE = 8;
  private static final long TEXT = 56;
  private static final long DECIMAL = 64;
  private static final long BOXED = 24;

  /** Longer texts are counted as if they had characters beyond Latin-1. */
  private static final int SHORT = 64;

  private RowBytes() {}

  /** Bytes of some rows; where they are kept by column, those of the columns. */
  public static long of(List<@Nullable Object[]> rows) {
    if (rows instanceof BatchedRows batched) {
      return batched.bytes();
    }
    long sum = 0;
    for (@Nullable Object[] row : rows) {
      sum += of(row);
    }
    return sum;
  }

  /** Bytes of one row. */
  public static long of(@Nullable Object[] row) {
    long sum = ARRAY + REFERENCE * (row.length + 1);
    for (@Nullable Object value : row) {
      sum += value(value);
    }
    return sum;
  }

  private static long value(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof String text) {
      return TEXT + (text.length() > SHORT ? 2L : 1L) * text.length();
    }
    return value instanceof BigDecimal ? DECIMAL : BOXED;
  }
}

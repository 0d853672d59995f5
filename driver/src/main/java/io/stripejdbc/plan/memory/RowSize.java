package io.stripejdbc.plan.memory;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that a row takes on the heap, rather more than less: 64-bit JVM, object headers of 16
 * bytes, references of 8. Texts that other rows or the cache share are counted with each row.
 */
public final class RowSize {
  private static final long HEADER = 16;
  private static final long REFERENCE = 8;
  private static final long BOXED = 24;
  private static final long TEXT = 56;
  private static final long DECIMAL = 64;
  private static final long MAP_ENTRY = 64;
  private static final long KEYED = 320;

  /** Longer texts are counted with two bytes a character, as if all were beyond Latin-1. */
  private static final int SHORT = 64;

  private RowSize() {}

  /** A row as generated code has it: an array, a list, or the bare value of one column. */
  public static long of(@Nullable Object row) {
    return row instanceof @Nullable Object[] cells ? array(cells) : value(row);
  }

  private static long array(@Nullable Object[] cells) {
    long sum = HEADER + REFERENCE * cells.length;
    for (@Nullable Object cell : cells) {
      sum += value(cell);
    }
    return sum;
  }

  /** The rows of one key in a hash map, with the map's entry and its key. */
  public static long ofRows(List<@Nullable Object[]> rows) {
    long sum = KEYED;
    for (@Nullable Object[] row : rows) {
      sum += REFERENCE + array(row);
    }
    return sum;
  }

  /** Some columns of a row. */
  static long of(@Nullable Object row, int[] columns) {
    long sum = HEADER + REFERENCE * columns.length;
    for (int column : columns) {
      sum += value(cell(row, column));
    }
    return sum;
  }

  /** A column of a row; the row itself where it is no collection of columns. */
  static @Nullable Object cell(@Nullable Object row, int column) {
    if (row instanceof @Nullable Object[] cells) {
      return cells[column];
    }
    return row instanceof List<?> list && column < list.size() ? list.get(column) : row;
  }

  private static long value(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof String text) {
      return TEXT + (text.length() > SHORT ? 2L : 1L) * text.length();
    }
    if (value instanceof Number || value instanceof Boolean || value instanceof Character) {
      return value instanceof BigDecimal decimal ? DECIMAL + decimal.precision() / 2 : BOXED;
    }
    if (value instanceof List<?> list) {
      return list(list);
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    return value instanceof @Nullable Object[] cells ? array(cells) : TEXT + REFERENCE;
  }

  private static long list(List<?> list) {
    long sum = 2 * HEADER + REFERENCE * list.size();
    for (Object element : list) {
      sum += value(element);
    }
    return sum;
  }

  private static long map(Map<?, ?> map) {
    long sum = 2 * HEADER;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      sum += MAP_ENTRY + value(entry.getKey()) + value(entry.getValue());
    }
    return sum;
  }
}

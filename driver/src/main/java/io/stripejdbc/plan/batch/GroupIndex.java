package io.stripejdbc.plan.batch;

import io.stripejdbc.cache.segment.ColumnVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The groups of rows seen so far, numbered from 0 by their keys; for one thread. */
final class GroupIndex {
  /** As many combinations of dictionary words are numbered without a hash each. */
  private static final int MOST_COMBINED = 1 << 10;

  private final List<ValueKind> kinds;
  private final Consumer<@Nullable Object[]> onGroup;
  private final Map<Object, Integer> numbers = new HashMap<>();
  private final List<@Nullable Object[]> keys = new ArrayList<>();
  private int[] groups = {};

  /** Equal where all values are, NULL to NULL. */
  private record Key(List<@Nullable Object> values) {}

  /**
   * @param kinds of the keys
   * @param onGroup is told the keys of each new group
   */
  GroupIndex(List<ValueKind> kinds, Consumer<@Nullable Object[]> onGroup) {
    this.kinds = kinds;
    this.onGroup = onGroup;
    if (kinds.isEmpty()) {
      keys.add(new @Nullable Object[0]);
    }
  }

  /** How many groups there are. */
  int size() {
    return keys.size();
  }

  /** The keys of a group. */
  @Nullable Object[] keys(int group) {
    return keys.get(group);
  }

  /** The group of each of these rows. */
  int[] of(List<ColumnVector> columns, int size) {
    if (groups.length < size) {
      groups = new int[size];
    }
    if (columns.isEmpty()) {
      return groups; // One group, whose number is 0.
    }
    int combined = combinations(columns);
    if (combined > 0) {
      ofWords(columns, combined, size);
    } else {
      ofRows(columns, size);
    }
    return groups;
  }

  /** How many keys the words of the dictionaries can make; 0 where they are too many. */
  private static int combinations(List<ColumnVector> columns) {
    int product = 1;
    for (ColumnVector column : columns) {
      if (column.form() != ColumnVector.Form.CODES) {
        return 0;
      }
      product *= column.dictionary().length;
      if (product > MOST_COMBINED) {
        return 0;
      }
    }
    return product;
  }

  private void ofWords(List<ColumnVector> columns, int combined, int size) {
    int[] known = new int[combined];
    Arrays.fill(known, -1);
    int[] places = groups;
    Arrays.fill(places, 0, size, 0);
    for (ColumnVector column : columns) {
      byte[] codes = column.codes();
      int words = column.dictionary().length;
      for (int row = 0; row < size; row++) {
        places[row] = places[row] * words + codes[row];
      }
    }
    for (int row = 0; row < size; row++) {
      int place = places[row];
      if (known[place] < 0) {
        known[place] = number(columns, row);
      }
      places[row] = known[place];
    }
  }

  private void ofRows(List<ColumnVector> columns, int size) {
    for (int row = 0; row < size; row++) {
      groups[row] = row > 0 && isAsBefore(columns, row) ? groups[row - 1] : number(columns, row);
    }
  }

  /** Rows come by time, so that many have the keys of the one before. */
  private static boolean isAsBefore(List<ColumnVector> columns, int row) {
    for (ColumnVector column : columns) {
      boolean same =
          switch (column.form()) {
            case NUMBERS ->
                column.numbers()[row] == column.numbers()[row - 1]
                    && !NumberExpressions.isNull(column, row)
                    && !NumberExpressions.isNull(column, row - 1);
            case CODES -> column.codes()[row] == column.codes()[row - 1];
            case VALUES -> false;
          };
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private int number(List<ColumnVector> columns, int row) {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(columns.get(i), kinds.get(i), row);
    }
    Object key = values.length == 1 ? single(values[0]) : new Key(Arrays.asList(values));
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    onGroup.accept(values);
    numbers.put(key, keys.size());
    keys.add(values);
    return keys.size() - 1;
  }

  private static Object single(@Nullable Object value) {
    return value == null ? Key.class : value;
  }

  /** A value as an object of its type in a row. */
  static @Nullable Object value(ColumnVector column, ValueKind kind, int row) {
    if (column.form() == ColumnVector.Form.NUMBERS) {
      return NumberExpressions.isNull(column, row) ? null : kind.boxed(column.numbers()[row]);
    }
    return column.value(row);
  }
}

package io.stripejdbc.query.direct;

import org.jspecify.annotations.Nullable;

/**
 * Where a value of the result comes from: a column of the read, or a condition that leaves the
 * column one value.
 *
 * @param column position of the column, -1 for none
 * @param constant the value itself where there is none
 */
record DirectValue(int column, @Nullable Object constant) {
  static DirectValue column(int position) {
    return new DirectValue(position, null);
  }

  static DirectValue constant(@Nullable Object value) {
    return new DirectValue(-1, value);
  }

  @Nullable Object of(@Nullable Object[] row) {
    return column >= 0 ? row[column] : constant;
  }
}

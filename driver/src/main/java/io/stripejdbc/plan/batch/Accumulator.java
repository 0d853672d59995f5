package io.stripejdbc.plan.batch;

import io.stripejdbc.cache.segment.ColumnVector;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** One aggregate function over the rows of each group; for one thread. */
abstract class Accumulator {
  private final @Nullable BatchExpression argument;
  private final @Nullable BatchExpression filter;

  /** What has been gathered of each group, as a number. */
  long[] state = new long[8];

  /** Groups of which a value was seen. */
  final BitSet met = new BitSet();

  /**
   * @param argument what is gathered, null for rows
   * @param filter which rows are, null for all
   */
  Accumulator(@Nullable BatchExpression argument, @Nullable BatchExpression filter) {
    this.argument = argument;
    this.filter = filter;
  }

  /**
   * Takes in the rows of a batch.
   *
   * @param groups number of the group of each row
   * @param most how many groups there are
   */
  void add(BatchRows rows, int[] groups, int most) {
    if (state.length < most) {
      state = Arrays.copyOf(state, Math.max(most, 2 * state.length));
    }
    ColumnVector which = filter == null ? null : filter.of(rows);
    ColumnVector values = argument == null ? null : argument.of(rows);
    if (which == null && values != null && takesNumbers()) {
      addNumbers(values.numbers(), values.nulls(), groups, rows.size());
      return;
    }
    for (int row = 0; row < rows.size(); row++) {
      if (which == null || NumberExpressions.isTrue(which, row)) {
        addRow(values, row, groups[row]);
      }
    }
  }

  /** Whether all rows of a batch may be taken in at once, as numbers. */
  boolean takesNumbers() {
    return false;
  }

  void addNumbers(long[] numbers, boolean @Nullable [] nulls, int[] groups, int size) {
    throw new IllegalStateException("takes rows");
  }

  /** Takes in a row. */
  abstract void addRow(@Nullable ColumnVector values, int row, int group);

  /** What the function gives for a group. */
  abstract @Nullable Object result(int group);
}

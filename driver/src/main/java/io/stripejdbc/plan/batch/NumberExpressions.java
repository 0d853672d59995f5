package io.stripejdbc.plan.batch;

import io.stripejdbc.cache.segment.ColumnVector;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Expressions whose values are numbers made of others: constants, arithmetic, CASE. */
final class NumberExpressions {
  private NumberExpressions() {}

  /** The same number in each row; null for NULL. */
  static BatchExpression constant(@Nullable Long number) {
    ColumnVector values = new ColumnVector();
    return rows -> {
      long[] numbers = values.beginNumbers(rows.size());
      if (number == null) {
        Arrays.fill(values.beginNulls(), 0, rows.size(), true);
      } else {
        Arrays.fill(numbers, 0, rows.size(), number);
      }
      return values;
    };
  }

  /** Made of one number; NULL where that is. */
  static BatchExpression of(BatchExpression operand, LongUnaryOperator operation) {
    ColumnVector values = new ColumnVector();
    return rows -> {
      ColumnVector given = operand.of(rows);
      int size = rows.size();
      long[] numbers = values.beginNumbers(size);
      boolean[] nulls = copied(given.nulls(), values, size);
      long[] from = given.numbers();
      for (int row = 0; row < size; row++) {
        if (nulls == null || !nulls[row]) {
          numbers[row] = operation.applyAsLong(from[row]);
        }
      }
      return values;
    };
  }

  /** Made of two numbers; NULL where one of them is, and then not computed. */
  static BatchExpression of(
      BatchExpression left, BatchExpression right, LongBinaryOperator operation) {
    ColumnVector values = new ColumnVector();
    return rows -> {
      ColumnVector a = left.of(rows);
      ColumnVector b = right.of(rows);
      int size = rows.size();
      long[] numbers = values.beginNumbers(size);
      boolean[] nulls = either(a, b, values, size);
      long[] one = a.numbers();
      long[] other = b.numbers();
      for (int row = 0; row < size; row++) {
        if (nulls == null || !nulls[row]) {
          numbers[row] = operation.applyAsLong(one[row], other[row]);
        }
      }
      return values;
    };
  }

  /**
   * CASE.
   *
   * @param conditions in order
   * @param results what each of them gives, and behind them what is given otherwise
   */
  static BatchExpression choice(List<BatchExpression> conditions, List<BatchExpression> results) {
    ColumnVector values = new ColumnVector();
    return rows -> {
      int size = rows.size();
      values.beginNumbers(size);
      values.beginNulls();
      copy(results.get(conditions.size()).of(rows), null, values, size);
      // From the last on, so that the first that holds has the last word.
      for (int i = conditions.size() - 1; i >= 0; i--) {
        copy(results.get(i).of(rows), conditions.get(i).of(rows), values, size);
      }
      return values;
    };
  }

  private static void copy(
      ColumnVector from, @Nullable ColumnVector where, ColumnVector into, int size) {
    long[] numbers = into.numbers();
    boolean[] nulls = into.nulls();
    for (int row = 0; row < size; row++) {
      if (where == null || isTrue(where, row)) {
        numbers[row] = from.numbers()[row];
        if (nulls != null) {
          nulls[row] = isNull(from, row);
        }
      }
    }
  }

  static boolean isNull(ColumnVector numbers, int row) {
    boolean[] nulls = numbers.nulls();
    return nulls != null && nulls[row];
  }

  static boolean isTrue(ColumnVector truth, int row) {
    return truth.numbers()[row] != 0 && !isNull(truth, row);
  }

  /** Which rows of a result are NULL: those of its operand. */
  static boolean @Nullable [] copied(boolean @Nullable [] from, ColumnVector values, int size) {
    if (from == null) {
      return null;
    }
    boolean[] nulls = values.beginNulls();
    System.arraycopy(from, 0, nulls, 0, size);
    return nulls;
  }

  /** Which rows of a result are NULL: those of either operand. */
  static boolean @Nullable [] either(
      ColumnVector a, ColumnVector b, ColumnVector values, int size) {
    boolean[] one = a.nulls();
    boolean[] other = b.nulls();
    if (one == null || other == null) {
      return copied(one == null ? other : one, values, size);
    }
    boolean[] nulls = values.beginNulls();
    for (int row = 0; row < size; row++) {
      nulls[row] = one[row] || other[row];
    }
    return nulls;
  }
}

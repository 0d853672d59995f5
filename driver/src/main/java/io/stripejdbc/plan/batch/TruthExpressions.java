package io.stripejdbc.plan.batch;

import io.stripejdbc.cache.segment.ColumnVector;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Expressions that are true, false or unknown (NULL). */
final class TruthExpressions {
  private TruthExpressions() {}

  /** A comparison of two numbers; unknown where one of them is NULL. */
  static BatchExpression compared(SqlKind comparison, BatchExpression left, BatchExpression right) {
    ColumnVector values = new ColumnVector();
    return rows -> {
      ColumnVector a = left.of(rows);
      ColumnVector b = right.of(rows);
      int size = rows.size();
      long[] truth = values.beginNumbers(size);
      NumberExpressions.either(a, b, values, size);
      compare(comparison, a.numbers(), b.numbers(), truth, size);
      return values;
    };
  }

  // A loop for each, so that none looks up in it what it compares by.
  private static void compare(SqlKind comparison, long[] a, long[] b, long[] truth, int size) {
    switch (comparison) {
      case EQUALS -> {
        for (int row = 0; row < size; row++) {
          truth[row] = a[row] == b[row] ? 1 : 0;
        }
      }
      case NOT_EQUALS -> {
        for (int row = 0; row < size; row++) {
          truth[row] = a[row] != b[row] ? 1 : 0;
        }
      }
      case LESS_THAN -> {
        for (int row = 0; row < size; row++) {
          truth[row] = a[row] < b[row] ? 1 : 0;
        }
      }
      case LESS_THAN_OR_EQUAL -> {
        for (int row = 0; row < size; row++) {
          truth[row] = a[row] <= b[row] ? 1 : 0;
        }
      }
      case GREATER_THAN -> compare(SqlKind.LESS_THAN, b, a, truth, size);
      case GREATER_THAN_OR_EQUAL -> compare(SqlKind.LESS_THAN_OR_EQUAL, b, a, truth, size);
      default -> throw new IllegalArgumentException("no comparison: " + comparison);
    }
  }

  /**
   * AND: false where one operand is, unknown where one is of the others; or OR, where the other way
   * round true is what settles it.
   */
  static BatchExpression joined(boolean and, List<BatchExpression> operands) {
    long settled = and ? 0 : 1;
    ColumnVector values = new ColumnVector();
    return rows -> {
      int size = rows.size();
      long[] truth = values.beginNumbers(size);
      boolean[] nulls = values.beginNulls();
      Arrays.fill(truth, 0, size, 1 - settled);
      for (BatchExpression operand : operands) {
        ColumnVector given = operand.of(rows);
        long[] its = given.numbers();
        boolean[] unknown = given.nulls();
        for (int row = 0; row < size; row++) {
          if (unknown != null && unknown[row]) {
            nulls[row] |= truth[row] != settled;
          } else if (its[row] == settled) {
            truth[row] = settled;
            nulls[row] = false;
          }
        }
      }
      return values;
    };
  }

  /** NOT. */
  static BatchExpression not(BatchExpression operand) {
    return NumberExpressions.of(operand, truth -> 1 - truth);
  }

  /** {@code IS TRUE} and its kind: never unknown. */
  static BatchExpression is(BatchExpression operand, boolean wanted, boolean negated) {
    ColumnVector values = new ColumnVector();
    return rows -> {
      ColumnVector given = operand.of(rows);
      int size = rows.size();
      long[] truth = values.beginNumbers(size);
      for (int row = 0; row < size; row++) {
        boolean met =
            !NumberExpressions.isNull(given, row) && (given.numbers()[row] != 0) == wanted;
        truth[row] = met != negated ? 1 : 0;
      }
      return values;
    };
  }

  /** {@code IS NULL}, of whatever it is. */
  static BatchExpression isNull(BatchExpression operand, boolean negated) {
    ColumnVector values = new ColumnVector();
    return rows -> {
      ColumnVector given = operand.of(rows);
      int size = rows.size();
      long[] truth = values.beginNumbers(size);
      boolean[] none = missing(given);
      for (int row = 0; row < size; row++) {
        boolean isNull =
            switch (given.form()) {
              case NUMBERS -> none.length > 0 && none[row];
              case CODES -> none[given.codes()[row]];
              case VALUES -> given.value(row) == null;
            };
        truth[row] = isNull != negated ? 1 : 0;
      }
      return values;
    };
  }

  /** What is NULL: rows of numbers, words of a dictionary. */
  private static boolean[] missing(ColumnVector given) {
    boolean[] nulls = given.nulls();
    return switch (given.form()) {
      case NUMBERS -> nulls == null ? new boolean[0] : nulls;
      case CODES -> {
        boolean[] words = new boolean[given.dictionary().length];
        for (int word = 0; word < words.length; word++) {
          words[word] = given.dictionary()[word] == null;
        }
        yield words;
      }
      case VALUES -> new boolean[0];
    };
  }

  /**
   * A test of numbers.
   *
   * @param ofNull what holds of NULL, null for unknown
   */
  static BatchExpression tested(
      BatchExpression operand, LongPredicate test, @Nullable Boolean ofNull) {
    ColumnVector values = new ColumnVector();
    return rows -> {
      ColumnVector given = operand.of(rows);
      int size = rows.size();
      long[] truth = values.beginNumbers(size);
      boolean[] nulls =
          ofNull == null ? NumberExpressions.copied(given.nulls(), values, size) : given.nulls();
      for (int row = 0; row < size; row++) {
        boolean met =
            (nulls != null && nulls[row])
                ? Boolean.TRUE.equals(ofNull)
                : test.test(given.numbers()[row]);
        truth[row] = met ? 1 : 0;
      }
      return values;
    };
  }

  /** A test of texts: of a dictionary's words, once for each. */
  static BatchExpression testedText(
      BatchExpression operand, Predicate<String> test, @Nullable Boolean ofNull) {
    ColumnVector values = new ColumnVector();
    return rows -> {
      ColumnVector given = operand.of(rows);
      int size = rows.size();
      if (given.form() == ColumnVector.Form.CODES) {
        words(given, test, ofNull, values);
        return values;
      }
      @Nullable Object[] truth = values.beginValues(size);
      for (int row = 0; row < size; row++) {
        truth[row] = holds(given.value(row), test, ofNull);
      }
      values.toNumbers();
      return values;
    };
  }

  private static void words(
      ColumnVector given, Predicate<String> test, @Nullable Boolean ofNull, ColumnVector values) {
    @Nullable Object[] words = given.dictionary();
    long[] met = new long[words.length];
    int unknown = -1;
    for (int word = 0; word < words.length; word++) {
      Boolean holds = holds(words[word], test, ofNull);
      met[word] = Boolean.TRUE.equals(holds) ? 1 : 0;
      unknown = holds == null ? word : unknown;
    }
    int size = given.size();
    byte[] codes = given.codes();
    long[] truth = values.beginNumbers(size);
    for (int row = 0; row < size; row++) {
      truth[row] = met[codes[row]];
    }
    if (unknown >= 0) {
      boolean[] nulls = values.beginNulls();
      for (int row = 0; row < size; row++) {
        nulls[row] = codes[row] == unknown;
      }
    }
  }

  private static @Nullable Boolean holds(
      @Nullable Object text, Predicate<String> test, @Nullable Boolean ofNull) {
    return text == null ? ofNull : (Boolean) test.test((String) text);
  }

  /** Whether two texts are the same; unknown where one of them is NULL. */
  static BatchExpression sameText(BatchExpression left, BatchExpression right) {
    ColumnVector values = new ColumnVector();
    return rows -> {
      ColumnVector a = left.of(rows);
      ColumnVector b = right.of(rows);
      int size = rows.size();
      @Nullable Object[] truth = values.beginValues(size);
      for (int row = 0; row < size; row++) {
        Object one = a.value(row);
        Object other = b.value(row);
        truth[row] = one == null || other == null ? null : (Object) one.equals(other);
      }
      values.toNumbers();
      return values;
    };
  }
}

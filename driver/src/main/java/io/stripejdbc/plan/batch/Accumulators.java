package io.stripejdbc.plan.batch;

import io.stripejdbc.cache.segment.ColumnVector;
import io.stripejdbc.plan.function.aggregate.ExactSum;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The aggregate functions that batches are computed by. */
final class Accumulators {
  private Accumulators() {}

  /** COUNT: of rows, or of values that are not NULL. */
  static final class Count extends Accumulator {
    Count(@Nullable BatchExpression argument, @Nullable BatchExpression filter) {
      super(argument, filter);
    }

    @Override
    boolean takesNumbers() {
      return false;
    }

    @Override
    void addRow(@Nullable ColumnVector values, int row, int group) {
      state[group] += values == null || values.value(row) != null ? 1 : 0;
    }

    @Override
    Object result(int group) {
      return state[group];
    }
  }

  /** SUM of whole numbers; one outside of BIGINT is an error. */
  static final class Sum extends Accumulator {
    private final boolean zero;

    /**
     * @param zero whether the sum of nothing is 0, not NULL
     */
    Sum(BatchExpression argument, @Nullable BatchExpression filter, boolean zero) {
      super(argument, filter);
      this.zero = zero;
    }

    @Override
    boolean takesNumbers() {
      return true;
    }

    @Override
    void addNumbers(long[] numbers, boolean @Nullable [] nulls, int[] groups, int size) {
      long[] sums = state;
      int last = -1;
      for (int row = 0; row < size; row++) {
        if (nulls == null || !nulls[row]) {
          int group = groups[row];
          sums[group] = ExactSum.sum(sums[group], numbers[row]);
          if (group != last) {
            met.set(group);
            last = group;
          }
        }
      }
    }

    @Override
    void addRow(@Nullable ColumnVector values, int row, int group) {
      ColumnVector numbers = Objects.requireNonNull(values);
      if (!NumberExpressions.isNull(numbers, row)) {
        state[group] = ExactSum.sum(state[group], numbers.numbers()[row]);
        met.set(group);
      }
    }

    @Override
    @Nullable Object result(int group) {
      return zero || met.get(group) ? (Object) state[group] : null;
    }
  }

  /** MIN or MAX of numbers. */
  static final class Extreme extends Accumulator {
    private final boolean least;
    private final ValueKind kind;

    Extreme(
        BatchExpression argument, @Nullable BatchExpression filter, boolean least, ValueKind kind) {
      super(argument, filter);
      this.least = least;
      this.kind = kind;
    }

    @Override
    boolean takesNumbers() {
      return true;
    }

    @Override
    void addNumbers(long[] numbers, boolean @Nullable [] nulls, int[] groups, int size) {
      for (int row = 0; row < size; row++) {
        if (nulls == null || !nulls[row]) {
          take(numbers[row], groups[row]);
        }
      }
    }

    private void take(long number, int group) {
      long before = state[group];
      if (least ? number < before : number > before) {
        state[group] = number;
        met.set(group);
      } else if (!met.get(group)) {
        state[group] = number;
        met.set(group);
      }
    }

    @Override
    void addRow(@Nullable ColumnVector values, int row, int group) {
      ColumnVector numbers = Objects.requireNonNull(values);
      if (!NumberExpressions.isNull(numbers, row)) {
        take(numbers.numbers()[row], group);
      }
    }

    @Override
    @Nullable Object result(int group) {
      return met.get(group) ? kind.boxed(state[group]) : null;
    }
  }

  /** MIN or MAX of texts, by their characters. */
  static final class ExtremeText extends Accumulator {
    private final boolean least;
    private final Map<Integer, String> texts = new HashMap<>();

    ExtremeText(BatchExpression argument, @Nullable BatchExpression filter, boolean least) {
      super(argument, filter);
      this.least = least;
    }

    @Override
    void addRow(@Nullable ColumnVector values, int row, int group) {
      if (Objects.requireNonNull(values).value(row) instanceof String text) {
        texts.merge(
            group, text, (one, other) -> (one.compareTo(other) <= 0) == least ? one : other);
      }
    }

    @Override
    @Nullable Object result(int group) {
      return texts.get(group);
    }
  }
}

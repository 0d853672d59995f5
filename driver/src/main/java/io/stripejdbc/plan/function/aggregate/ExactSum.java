package io.stripejdbc.plan.function.aggregate;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;

/** Sums whole numbers; a sum outside of BIGINT is an error, not a wrong number. */
public final class ExactSum {
  private long sum;

  /** One for each group. */
  public ExactSum() {}

  /** Starts at nothing. */
  public ExactSum init() {
    return new ExactSum();
  }

  /** Adds a number. */
  public ExactSum add(ExactSum state, long value) {
    state.sum = sum(state.sum, value);
    return state;
  }

  /** The sum of two numbers. */
  public static long sum(long one, long other) {
    long sum = one + other;
    if (((one ^ sum) & (other ^ sum)) < 0) {
      throw new DriverFailure(
          DriverError.NUMERIC_RANGE,
          "Numeric overflow: SUM left the range of BIGINT; sum CAST(… AS DECIMAL(38, 0)) instead");
    }
    return sum;
  }

  /** The sum. */
  public Object result(ExactSum state) {
    return state.sum;
  }
}

package io.stripejdbc.plan.function.scalar;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.math.BigDecimal;

/** Values as whole numbers that lie as far apart as they do, for frames that count a distance. */
public final class RangeKeys {
  private RangeKeys() {}

  /** A date or timestamp as milliseconds. */
  public static long millis(long time) {
    return time;
  }

  /** A decimal in units of its last digit. */
  public static long unscaled(BigDecimal value, long scale) {
    try {
      return value.movePointRight((int) scale).longValueExact();
    } catch (ArithmeticException e) {
      throw new DriverFailure(
          DriverError.NUMERIC_RANGE,
          "RANGE with a distance takes decimals of up to 18 digits in ORDER BY, was " + value,
          0,
          e);
    }
  }
}

package io.stripejdbc.jdbc.value;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.jdbc.SqlExceptions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;

/** The digits behind the point that a program asks a decimal to have. */
public final class DecimalScale {
  /** More than any DECIMAL has; so many zeros more would only fill the memory. */
  private static final int MOST_DIGITS = 1000;

  private DecimalScale() {}

  /** The number with so many digits behind the point, rounded half away from zero. */
  public static BigDecimal of(BigDecimal number, int scale) throws SQLException {
    if (scale < 0 || scale > MOST_DIGITS) {
      throw SqlExceptions.of(
          DriverError.INVALID_ARGUMENT,
          "Scale must be from 0 to %d, was %d".formatted(MOST_DIGITS, scale));
    }
    if (Math.abs((long) number.scale()) > MOST_DIGITS) {
      throw SqlExceptions.of(
          DriverError.NUMERIC_RANGE, "A number has too many digits to be scaled");
    }
    return number.setScale(scale, RoundingMode.HALF_UP);
  }
}

package io.stripejdbc.jdbc.value;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/** Conversions to numbers and truth values; fractions are cut off, never does a number wrap. */
final class NumericConverter {
  private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal GREATEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  /** No number of the API comes near; text like 1e999999999 must not fill the heap. */
  private static final int MOST_DIGITS = 10_000;

  private NumericConverter() {}

  /**
   * Refuses a number with a fraction. A getter cuts it off, as JDBC says; the number a program sets
   * is one it compares with, and nobody would see that it is another.
   *
   * @throws DriverFailure 22003
   */
  static void checkWhole(Object value) {
    if (!(value instanceof Long || value instanceof Integer)
        && decimal(value).stripTrailingZeros().scale() > 0) {
      throw new DriverFailure(
          DriverError.NUMERIC_RANGE, "has a fraction, and the type asked for is whole");
    }
  }

  /** The whole part of a value, if it lies between the two. */
  static long whole(Object value, long least, long greatest) {
    long number = value instanceof Long exact ? exact : wholePart(value);
    if (number < least || number > greatest) {
      throw outOfRange();
    }
    return number;
  }

  private static long wholePart(Object value) {
    if (value instanceof Integer number) {
      return number;
    }
    BigDecimal number = decimal(value);
    BigDecimal whole = new BigDecimal(number.toBigInteger());
    if (whole.compareTo(LEAST_LONG) < 0 || whole.compareTo(GREATEST_LONG) > 0) {
      throw outOfRange();
    }
    return whole.longValueExact();
  }

  static double floating(Object value) {
    if (value instanceof Double number) {
      return number;
    }
    double number = decimal(value).doubleValue();
    if (Double.isInfinite(number)) {
      throw outOfRange();
    }
    return number;
  }

  static float floating32(Object value) {
    double wide = floating(value);
    float number = (float) wide;
    if (Float.isInfinite(number) && !Double.isInfinite(wide)) {
      throw outOfRange();
    }
    return number;
  }

  static BigDecimal decimal(Object value) {
    if (value instanceof BigDecimal number) {
      return bounded(number);
    }
    if (value instanceof Double || value instanceof Float) {
      return fromFloating(((Number) value).doubleValue());
    }
    if (value instanceof BigInteger number) {
      return new BigDecimal(number);
    }
    if (value instanceof Number number) {
      return BigDecimal.valueOf(number.longValue());
    }
    if (value instanceof Boolean truth) {
      return truth ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (value instanceof String text) {
      return fromText(text);
    }
    throw ValueConverter.wrongType(value, "a number");
  }

  private static BigDecimal fromFloating(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw outOfRange();
    }
    return BigDecimal.valueOf(number);
  }

  private static BigDecimal fromText(String text) {
    try {
      return bounded(new BigDecimal(text.strip()));
    } catch (NumberFormatException e) {
      throw new DriverFailure(DriverError.BAD_CAST, "holds a text that is no number");
    }
  }

  private static BigDecimal bounded(BigDecimal number) {
    if (Math.abs((long) number.scale()) > MOST_DIGITS) {
      throw outOfRange();
    }
    return number;
  }

  static boolean truth(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof String text) {
      return truthOf(text.strip().toLowerCase(Locale.ROOT));
    }
    if (value instanceof Number) {
      return decimal(value).signum() != 0;
    }
    throw ValueConverter.wrongType(value, "a boolean");
  }

  private static boolean truthOf(String text) {
    return switch (text) {
      case "true", "t", "1", "yes", "y", "on" -> true;
      case "false", "f", "0", "no", "n", "off" -> false;
      default ->
          throw new DriverFailure(
              DriverError.BAD_CAST, "holds a text that is neither true nor false");
    };
  }

  private static DriverFailure outOfRange() {
    return new DriverFailure(
        DriverError.NUMERIC_RANGE, "holds a number outside the range of the type asked for");
  }
}

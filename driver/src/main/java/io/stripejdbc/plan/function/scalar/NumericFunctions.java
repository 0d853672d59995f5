package io.stripejdbc.plan.function.scalar;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Exact arithmetic: results have the scale their type says, and what does not fit is an error. */
public final class NumericFunctions {
  private static final int MOST_DIGITS = 38;

  /** More digits than any DOUBLE has before or behind its point. */
  private static final int MOST_SCALE = 1100;

  /** Digits behind the point that decimals of WITH RECURSIVE keep. */
  public static final int RECURSIVE_SCALE = 12;

  private NumericFunctions() {}

  /** A decimal of WITH RECURSIVE. */
  public static BigDecimal recursiveDecimal(BigDecimal value) {
    return value.setScale(RECURSIVE_SCALE, RoundingMode.HALF_UP);
  }

  /**
   * The number that a text is.
   *
   * @throws NumberFormatException when it is none
   */
  public static BigDecimal ofText(String text) {
    return bounded(new BigDecimal(text.strip()));
  }

  /**
   * A number that is not too large to be computed with: {@code 1e999999999} would take all memory
   * and all time there is. What is as near to 0 is 0.
   */
  public static BigDecimal bounded(BigDecimal value) {
    if (value.signum() == 0 || value.scale() > MOST_SCALE) {
      return value.scale() >= 0 && value.scale() <= MOST_SCALE ? value : BigDecimal.ZERO;
    }
    if (value.scale() < -MOST_SCALE || value.precision() > MOST_SCALE) {
      throw new DriverFailure(DriverError.NUMERIC_RANGE, "A number is larger than any DECIMAL");
    }
    return value;
  }

  /** The text of a number, if it is one that can be computed with. */
  public static String boundedText(String text) {
    try {
      return ofText(text).signum() == 0 ? "0" : text;
    } catch (NumberFormatException e) {
      return text; // The cast says what is wrong with it.
    }
  }

  /** {@link #boundedText}, null for a number that is too large. */
  public static @Nullable String tryBoundedText(String text) {
    try {
      return boundedText(text);
    } catch (DriverFailure e) {
      return null;
    }
  }

  /**
   * The text of a DOUBLE, if it is one that there is: {@code NaN} and {@code Infinity} are values,
   * as in PostgreSQL, a number that is too large is none.
   */
  public static String finiteText(String text) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return text; // The cast says what is wrong with it.
    }
    if (Double.isInfinite(value) && !text.contains("Infinity")) {
      throw new DriverFailure(
          DriverError.NUMERIC_RANGE, "A DOUBLE is larger than any that there is");
    }
    return text;
  }

  /** {@link #finiteText}, null for a number that is too large. */
  public static @Nullable String tryFiniteText(String text) {
    try {
      return finiteText(text);
    } catch (DriverFailure e) {
      return null;
    }
  }

  /** A whole number as a decimal. */
  public static BigDecimal decimal(long value) {
    return BigDecimal.valueOf(value);
  }

  /** A binary fraction as the shortest decimal that means it. */
  public static BigDecimal decimal(double value) {
    return BigDecimal.valueOf(value);
  }

  /** Quotient with so many digits after the point, rounded half away from zero. */
  public static BigDecimal divide(BigDecimal dividend, BigDecimal divisor, int scale) {
    if (divisor.signum() == 0) {
      throw new DriverFailure(DriverError.DIVISION_BY_ZERO, "Division by zero");
    }
    return fit(dividend.divide(divisor, scale, RoundingMode.HALF_UP), scale);
  }

  /** Product with so many digits after the point. */
  public static BigDecimal multiply(BigDecimal left, BigDecimal right, int scale) {
    return fit(left.multiply(right), scale);
  }

  /** A number with so many digits after the point, within 38 digits. */
  public static BigDecimal fit(BigDecimal value, int scale) {
    BigDecimal result =
        value.scale() == scale ? value : value.setScale(scale, RoundingMode.HALF_UP);
    if (result.precision() > MOST_DIGITS) {
      throw new DriverFailure(
          DriverError.NUMERIC_RANGE,
          "Numeric overflow: %s does not fit DECIMAL(38, %d)"
              .formatted(result.toPlainString(), scale));
    }
    return result;
  }

  /** Rounded to a whole number, half away from zero. */
  public static BigDecimal round(BigDecimal value) {
    return value.setScale(0, RoundingMode.HALF_UP);
  }

  /** Rounded to so many digits after the point, before it when negative. */
  public static BigDecimal round(BigDecimal value, int digits) {
    if (digits < -MOST_SCALE) {
      return BigDecimal.ZERO;
    }
    BigDecimal rounded =
        digits < value.scale() ? value.setScale(digits, RoundingMode.HALF_UP) : value;
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  /** A whole number is round. */
  public static long round(long value) {
    return value;
  }

  /** A whole number rounded before the point. */
  public static long round(long value, int digits) {
    if (digits >= 0) {
      return value;
    }
    return digits < -MOST_DIGITS ? 0 : round(BigDecimal.valueOf(value), digits).longValueExact();
  }

  /** Rounded to a whole number, half away from zero. */
  public static double round(double value) {
    return round(value, 0);
  }

  /** Rounded to so many digits after the point. */
  public static double round(double value, int digits) {
    if (digits < -MOST_SCALE) {
      return 0;
    }
    return Double.isFinite(value) && digits <= MOST_SCALE
        ? BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).doubleValue()
        : value;
  }

  /** Logarithm to base 10, exact for its powers. */
  public static double log10(double value) {
    return DoubleFunctions.log10(value);
  }

  /** Logarithm to base 10, exact for its powers. */
  public static double log10(BigDecimal value) {
    return DoubleFunctions.log10(value.doubleValue());
  }
}

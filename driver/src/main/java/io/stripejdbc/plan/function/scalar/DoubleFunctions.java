package io.stripejdbc.plan.function.scalar;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;

/**
 * Arithmetic of binary fractions (DOUBLE) as PostgreSQL's: what has no number, and what is larger
 * than any, is an error and not {@code NaN} or {@code Infinity}, which would go on through sums.
 */
public final class DoubleFunctions {
  private DoubleFunctions() {}

  /** {@code a + b}. */
  public static double plus(double left, double right) {
    return finite(left + right, left, right);
  }

  /** {@code a - b}. */
  public static double minus(double left, double right) {
    return finite(left - right, left, right);
  }

  /** {@code a * b}. */
  public static double multiply(double left, double right) {
    return finite(left * right, left, right);
  }

  /** {@code a / b}. */
  public static double divide(double left, double right) {
    if (right == 0) {
      throw new DriverFailure(DriverError.DIVISION_BY_ZERO, "Division by zero");
    }
    return finite(left / right, left, right);
  }

  /** {@code mod(a, b)}, with the sign of {@code a}. */
  public static double remainder(double left, double right) {
    if (right == 0) {
      throw new DriverFailure(DriverError.DIVISION_BY_ZERO, "Division by zero");
    }
    return left % right;
  }

  /** {@code power(a, b)}, and with 0.5 {@code sqrt(a)}. */
  public static double power(double base, double exponent) {
    if (base == 0 && exponent < 0) {
      throw undefined("power", "0 to a negative power");
    }
    if (base < 0 && exponent != Math.rint(exponent)) {
      throw exponent == 0.5
          ? undefined("sqrt", "the square root of a negative number")
          : undefined("power", "a negative number to a power that is not whole");
    }
    return finite(Math.pow(base, exponent), base, exponent);
  }

  /** The whole number next to it, away from zero where two are as near. */
  public static double nearest(double value) {
    double floor = Math.floor(Math.abs(value));
    return Math.copySign(Math.abs(value) - floor < 0.5 ? floor : floor + 1, value);
  }

  /** The number, if a REAL has room for it. */
  public static double single(double value) {
    if (Float.isInfinite((float) value) && !Double.isInfinite(value)) {
      throw new DriverFailure(
          DriverError.NUMERIC_RANGE, "A number is too large for REAL: " + value);
    }
    return value;
  }

  /** {@code exp(a)}. */
  public static double exp(double value) {
    return finite(Math.exp(value), value, value);
  }

  /** {@code ln(a)}. */
  public static double ln(double value) {
    return Math.log(positive("ln", value));
  }

  /** {@code log10(a)}, exact for powers of ten. */
  public static double log10(double value) {
    return Math.log10(positive("log10", value));
  }

  /** {@code log2(a)}, exact for powers of two. */
  public static double log2(double value) {
    double result = Math.log(positive("log2", value)) / Math.log(2);
    double whole = Math.rint(result);
    return Math.pow(2, whole) == value ? whole : result;
  }

  /** {@code acos(a)}. */
  public static double acos(double value) {
    return Math.acos(sine("acos", value));
  }

  /** {@code asin(a)}. */
  public static double asin(double value) {
    return Math.asin(sine("asin", value));
  }

  private static double positive(String function, double value) {
    if (value <= 0) {
      throw undefined(function, "the logarithm of 0 or a negative number");
    }
    return value;
  }

  private static double sine(String function, double value) {
    if (Math.abs(value) > 1) {
      throw undefined(function, "a number beyond -1 to 1");
    }
    return value;
  }

  private static DriverFailure undefined(String function, String what) {
    return new DriverFailure(
        DriverError.BAD_ARGUMENT, "%s: there is no such number, %s".formatted(function, what));
  }

  private static double finite(double result, double left, double right) {
    if (!Double.isFinite(result) && Double.isFinite(left) && Double.isFinite(right)) {
      throw new DriverFailure(
          DriverError.NUMERIC_RANGE, "A DOUBLE is larger than any that there is");
    }
    return result;
  }
}

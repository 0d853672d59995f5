package io.stripejdbc.plan.function.time;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * A date or timestamp plus or minus an interval, within the years 1 to 9999; beyond them is an
 * error, where Calcite shows another year or wraps around.
 */
public final class DatetimeArithmetic {
  private static final long MILLIS_PER_DAY = 86_400_000L;
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  /** Digits behind the point of a part of months, which tell whether it is whole. */
  private static final int PLACES = 12;

  /** Digits behind the point of a number of units. */
  private static final int UNIT_PLACES = 18;

  private static final long MOST_MONTHS = 12L * 10_000;

  private DatetimeArithmetic() {}

  /** A timestamp so many milliseconds later. */
  public static long plusMillis(long timestamp, long millis) {
    try {
      return timestamp(Math.addExact(timestamp, millis));
    } catch (ArithmeticException e) {
      throw outOfRange();
    }
  }

  /** A timestamp so many milliseconds earlier. */
  public static long minusMillis(long timestamp, long millis) {
    try {
      return timestamp(Math.subtractExact(timestamp, millis));
    } catch (ArithmeticException e) {
      throw outOfRange();
    }
  }

  /** Two intervals together. */
  public static long plusInterval(long one, long other) {
    try {
      return Math.addExact(one, other);
    } catch (ArithmeticException e) {
      throw longInterval();
    }
  }

  /** An interval less another. */
  public static long minusInterval(long one, long other) {
    try {
      return Math.subtractExact(one, other);
    } catch (ArithmeticException e) {
      throw longInterval();
    }
  }

  /** The interval that so many units are, of which each has so many milliseconds. */
  public static long intervalOf(BigDecimal number, long unit) {
    return whole(number.multiply(BigDecimal.valueOf(unit)).setScale(0, RoundingMode.DOWN));
  }

  /** The interval that so many units are, of which each has so many months. */
  public static long monthsOf(BigDecimal number, long unit) {
    return months(intervalOf(number, unit));
  }

  /** A timestamp that was rounded up, if there is such a year. */
  public static long insideTimestamp(long timestamp) {
    return timestamp(timestamp);
  }

  /** A date that was rounded up, if there is such a year. */
  public static int insideDate(int day) {
    return date(day);
  }

  /** An interval so many times, in milliseconds, half of one away from zero. */
  public static long timesMillis(long millis, BigDecimal factor) {
    return whole(BigDecimal.valueOf(millis).multiply(factor).setScale(0, RoundingMode.HALF_UP));
  }

  /** The part of an interval, in milliseconds. */
  public static long dividedMillis(long millis, BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw new DriverFailure(DriverError.DIVISION_BY_ZERO, "Division by zero");
    }
    return whole(BigDecimal.valueOf(millis).divide(divisor, 0, RoundingMode.HALF_UP));
  }

  /** An interval of months so many times, where that is a whole number of months. */
  public static long timesMonths(long months, BigDecimal factor) {
    return wholeMonths(BigDecimal.valueOf(months).multiply(factor));
  }

  /** The part of an interval of months, where that is a whole number of months. */
  public static long dividedMonths(long months, BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw new DriverFailure(DriverError.DIVISION_BY_ZERO, "Division by zero");
    }
    return wholeMonths(BigDecimal.valueOf(months).divide(divisor, PLACES, RoundingMode.HALF_UP));
  }

  /** An interval as a number of units, of which each has so many milliseconds or months. */
  public static BigDecimal inUnits(long interval, long unit) {
    return BigDecimal.valueOf(interval)
        .divide(BigDecimal.valueOf(unit), UNIT_PLACES, RoundingMode.HALF_UP);
  }

  private static long wholeMonths(BigDecimal months) {
    if (months.stripTrailingZeros().scale() > 0) {
      throw new DriverFailure(
          DriverError.BAD_ARGUMENT,
          "An interval of %s months has no fixed length; use days"
              .formatted(months.stripTrailingZeros().toPlainString()));
    }
    return months(whole(months));
  }

  /** Months are of an INTEGER where they are kept. */
  private static long months(long months) {
    if (months != (int) months) {
      throw longInterval();
    }
    return months;
  }

  private static DriverFailure longInterval() {
    return new DriverFailure(DriverError.DATETIME_RANGE, "An interval is longer than any.");
  }

  private static long whole(BigDecimal number) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      throw longInterval();
    }
  }

  /** A timestamp so many months later; the last day of a month that is shorter. */
  public static long plusMonths(long timestamp, long months) {
    LocalDateTime time = TimeFunctions.dateTime(timestamp(timestamp));
    return timestamp(TimeFunctions.millis(time.plusMonths(inside(months))));
  }

  /** A timestamp so many months earlier. */
  public static long minusMonths(long timestamp, long months) {
    return plusMonths(timestamp, -months);
  }

  /** A date so many milliseconds later, of which whole days count. */
  public static int datePlusMillis(int day, long millis) {
    return date(day + millis / MILLIS_PER_DAY);
  }

  /** A date so many milliseconds earlier, of which whole days count. */
  public static int dateMinusMillis(int day, long millis) {
    return date(day - millis / MILLIS_PER_DAY);
  }

  /** A date so many months later. */
  public static int datePlusMonths(int day, long months) {
    return date(LocalDate.ofEpochDay(date(day)).plusMonths(inside(months)).toEpochDay());
  }

  /** A date so many months earlier. */
  public static int dateMinusMonths(int day, long months) {
    return datePlusMonths(day, -months);
  }

  private static long inside(long months) {
    if (months > MOST_MONTHS || months < -MOST_MONTHS) {
      throw outOfRange();
    }
    return months;
  }

  /** The same timestamp, if there is such a year. */
  static long timestamp(long millis) {
    date(Math.floorDiv(millis, MILLIS_PER_DAY));
    return millis;
  }

  private static int date(long day) {
    if (day < FIRST_DAY || day > LAST_DAY) {
      throw outOfRange();
    }
    return (int) day;
  }

  static DriverFailure outOfRange() {
    return new DriverFailure(
        DriverError.DATETIME_RANGE, "A date or timestamp lies outside of the years 1 to 9999.");
  }
}

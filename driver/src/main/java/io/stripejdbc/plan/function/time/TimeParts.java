package io.stripejdbc.plan.function.time;

import java.math.BigDecimal;

/**
 * Parts of times and intervals as EXTRACT has them in the standard and PostgreSQL: seconds keep
 * their fraction, and the hours of an interval without days are all its hours.
 */
public final class TimeParts {
  private static final int MILLIS_SCALE = 3;
  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final int MONTHS_PER_YEAR = 12;

  /** PostgreSQL's year has 365.25 days of 86400 seconds, the months of a part of a year 30. */
  private static final long SECONDS_PER_YEAR = 31_557_600L;

  private static final long SECONDS_PER_MONTH = 2_592_000L;

  private TimeParts() {}

  /** Seconds since the epoch, or of an interval, from milliseconds. */
  public static BigDecimal epoch(long millis) {
    return BigDecimal.valueOf(millis, MILLIS_SCALE);
  }

  /** The seconds of the minute of a time. */
  public static BigDecimal second(long millis) {
    return BigDecimal.valueOf(Math.floorMod(millis, MINUTE), MILLIS_SCALE);
  }

  /** The seconds of an interval beside its minutes, with its sign. */
  public static BigDecimal intervalSecond(long millis) {
    return BigDecimal.valueOf(millis % MINUTE, MILLIS_SCALE);
  }

  /** The hours of an interval that has no days beside them. */
  public static long intervalHour(long millis) {
    return millis / HOUR;
  }

  /** The seconds of an interval of months. */
  public static long monthsEpoch(long months) {
    return months / MONTHS_PER_YEAR * SECONDS_PER_YEAR
        + months % MONTHS_PER_YEAR * SECONDS_PER_MONTH;
  }
}

package io.stripejdbc.plan.function.time;

import java.time.Duration;
import java.time.Period;
import java.util.Locale;

/** Intervals as text: {@code 3 04:05:06} (days and time) and {@code 1-2} (years and months). */
public final class IntervalTexts {
  private static final int MONTHS_PER_YEAR = 12;
  private static final long MILLIS_PER_SECOND = 1000;

  private IntervalTexts() {}

  /** The text of an interval that an argument is. */
  public static String of(Object interval) {
    return interval instanceof Period months
        ? ofMonths(months.toTotalMonths())
        : ofMillis(((Duration) interval).toMillis());
  }

  /** The text of so many months. */
  public static String ofMonths(long months) {
    long size = Math.abs(months);
    return (months < 0 ? "-" : "") + size / MONTHS_PER_YEAR + "-" + size % MONTHS_PER_YEAR;
  }

  /** The text of so many milliseconds. */
  public static String ofMillis(long millis) {
    Duration size = Duration.ofMillis(Math.abs(millis));
    long fraction = size.toMillis() % MILLIS_PER_SECOND;
    return String.format(
        Locale.ROOT,
        "%s%d %02d:%02d:%02d%s",
        millis < 0 ? "-" : "",
        size.toDays(),
        size.toHoursPart(),
        size.toMinutesPart(),
        size.toSecondsPart(),
        fraction == 0 ? "" : String.format(Locale.ROOT, ".%03d", fraction));
  }
}

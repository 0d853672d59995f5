package io.stripejdbc.plan.function.time;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one grammar of text that is a date, a time or a timestamp, for literals, casts, comparisons
 * and parameters: a date, then {@code T} or blanks, a time with or without seconds and fraction,
 * and a zone by offset, {@code Z} or name, of which the clock of UTC is taken.
 */
public final class TimeTexts {
  private static final String TIME = "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,18}))?)?";
  private static final String ZONE =
      "\\s*(?:([zZ]|[+-]\\d{1,2}(?::?\\d{2}(?::?\\d{2})?)?)|\\s([A-Za-z][A-Za-z0-9_/+:-]*))?";

  private static final Pattern DATE_TIME =
      Pattern.compile("(\\d{4,6})-(\\d{1,2})-(\\d{1,2})(?:(?:[tT]|\\s+)" + TIME + ZONE + ")?");

  private static final Pattern TIME_ALONE = Pattern.compile(TIME);
  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final int LAST_YEAR = 9999;

  private TimeTexts() {}

  /** The milliseconds of a timestamp on UTC's clock. */
  public static long timestamp(String text) {
    Matcher parts = DATE_TIME.matcher(text.strip());
    if (!parts.matches()) {
      throw bad("timestamp", text, null);
    }
    try {
      LocalDateTime local =
          date(parts).atStartOfDay().plusNanos(parts.group(4) == null ? 0 : nanos(parts, 4));
      return DatetimeArithmetic.timestamp(TimeFunctions.millis(utc(parts, local)));
    } catch (DateTimeException e) {
      throw range("timestamp", text, e);
    }
  }

  /** The days since 1970-01-01 of a date; a time behind it does not count. */
  public static int date(String text) {
    Matcher parts = DATE_TIME.matcher(text.strip());
    if (!parts.matches()) {
      throw bad("date", text, null);
    }
    try {
      return (int) date(parts).toEpochDay();
    } catch (DateTimeException e) {
      throw range("date", text, e);
    }
  }

  /** The milliseconds since midnight of a time, or of the time that a timestamp names. */
  public static int time(String text) {
    Matcher parts = TIME_ALONE.matcher(text.strip());
    Matcher both = DATE_TIME.matcher(text.strip());
    if (both.matches() && both.group(4) == null) {
      throw bad("time", text, null);
    }
    try {
      return parts.matches()
          ? (int) (ofDay(parts) / NANOS_PER_MILLI)
          : (int) Math.floorMod(timestamp(text), 86_400_000L);
    } catch (DateTimeException e) {
      throw range("time", text, e);
    }
  }

  /** A timestamp as it is shown, with milliseconds if its type has a fraction or it has one. */
  public static String ofTimestamp(long millis, long digits) {
    String text = TEXT.format(TimeFunctions.dateTime(millis));
    boolean whole = digits == 0 && millis % 1000 == 0;
    return whole ? text.substring(0, text.length() - ".000".length()) : text;
  }

  /** Milliseconds since 1970 to so many digits of a second, half a digit away from 1970. */
  public static long rounded(long millis, long digits) {
    long unit = digits == 0 ? 1000 : digits == 1 ? 100 : digits == 2 ? 10 : 1;
    return millis < 0 ? -(-millis + unit / 2) / unit * unit : (millis + unit / 2) / unit * unit;
  }

  /** Milliseconds since midnight to so many digits; half a digit before midnight is midnight. */
  public static int roundedTime(int millis, long digits) {
    return (int) (rounded(millis, digits) % 86_400_000L);
  }

  /** {@link #timestamp}, null for a text that is none. */
  public static @Nullable Long tryTimestamp(String text) {
    return TryFunctions.time(() -> timestamp(text));
  }

  /** {@link #date}, null for a text that is none. */
  public static @Nullable Integer tryDate(String text) {
    return TryFunctions.day(() -> date(text));
  }

  /** {@link #time}, null for a text that is none. */
  public static @Nullable Integer tryTime(String text) {
    return TryFunctions.day(() -> time(text));
  }

  private static LocalDate date(Matcher parts) {
    int year = Integer.parseInt(parts.group(1));
    if (year < 1 || year > LAST_YEAR) {
      throw new DateTimeException("year " + year);
    }
    return LocalDate.of(year, Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
  }

  /** A time has no 24:00; what is rounded up to it is the beginning of a day, as in Trino. */
  private static long ofDay(Matcher parts) {
    if (Integer.parseInt(parts.group(1)) == 24) {
      throw new DateTimeException("hour 24");
    }
    return Math.floorMod(nanos(parts, 1), 86_400_000_000_000L);
  }

  /** Of a time of day, rounded to milliseconds; 24:00 is the end of the day. */
  private static long nanos(Matcher parts, int first) {
    int hour = Integer.parseInt(parts.group(first));
    int minute = Integer.parseInt(parts.group(first + 1));
    int second = parts.group(first + 2) == null ? 0 : Integer.parseInt(parts.group(first + 2));
    String fraction = parts.group(first + 3) == null ? "" : parts.group(first + 3);
    long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
    long millis = Math.floorDiv(nanos + NANOS_PER_MILLI / 2, (long) NANOS_PER_MILLI);
    boolean endOfDay = hour == 24 && minute == 0 && second == 0 && nanos == 0;
    LocalTime time = endOfDay ? LocalTime.MIDNIGHT : LocalTime.of(hour, minute, second);
    return (endOfDay ? 86_400_000_000_000L : time.toNanoOfDay()) + millis * NANOS_PER_MILLI;
  }

  private static LocalDateTime utc(Matcher parts, LocalDateTime local) {
    String zone = parts.group(8) == null ? parts.group(9) : parts.group(8);
    if (zone == null) {
      return local;
    }
    try {
      return local
          .atZone(TimeFunctions.zone(zone))
          .withZoneSameInstant(ZoneOffset.UTC)
          .toLocalDateTime();
    } catch (DriverFailure e) {
      throw new DriverFailure(DriverError.BAD_DATETIME, String.valueOf(e.getMessage()), 0, e);
    }
  }

  private static DriverFailure bad(String what, String text, @Nullable Throwable cause) {
    return new DriverFailure(
        DriverError.BAD_DATETIME, "'%s' is no %s".formatted(text, what), 0, cause);
  }

  private static DriverFailure range(String what, String text, Throwable cause) {
    return new DriverFailure(
        DriverError.DATETIME_RANGE, "'%s' is no %s that there is".formatted(text, what), 0, cause);
  }
}

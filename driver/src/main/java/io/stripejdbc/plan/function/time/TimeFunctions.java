package io.stripejdbc.plan.function.time;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Time zones, differences and Unix times; a timestamp is milliseconds since the epoch as the UTC
 * wall clock.
 */
public final class TimeFunctions {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  /** The names of zones by those names in small letters. */
  private static final Map<String, String> ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .collect(Collectors.toUnmodifiableMap(id -> id.toLowerCase(Locale.ROOT), id -> id));

  private TimeFunctions() {}

  /** The wall clock in a zone at a moment given in UTC: {@code AT TIME ZONE}. */
  public static long atTimezone(long utc, String zone) {
    return DatetimeArithmetic.timestamp(
        utc + 1000L * zone(zone).getRules().getOffset(Instant.ofEpochMilli(utc)).getTotalSeconds());
  }

  /** The moment in UTC at which the clock in a zone shows this; the earlier one where two do. */
  public static long withTimezone(long local, String zone) {
    return DatetimeArithmetic.timestamp(
        dateTime(local).atZone(zone(zone)).toInstant().toEpochMilli());
  }

  /** {@code make_date(year, month, day)}. */
  public static int makeDate(long year, long month, long day) {
    try {
      LocalDate date =
          LocalDate.of(Math.toIntExact(year), Math.toIntExact(month), Math.toIntExact(day));
      DatetimeArithmetic.timestamp(millis(date.atStartOfDay()));
      return (int) date.toEpochDay();
    } catch (ArithmeticException | DateTimeException e) {
      throw new DriverFailure(
          DriverError.DATETIME_RANGE,
          "make_date: there is no day %d-%d-%d".formatted(year, month, day),
          0,
          e);
    }
  }

  /** Whole units from one moment to another, negative when the second comes first. */
  public static long dateDiff(String unit, long from, long to) {
    LocalDateTime start = dateTime(from);
    LocalDateTime end = dateTime(to);
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "millisecond" -> to - from;
      case "second" -> ChronoUnit.SECONDS.between(start, end);
      case "minute" -> ChronoUnit.MINUTES.between(start, end);
      case "hour" -> ChronoUnit.HOURS.between(start, end);
      case "day" -> ChronoUnit.DAYS.between(start, end);
      case "week" -> ChronoUnit.WEEKS.between(start, end);
      case "month" -> months(start, end);
      case "quarter" -> months(start, end) / 3;
      case "year" -> months(start, end) / 12;
      default -> throw argument("date_diff does not know the unit '%s'".formatted(unit));
    };
  }

  /**
   * Whole months, where the last day of a shorter month completes one, as in Trino: from 31 January
   * to 28 February is one month, because a month after 31 January is 28 February.
   */
  private static long months(LocalDateTime start, LocalDateTime end) {
    if (end.isBefore(start)) {
      return -months(end, start);
    }
    int last = end.getDayOfMonth();
    boolean shorter = last == end.toLocalDate().lengthOfMonth() && start.getDayOfMonth() > last;
    long whole = ChronoUnit.MONTHS.between(YearMonth.from(start), YearMonth.from(end));
    int from = shorter ? last : start.getDayOfMonth();
    boolean early =
        last < from || (last == from && end.toLocalTime().isBefore(start.toLocalTime()));
    return early ? whole - 1 : whole;
  }

  /** The timestamp so many seconds after 1970-01-01 00:00:00 UTC. */
  public static long fromUnixtime(BigDecimal seconds) {
    try {
      return DatetimeArithmetic.timestamp(
          seconds.multiply(THOUSAND).setScale(0, RoundingMode.FLOOR).longValueExact());
    } catch (ArithmeticException e) {
      throw new DriverFailure(
          DriverError.DATETIME_RANGE,
          "from_unixtime: " + seconds + " lies outside of the years 1 to 9999",
          0,
          e);
    }
  }

  /** The clock in a zone so many seconds after 1970-01-01 00:00:00 UTC. */
  public static long fromUnixtime(BigDecimal seconds, String zone) {
    return atTimezone(fromUnixtime(seconds), zone);
  }

  /** {@code to_timestamp(x)}: of seconds as {@link #fromUnixtime}; a timestamp is itself. */
  public static long toTimestamp(Object value) {
    if (value instanceof LocalDateTime time) {
      return millis(time);
    }
    if (value instanceof LocalDate date) {
      return millis(date.atStartOfDay());
    }
    if (value instanceof String text) {
      return TimeTexts.timestamp(text);
    }
    return fromUnixtime(new BigDecimal(value.toString()));
  }

  /** Seconds since 1970-01-01 00:00:00 UTC, with milliseconds as fraction. */
  public static BigDecimal toUnixtime(long timestamp) {
    return BigDecimal.valueOf(timestamp, 3);
  }

  /** A timestamp in ISO 8601; with an offset or {@code Z} it is brought to UTC. */
  public static long fromIso8601Timestamp(String text) {
    return TimeTexts.timestamp(text);
  }

  /** A date in ISO 8601, as days since 1970-01-01. */
  public static int fromIso8601Date(String text) {
    return TimeTexts.date(text);
  }

  /** {@link #fromIso8601Timestamp}, null for a text that is none. */
  public static @Nullable Long tryFromIso8601Timestamp(String text) {
    return TryFunctions.time(() -> fromIso8601Timestamp(text));
  }

  /** {@link #fromIso8601Date}, null for a text that is none. */
  public static @Nullable Integer tryFromIso8601Date(String text) {
    return TryFunctions.day(() -> fromIso8601Date(text));
  }

  /** ISO 8601 text of a timestamp, with milliseconds and {@code Z}; of a date, the date alone. */
  public static String toIso8601(Object value) {
    return value instanceof LocalDateTime time
        ? time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT))
        : value.toString();
  }

  /** DATE as an object. */
  public static LocalDate dateObject(Object days) {
    return LocalDate.ofEpochDay(((Number) days).longValue());
  }

  /** TIMESTAMP as an object. */
  public static LocalDateTime timestampObject(Object millis) {
    return dateTime(((Number) millis).longValue());
  }

  /** TIME as an object. */
  public static LocalTime timeObject(Object millis) {
    return LocalTime.ofNanoOfDay(((Number) millis).longValue() * 1_000_000L);
  }

  /** An interval of months as an object. */
  public static Period monthsObject(Object months) {
    return Period.ofMonths(((Number) months).intValue());
  }

  /** An interval of days and seconds as an object. */
  public static Duration durationObject(Object millis) {
    return Duration.ofMillis(((Number) millis).longValue());
  }

  public static LocalDateTime dateTime(long millis) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, 1000L),
        (int) Math.floorMod(millis, 1000L) * 1_000_000,
        ZoneOffset.UTC);
  }

  public static long millis(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /** The zone of this name; an error that says how zones are written when there is none. */
  public static ZoneId zone(String zone) {
    try {
      String name = zone.strip();
      String known = ZONES.get(name.toLowerCase(Locale.ROOT));
      return ZoneId.of(known == null ? name.toUpperCase(Locale.ROOT) : known);
    } catch (DateTimeException e) {
      throw argument(
          "'%s' is no time zone; write it as 'Europe/Berlin', 'UTC' or '+02:00'".formatted(zone));
    }
  }

  static DriverFailure datetime(String message, String text, Throwable cause) {
    return new DriverFailure(DriverError.BAD_DATETIME, message.formatted(text), 0, cause);
  }

  public static DriverFailure argument(String message) {
    return new DriverFailure(DriverError.BAD_ARGUMENT, message);
  }
}

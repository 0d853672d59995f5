package io.stripejdbc.jdbc.value;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Locale;

/**
 * Conversions to dates and times.
 *
 * <p>A value is a wall clock reading in UTC. A {@code java.sql} object without a calendar shows the
 * same reading in the JVM's zone (JDBC's way); with a calendar it is the instant at which a clock
 * in the calendar's zone shows it, so a UTC calendar gives the exact instant.
 */
public final class TemporalConverter {
  private static final LocalDate EPOCH = LocalDate.ofEpochDay(0);

  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT);

  private TemporalConverter() {}

  static LocalDate date(Object value) {
    if (value instanceof LocalDate date) {
      return date;
    }
    if (value instanceof LocalTime) {
      throw ValueConverter.wrongType(value, "a date");
    }
    return dateTime(value).toLocalDate();
  }

  static LocalTime time(Object value) {
    if (value instanceof LocalTime time) {
      return time;
    }
    if (value instanceof LocalDate) {
      throw ValueConverter.wrongType(value, "a time");
    }
    if (value instanceof String text && text.indexOf('-') < 0) {
      return timeOf(text.strip());
    }
    return dateTime(value).toLocalTime();
  }

  static LocalDateTime dateTime(Object value) {
    if (value instanceof LocalDateTime dateTime) {
      return dateTime;
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof LocalTime time) {
      return time.atDate(EPOCH);
    }
    if (value instanceof String text) {
      return dateTimeOf(text.strip());
    }
    throw ValueConverter.wrongType(value, "a date or time");
  }

  private static LocalTime timeOf(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      throw noTime();
    }
  }

  private static LocalDateTime dateTimeOf(String text) {
    try {
      TemporalAccessor found =
          TEXT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      if (found instanceof OffsetDateTime withZone) {
        return withZone.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
      }
      return found instanceof LocalDate date ? date.atStartOfDay() : LocalDateTime.from(found);
    } catch (DateTimeException e) {
      throw noTime();
    }
  }

  private static DriverFailure noTime() {
    return new DriverFailure(
        DriverError.BAD_DATETIME, "holds a text that is no date or time (2024-05-01 13:30:00)");
  }

  /**
   * A {@code java.sql.Time} that keeps the milliseconds, which {@code TimeSource.valueOf} drops.
   */
  static Time sqlTime(LocalTime time) {
    return new Time(Timestamp.valueOf(time.atDate(EPOCH)).getTime());
  }

  /** The instant at which a clock in the calendar's zone shows this reading. */
  public static Timestamp timestamp(LocalDateTime reading, Calendar calendar) {
    return Timestamp.from(reading.atZone(zone(calendar)).toInstant());
  }

  public static Date date(LocalDate reading, Calendar calendar) {
    return new Date(reading.atStartOfDay(zone(calendar)).toInstant().toEpochMilli());
  }

  public static Time time(LocalTime reading, Calendar calendar) {
    ZonedDateTime there = reading.atDate(EPOCH).atZone(zone(calendar));
    return new Time(there.toInstant().toEpochMilli());
  }

  /** What a clock in the calendar's zone shows at this instant. */
  @SuppressWarnings("JavaUtilDate")
  public // JDBC speaks it.
  static LocalDateTime reading(java.util.Date instant, Calendar calendar) {
    long millis = instant.getTime();
    LocalDateTime reading =
        LocalDateTime.ofInstant(java.time.Instant.ofEpochMilli(millis), zone(calendar));
    return instant instanceof Timestamp exact ? reading.withNano(exact.getNanos()) : reading;
  }

  private static ZoneId zone(Calendar calendar) {
    return calendar.getTimeZone().toZoneId();
  }
}

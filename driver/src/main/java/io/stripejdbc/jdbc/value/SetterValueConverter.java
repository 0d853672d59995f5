package io.stripejdbc.jdbc.value;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.jdbc.SqlExceptions;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a setter is given to one of the kinds of value that the engine takes: String,
 * Boolean, Number, LocalDate, LocalTime or LocalDateTime (the UTC wall clock).
 */
public final class SetterValueConverter {
  private static final Set<Class<?>> WHOLE =
      Set.of(Byte.class, Short.class, Integer.class, Long.class);

  /** Classes whose {@code toString} is the value. */
  private static final Set<Class<?>> TEXTS =
      Set.of(Character.class, UUID.class, CharSequence.class, URL.class, URI.class);

  private SetterValueConverter() {}

  /** The value in the engine's kinds; instants become the UTC wall clock. */
  public static @Nullable Object plain(@Nullable Object value) throws SQLException {
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Number
        || value instanceof LocalDate
        || value instanceof LocalTime
        || value instanceof LocalDateTime) {
      return value;
    }
    if (value instanceof java.util.Date date) {
      return reading(date);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (TEXTS.stream().anyMatch(text -> text.isInstance(value))) {
      return value.toString();
    }
    if (value instanceof Clob clob) {
      return CharacterStreamReader.of(clob);
    }
    try {
      return instant(value);
    } catch (DateTimeException e) {
      throw SqlExceptions.of(DriverError.DATETIME_RANGE, "No parameter can be as far as " + value);
    }
  }

  private static Object instant(Object value) throws SQLException {
    if (value instanceof Instant instant) {
      return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
    if (value instanceof OffsetDateTime there) {
      return there.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }
    if (value instanceof ZonedDateTime there) {
      return there.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }
    if (value instanceof Calendar calendar) {
      return LocalDateTime.ofInstant(calendar.toInstant(), ZoneOffset.UTC);
    }
    throw SqlExceptions.of(
        DriverError.WRONG_TYPE, "No parameter can be a " + value.getClass().getName());
  }

  /** What the JVM's own wall clock shows: the mirror of the getters without a calendar. */
  @SuppressWarnings("JavaUtilDate") // JDBC speaks it.
  private static Object reading(java.util.Date date) {
    if (date instanceof Date day) {
      return day.toLocalDate();
    }
    if (date instanceof Time time) {
      return new Timestamp(time.getTime()).toLocalDateTime().toLocalTime();
    }
    return date instanceof Timestamp timestamp
        ? timestamp.toLocalDateTime()
        : new Timestamp(date.getTime()).toLocalDateTime();
  }

  /** The value as a constant of {@link Types} asks. */
  public static @Nullable Object plain(@Nullable Object value, int sqlType) throws SQLException {
    Object plain = plain(value);
    if (plain == null || sqlType == Types.OTHER || sqlType == Types.JAVA_OBJECT) {
      return plain;
    }
    try {
      Class<?> target = target(sqlType);
      if (WHOLE.contains(target)) {
        NumericConverter.checkWhole(plain);
      }
      return ValueConverter.convert(plain, target);
    } catch (DriverFailure e) {
      throw SqlExceptions.of(e.error(), "The parameter's value " + e.getMessage());
    }
  }

  private static Class<?> target(int sqlType) throws SQLException {
    return switch (sqlType) {
      case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR -> String.class;
      case Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR, Types.CLOB, Types.NCLOB -> String.class;
      case Types.BOOLEAN, Types.BIT -> Boolean.class;
      case Types.TINYINT -> Byte.class;
      case Types.SMALLINT -> Short.class;
      case Types.INTEGER -> Integer.class;
      case Types.BIGINT -> Long.class;
      case Types.REAL -> Float.class;
      case Types.FLOAT, Types.DOUBLE -> Double.class;
      case Types.DECIMAL, Types.NUMERIC -> BigDecimal.class;
      case Types.DATE -> LocalDate.class;
      case Types.TIME, Types.TIME_WITH_TIMEZONE -> LocalTime.class;
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> LocalDateTime.class;
      default -> throw SqlExceptions.unsupported("Parameters of java.sql.Types " + sqlType);
    };
  }
}

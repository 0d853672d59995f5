package io.stripejdbc.attach;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of another database's answer as generated code holds them, exactly or not at
 * all. Dates and times are read as such: {@code java.sql.Timestamp} has a gap of an hour in spring
 * wherever the JVM's zone has one.
 *
 * @param label what messages call the column
 * @param countsMicros whether instants are numbers of microseconds
 * @param cut told once when digits of a time are left out
 */
record RemoteValueReader(
    String label, RemoteOutput output, boolean countsMicros, Consumer<String> cut) {
  private static final long NANOS_OF_A_MICRO = 1000;
  private static final long MICROS_OF_A_SECOND = 1_000_000;
  private static final long NANOS_OF_A_MILLI = 1_000_000;

  /** The value of one column, null for NULL. */
  @Nullable Object read(ResultSet rows, int column) throws SQLException {
    return switch (output.type()) {
      case BOOLEAN -> truth(rows.getObject(column));
      case INTEGER -> integer(rows.getObject(column));
      case BIGINT -> bigint(rows.getObject(column));
      case DECIMAL -> decimal(rows.getObject(column));
      case DOUBLE -> floating(rows.getObject(column));
      case DATE -> date(rows.getObject(column, LocalDate.class));
      case TIME -> time(time(rows, column));
      case TIMESTAMP -> timestamp(rows.getObject(column, LocalDateTime.class));
      case INSTANT -> instant(rows, column);
      case TEXT, TEXT_FORM -> rows.getString(column);
      case FILLED_TEXT -> unfilled(rows.getString(column));
    };
  }

  private @Nullable Object truth(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return value;
    }
    long number = value instanceof Number n ? n.longValue() : -1;
    if (number != 0 && number != 1) {
      throw wrong("neither true nor false");
    }
    return number == 1;
  }

  private @Nullable Object integer(@Nullable Object value) {
    Long number = bigint(value);
    if (number == null) {
      return null;
    }
    if (number != number.intValue()) {
      throw wrong("a number beyond INTEGER");
    }
    return number.intValue();
  }

  private @Nullable Long bigint(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    try {
      return exact(value).longValueExact();
    } catch (ArithmeticException e) {
      throw wrong("a number that is not whole, or beyond BIGINT");
    }
  }

  private @Nullable BigDecimal decimal(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      return exact(value).setScale(output.scale());
    } catch (ArithmeticException e) {
      throw wrong(
          "a number with more than "
              + output.scale()
              + " digits behind the point; a view there can cast it to text");
    }
  }

  private BigDecimal exact(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    if (value instanceof Number number) {
      try {
        return new BigDecimal(number.toString());
      } catch (NumberFormatException e) {
        throw wrong("no number");
      }
    }
    throw wrong("no number but a " + value.getClass().getSimpleName());
  }

  /** By way of text where it is a Float, so that 0.1 stays 0.1. */
  private @Nullable Object floating(@Nullable Object value) {
    if (value instanceof Float single) {
      return Double.valueOf(single.toString());
    }
    if (value == null) {
      return null;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong("no number but a " + value.getClass().getSimpleName());
  }

  private @Nullable Object date(@Nullable LocalDate date) {
    if (date == null) {
      return null;
    }
    long days = date.toEpochDay();
    if (days != (int) days) {
      throw wrong("a date beyond all years that there are");
    }
    return (int) days;
  }

  /** DuckDB's driver has it as such and cannot be asked for it. */
  private static @Nullable LocalTime time(ResultSet rows, int column) throws SQLException {
    return rows.getObject(column) instanceof LocalTime time
        ? time
        : rows.getObject(column, LocalTime.class);
  }

  private @Nullable Object time(@Nullable LocalTime time) {
    return time == null ? null : (int) millis(time.toNanoOfDay());
  }

  private @Nullable Object instant(ResultSet rows, int column) throws SQLException {
    if (countsMicros) {
      Long micros = bigint(rows.getObject(column));
      return micros == null ? null : ofMicros(micros);
    }
    // MySQL's driver gives wall clocks of the session's zone, and that is UTC.
    if (output.column() != null
        && output.column().column().typeName().equalsIgnoreCase("TIMESTAMP")) {
      return timestamp(rows.getObject(column, LocalDateTime.class));
    }
    OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
    return time == null
        ? null
        : timestamp(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime());
  }

  private @Nullable Object timestamp(@Nullable LocalDateTime time) {
    if (time == null) {
      return null;
    }
    millis(time.getLong(ChronoField.NANO_OF_SECOND));
    try {
      return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (ArithmeticException e) {
      throw wrong("a time beyond all years that there are");
    }
  }

  private long ofMicros(long micros) {
    millis(Math.floorMod(micros, MICROS_OF_A_SECOND) * NANOS_OF_A_MICRO);
    return Math.floorDiv(micros, NANOS_OF_A_MILLI / NANOS_OF_A_MICRO);
  }

  private long millis(long nanos) {
    if (nanos % NANOS_OF_A_MILLI != 0) {
      cut.accept(
          "Column "
              + label
              + " has times with more digits than milliseconds; the others are left out");
    }
    return nanos / NANOS_OF_A_MILLI;
  }

  private static @Nullable String unfilled(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  private RuntimeException wrong(String reason) {
    return AttachmentFailures.value(label, reason);
  }
}

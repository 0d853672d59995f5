package io.stripejdbc.jdbc.value;

import static java.util.Map.entry;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.function.Function;

/**
 * The one table of conversions: from a value to each class a getter may ask for.
 *
 * <p>Values are String, Boolean, Integer, Long, Double and other Numbers, BigDecimal, LocalDate,
 * LocalTime, LocalDateTime (the UTC wall clock) and byte[]. A conversion fails with 22003, 22007 or
 * 22018 when this value does not fit, with 07006 when no value of its kind does.
 */
public final class ValueConverter {
  private static final Map<Class<?>, Function<Object, Object>> TABLE =
      Map.ofEntries(
          entry(Object.class, ValueConverter::object),
          entry(String.class, TextConverter::of),
          entry(Boolean.class, NumericConverter::truth),
          entry(Byte.class, v -> (byte) NumericConverter.whole(v, Byte.MIN_VALUE, Byte.MAX_VALUE)),
          entry(
              Short.class,
              v -> (short) NumericConverter.whole(v, Short.MIN_VALUE, Short.MAX_VALUE)),
          entry(
              Integer.class,
              v -> (int) NumericConverter.whole(v, Integer.MIN_VALUE, Integer.MAX_VALUE)),
          entry(Long.class, v -> NumericConverter.whole(v, Long.MIN_VALUE, Long.MAX_VALUE)),
          entry(Float.class, NumericConverter::floating32),
          entry(Double.class, NumericConverter::floating),
          entry(BigDecimal.class, NumericConverter::decimal),
          entry(BigInteger.class, v -> NumericConverter.decimal(v).toBigInteger()),
          entry(LocalDate.class, TemporalConverter::date),
          entry(LocalTime.class, TemporalConverter::time),
          entry(LocalDateTime.class, TemporalConverter::dateTime),
          entry(Instant.class, v -> TemporalConverter.dateTime(v).toInstant(ZoneOffset.UTC)),
          entry(OffsetDateTime.class, v -> TemporalConverter.dateTime(v).atOffset(ZoneOffset.UTC)),
          entry(ZonedDateTime.class, v -> TemporalConverter.dateTime(v).atZone(ZoneOffset.UTC)),
          entry(Date.class, v -> Date.valueOf(TemporalConverter.date(v))),
          entry(Time.class, v -> TemporalConverter.sqlTime(TemporalConverter.time(v))),
          entry(Timestamp.class, v -> Timestamp.valueOf(TemporalConverter.dateTime(v))),
          entry(java.util.Date.class, ValueConverter::utilDate),
          entry(byte[].class, ValueConverter::bytes),
          entry(Reader.class, v -> new StringReader(TextConverter.of(v))),
          entry(InputStream.class, v -> new ByteArrayInputStream(bytes(v))));

  private ValueConverter() {}

  /**
   * The value as the class asked for.
   *
   * @throws DriverFailure 07006, 22003, 22007, 22018
   */
  public static <T> T convert(Object value, Class<T> target) {
    if (target == Object.class) { // What a program that reads everything asks for.
      return target.cast(object(value));
    }
    Function<Object, Object> conversion = TABLE.get(target);
    if (conversion == null) {
      throw wrongType(value, target.getSimpleName());
    }
    return target.cast(conversion.apply(value));
  }

  /** The refusal of a conversion that can never work. */
  static DriverFailure wrongType(Object value, String target) {
    return new DriverFailure(
        DriverError.WRONG_TYPE, "cannot be read as " + target + ": it holds " + kind(value));
  }

  /** The class that {@code getColumnClassName} promises: java.sql ones for dates and times. */
  private static Object object(Object value) {
    if (value instanceof LocalDateTime dateTime) {
      return Timestamp.valueOf(dateTime);
    }
    if (value instanceof LocalDate date) {
      return Date.valueOf(date);
    }
    return value instanceof LocalTime time ? TemporalConverter.sqlTime(time) : value;
  }

  /** The instant at which the JVM's own wall clock shows the value, as {@code getTimestamp}. */
  @SuppressWarnings("JavaUtilDate") // JDBC speaks it.
  private static Object utilDate(Object value) {
    return new java.util.Date(Timestamp.valueOf(TemporalConverter.dateTime(value)).getTime());
  }

  private static byte[] bytes(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.clone();
    }
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    throw wrongType(value, "bytes");
  }

  private static String kind(Object value) {
    if (value instanceof String) {
      return "text";
    }
    if (value instanceof Number) {
      return "a number";
    }
    if (value instanceof Boolean) {
      return "a boolean";
    }
    return value instanceof byte[] ? "bytes" : "a date or time";
  }
}

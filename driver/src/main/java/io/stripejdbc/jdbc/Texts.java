package io.stripejdbc.jdbc;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.HexFormat;
import java.util.Locale;

/** Conversions to text: every value has one, the same in every time zone and locale. */
final class Texts {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME_MILLIS =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private Texts() {}

  private static boolean hasNoFraction(TemporalAccessor time) {
    return time.get(ChronoField.NANO_OF_SECOND) == 0;
  }

  static String of(Object value) {
    if (value instanceof LocalDateTime dateTime) {
      return (hasNoFraction(dateTime) ? SECONDS : MILLIS).format(dateTime);
    }
    if (value instanceof LocalTime time) {
      return (hasNoFraction(time) ? TIME : TIME_MILLIS).format(time);
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
  }
}

package io.stripejdbc.jdbc.value;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** Conversions to text: every value has one, the same in every time zone and locale. */
public final class TextConverter {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME_MILLIS =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private TextConverter() {}

  /**
   * The beginning of a text or of bytes, as long as whole characters fit in so many bytes of UTF-8;
   * any other value as it is. Silently, as JDBC's {@code setMaxFieldSize} asks for.
   *
   * @param bytes 0 for all of it
   */
  public static Object cut(Object value, int bytes) {
    if (bytes <= 0) {
      return value;
    }
    if (value instanceof byte[] all) {
      return all.length > bytes ? Arrays.copyOf(all, bytes) : all;
    }
    return value instanceof String text ? cutText(text, bytes) : value;
  }

  private static String cutText(String text, int bytes) {
    int left = bytes;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      left -= bytesOf(character);
      if (left < 0) {
        return text.substring(0, end);
      }
      end += Character.charCount(character);
    }
    return text;
  }

  private static int bytesOf(int character) {
    if (character < 0x80) {
      return 1;
    }
    return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  }

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
      return NumericConverter.decimal(number).toPlainString();
    }
    return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
  }
}

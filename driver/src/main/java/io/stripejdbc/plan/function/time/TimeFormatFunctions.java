package io.stripejdbc.plan.function.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times as text and back: MySQL's signs ({@code %Y-%m}), which Trino shares, for {@code
 * date_format} and {@code date_parse}; Java's letters ({@code yyyy-MM}) for {@code format_datetime}
 * and {@code parse_datetime}.
 *
 * <p>One object per call in the SQL; it keeps the last pattern it has read.
 */
public final class TimeFormatFunctions {
  private @Nullable String pattern;
  private DateTimeFormatter formatter = DateTimeFormatter.ISO_LOCAL_DATE_TIME;

  /** One for each call in a statement. */
  public TimeFormatFunctions() {}

  /** {@code date_format(created, '%Y-%m-%d %H:%i')}. */
  public String dateFormat(long timestamp, String signs) {
    return mysql(signs).format(TimeFunctions.dateTime(timestamp));
  }

  /** {@code date_parse('2026-01-31', '%Y-%m-%d')}. */
  public long dateParse(String text, String signs) {
    return parse(text, mysql(signs), signs);
  }

  /** {@code format_datetime(created, 'yyyy-MM-dd')}. */
  public String formatDatetime(long timestamp, String letters) {
    return java(letters).format(TimeFunctions.dateTime(timestamp).atOffset(ZoneOffset.UTC));
  }

  /** {@code parse_datetime('31.01.2026', 'dd.MM.yyyy')}. */
  public long parseDatetime(String text, String letters) {
    return parse(text, java(letters), letters);
  }

  /** {@link #dateParse}, null for a text that does not fit. */
  public @Nullable Long tryDateParse(String text, String signs) {
    return TryFunctions.time(() -> dateParse(text, signs));
  }

  /** {@link #parseDatetime}, null for a text that does not fit. */
  public @Nullable Long tryParseDatetime(String text, String letters) {
    return TryFunctions.time(() -> parseDatetime(text, letters));
  }

  private static long parse(String text, DateTimeFormatter formatter, String pattern) {
    try {
      TemporalAccessor parsed = formatter.parse(text);
      LocalTime time = parsed.query(TemporalQueries.localTime());
      return TimeFunctions.millis(
          LocalDateTime.of(DateFields.date(parsed), time == null ? LocalTime.MIDNIGHT : time));
    } catch (DateTimeException e) {
      throw TimeFunctions.datetime(
          "'%s' does not match the format " + pattern.replace("%", "%%"), text, e);
    }
  }

  private DateTimeFormatter java(String letters) {
    if (!letters.equals(pattern)) {
      try {
        formatter =
            strict(
                new DateTimeFormatterBuilder()
                    .appendPattern(letters)
                    .parseDefaulting(ChronoField.ERA, 1),
                Locale.ROOT);
      } catch (IllegalArgumentException e) {
        throw TimeFunctions.argument(
            "'%s' is no date format; its letters are those of Java's DateTimeFormatter"
                .formatted(letters));
      }
      pattern = letters;
    }
    return formatter;
  }

  private DateTimeFormatter mysql(String signs) {
    if (!signs.equals(pattern)) {
      DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
      for (int i = 0; i < signs.length(); i++) {
        char c = signs.charAt(i);
        if (c == '%' && i + 1 < signs.length()) {
          append(builder, signs.charAt(++i), signs);
        } else {
          builder.appendLiteral(c);
        }
      }
      formatter = strict(builder, Locale.ENGLISH);
      pattern = signs;
    }
    return formatter;
  }

  /** The 30th of February is no day, and not the last of that month. */
  private static DateTimeFormatter strict(DateTimeFormatterBuilder builder, Locale locale) {
    return builder.toFormatter(locale).withResolverStyle(ResolverStyle.STRICT);
  }

  private static void append(DateTimeFormatterBuilder builder, char sign, String signs) {
    switch (sign) {
      case 'Y' -> builder.appendValue(ChronoField.YEAR, 4);
      case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.of(1970, 1, 1));
      case 'm' -> builder.appendValue(ChronoField.MONTH_OF_YEAR, 2);
      case 'c' -> builder.appendValue(ChronoField.MONTH_OF_YEAR);
      case 'M' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.FULL);
      case 'b' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT);
      case 'd' -> builder.appendValue(ChronoField.DAY_OF_MONTH, 2);
      case 'e' -> builder.appendValue(ChronoField.DAY_OF_MONTH);
      case 'j' -> builder.appendValue(ChronoField.DAY_OF_YEAR, 3);
      case 'W' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.FULL);
      case 'a' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.SHORT);
      case 'v' -> builder.appendValue(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2);
      case 'x' -> builder.appendValue(IsoFields.WEEK_BASED_YEAR, 4);
      default -> appendTime(builder, sign, signs);
    }
  }

  private static void appendTime(DateTimeFormatterBuilder builder, char sign, String signs) {
    switch (sign) {
      case 'H' -> builder.appendValue(ChronoField.HOUR_OF_DAY, 2);
      case 'k' -> builder.appendValue(ChronoField.HOUR_OF_DAY);
      case 'h', 'I' -> builder.appendValue(ChronoField.CLOCK_HOUR_OF_AMPM, 2);
      case 'l' -> builder.appendValue(ChronoField.CLOCK_HOUR_OF_AMPM);
      case 'i' -> builder.appendValue(ChronoField.MINUTE_OF_HOUR, 2);
      case 's', 'S' -> builder.appendValue(ChronoField.SECOND_OF_MINUTE, 2);
      case 'f' -> builder.appendFraction(ChronoField.MICRO_OF_SECOND, 6, 6, false);
      case 'p' -> builder.appendText(ChronoField.AMPM_OF_DAY);
      case 'T' -> builder.appendPattern("HH:mm:ss");
      case 'r' -> builder.appendPattern("hh:mm:ss a");
      case '%' -> builder.appendLiteral(sign);
      default ->
          throw TimeFunctions.argument(
              "The date format '%s' has an unknown sign %%%s".formatted(signs, sign));
    }
  }
}

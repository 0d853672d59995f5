package io.stripejdbc.plan.function.scalar;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.time.TimeFunctions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IllegalFormatConversionException;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import java.util.MissingFormatArgumentException;
import java.util.UnknownFormatConversionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Functions on text. Those that make text longer stop at a million characters. */
public final class TextFunctions {
  private static final int LONGEST = 1_000_000;

  /** The numbers in a format: widths, precisions, places of arguments. */
  private static final Pattern NUMBERS = Pattern.compile("\\d+");

  private static final int DIGITS_OF_MOST = 8;

  private TextFunctions() {}

  /** The parts between separators: {@code split('a,b', ',')}. */
  public static List<String> split(String text, String separator) {
    return split(text, separator, Integer.MAX_VALUE);
  }

  /** At most so many parts; the last holds the rest. */
  public static List<String> split(String text, String separator, long limit) {
    if (separator.isEmpty() || limit < 1) {
      throw TimeFunctions.argument("split needs a separator and a limit of at least 1");
    }
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator);
        at >= 0 && pieces.size() + 1 < limit;
        at = text.indexOf(separator, from)) {
      pieces.add(text.substring(from, at));
      from = at + separator.length();
    }
    pieces.add(text.substring(from));
    return pieces;
  }

  /** The part of this number, from 1; null when there are fewer. */
  public static @Nullable String splitPart(String text, String separator, long number) {
    if (number < 1) {
      throw TimeFunctions.argument("split_part counts from 1, was asked for %d".formatted(number));
    }
    List<String> pieces = split(text, separator);
    return number <= pieces.size() ? pieces.get((int) number - 1) : null;
  }

  /** Java's {@link String#format} with numbers, texts and {@code java.time} values. */
  public static String format(String pattern, @Nullable Object... values) {
    TextLength.check("format", longest(pattern, values));
    try {
      return String.format(
          Locale.ROOT, pattern, Arrays.stream(values).map(TextFunctions::shown).toArray());
    } catch (IllegalFormatException e) {
      throw new DriverFailure(
          DriverError.BAD_ARGUMENT,
          "format '%s' does not fit its values%s".formatted(pattern, reason(e)),
          0,
          e);
    }
  }

  private static String reason(IllegalFormatException e) {
    if (e instanceof MissingFormatArgumentException missing) {
      return ": there is none for " + missing.getFormatSpecifier();
    }
    if (e instanceof UnknownFormatConversionException unknown) {
      return ": nothing is written by %" + unknown.getConversion();
    }
    return e instanceof IllegalFormatConversionException other
        ? ": one cannot be written by %" + other.getConversion()
        : "";
  }

  /** As many characters as the result can have: a width of a thousand million fills the heap. */
  private static long longest(String pattern, @Nullable Object[] values) {
    long sum = pattern.length();
    for (Matcher number = NUMBERS.matcher(pattern); number.find(); ) {
      String digits = number.group();
      sum += digits.length() > DIGITS_OF_MOST ? TextLength.MOST : Long.parseLong(digits);
    }
    long value = 0;
    for (Object each : values) {
      value = Math.max(value, each instanceof String text ? text.length() : 0);
    }
    return sum + value * pattern.chars().filter(c -> c == '%').count();
  }

  /** A decimal without the zeros that its type brings along. */
  private static @Nullable Object shown(@Nullable Object value) {
    return value instanceof BigDecimal number ? DisplayScale.plain(number) : value;
  }

  /** Filled on the left to a length, or cut to it. */
  public static String lpad(String text, long length, String fill) {
    int missing = missing("lpad", text, length, fill);
    return missing <= 0 ? CodePoints.atMost(text, (int) length) : fill(fill, missing) + text;
  }

  /** Filled on the left with spaces. */
  public static String lpad(String text, long length) {
    return lpad(text, length, " ");
  }

  /** Filled on the right to a length, or cut to it. */
  public static String rpad(String text, long length, String fill) {
    int missing = missing("rpad", text, length, fill);
    return missing <= 0 ? CodePoints.atMost(text, (int) length) : text + fill(fill, missing);
  }

  /** Filled on the right with spaces. */
  public static String rpad(String text, long length) {
    return rpad(text, length, " ");
  }

  /** The text so many times. */
  public static String repeat(String text, long times) {
    if (times < 0 || times * text.length() > LONGEST || times > LONGEST) {
      throw TimeFunctions.argument("repeat makes at most %d characters".formatted(LONGEST));
    }
    return text.repeat((int) times);
  }

  /** So many spaces. */
  public static String space(long length) {
    return repeat(" ", length);
  }

  private static int missing(String function, String text, long length, String fill) {
    if (length < 0 || length > LONGEST || fill.isEmpty()) {
      throw TimeFunctions.argument(
          "%s takes a length from 0 to %d and something to fill with".formatted(function, LONGEST));
    }
    return (int) length - CodePoints.length(text);
  }

  private static String fill(String fill, int length) {
    return CodePoints.atMost(fill.repeat(length / CodePoints.length(fill) + 1), length);
  }
}

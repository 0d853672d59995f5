package io.stripejdbc.plan.function.scalar;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.DataContext;

/**
 * Functions on text that count characters as Unicode does, by code points: {@code length('😀')} is
 * 1. Java's own text counts halves of such characters, and can cut one in two.
 */
public final class CodePoints {
  private CodePoints() {}

  /** {@code char_length(x)}. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** {@code chr(n)}: the character of that number, of Unicode. */
  public static String chr(long number) {
    boolean half = number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE;
    if (number < 1 || number > Character.MAX_CODE_POINT || half) {
      throw new DriverFailure(
          DriverError.BAD_ARGUMENT, "chr: there is no character of number %d".formatted(number));
    }
    return Character.toString((int) number);
  }

  /** {@code left(x, n)}; all but the last {@code -n} when negative, as in PostgreSQL. */
  public static String left(String text, long count) {
    int length = length(text);
    return cut(text, 0, count < 0 ? length + count : count, length);
  }

  /** {@code right(x, n)}; all but the first {@code -n} when negative, as in PostgreSQL. */
  public static String right(String text, long count) {
    int length = length(text);
    return cut(text, count < 0 ? -count : length - count, length, length);
  }

  /** {@code substring(x FROM n)}. */
  public static String substring(String text, long from) {
    int length = length(text);
    return cut(text, from - 1, length, length);
  }

  /** {@code substring(x FROM n FOR m)}: what of the positions n to n + m - 1 there is. */
  public static String substring(String text, long from, long count) {
    if (count < 0) {
      throw new DriverFailure(
          DriverError.SUBSTRING_RANGE, "substring cannot take %d characters".formatted(count));
    }
    int length = length(text);
    return cut(text, from - 1, from - 1 + Math.min(count, Integer.MAX_VALUE), length);
  }

  /** {@code substr(x, n)}, from the end when negative. */
  public static String substr(String text, long from) {
    return substring(text, start(text, from));
  }

  /** {@code substr(x, n, m)}, from the end when negative. */
  public static String substr(String text, long from, long count) {
    return substring(text, start(text, from), count);
  }

  private static long start(String text, long from) {
    return from < 0 ? Math.max(1, length(text) + from + 1) : from;
  }

  /** {@code position(part IN x)}, from 1; 0 when it is not there. */
  public static int position(DataContext context, String part, String text) {
    int found = TextSearch.indexOf(text, part, 0, StopCheck.of(context));
    return found < 0 ? 0 : text.codePointCount(0, found) + 1;
  }

  /** {@code position(part IN x FROM n)}. */
  public static int position(DataContext context, String part, String text, long from) {
    if (from < 1 || from > length(text)) {
      return 0;
    }
    int start = text.offsetByCodePoints(0, (int) from - 1);
    int found = TextSearch.indexOf(text, part, start, StopCheck.of(context));
    return found < 0 ? 0 : text.codePointCount(0, found) + 1;
  }

  /** {@code strpos(x, part)}. */
  public static int strpos(DataContext context, String text, String part) {
    return position(context, part, text);
  }

  /** {@code upper(x)}: each character by itself, so that {@code ß}, which has no other, stays. */
  public static String upper(String text) {
    return mapped(text, Character::toUpperCase);
  }

  /** {@code lower(x)}. */
  public static String lower(String text) {
    return mapped(text, Character::toLowerCase);
  }

  private static String mapped(String text, IntUnaryOperator letter) {
    StringBuilder mapped = new StringBuilder(text.length());
    text.codePoints().map(letter).forEach(mapped::appendCodePoint);
    return mapped.toString();
  }

  /** {@code ltrim(x, characters)}: without any of these at the start. */
  public static String trimStart(String text, String characters) {
    int start = 0;
    while (start < text.length() && characters.indexOf(text.codePointAt(start)) >= 0) {
      start = text.offsetByCodePoints(start, 1);
    }
    return text.substring(start);
  }

  /** {@code rtrim(x, characters)}. */
  public static String trimEnd(String text, String characters) {
    int end = text.length();
    while (end > 0 && characters.indexOf(text.codePointBefore(end)) >= 0) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end);
  }

  /** {@code btrim(x)}. */
  public static String trimBoth(String text) {
    return trimBoth(text, " ");
  }

  /** {@code btrim(x, characters)}. */
  public static String trimBoth(String text, String characters) {
    return trimEnd(trimStart(text, characters), characters);
  }

  /** {@code reverse(x)}. */
  public static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  /** {@code overlay(x PLACING part FROM n)}. */
  public static String overlay(String text, String part, long from) {
    return overlay(text, part, from, length(part));
  }

  /** {@code overlay(x PLACING part FROM n FOR m)}. */
  public static String overlay(String text, String part, long from, long count) {
    if (from < 1) {
      throw new DriverFailure(
          DriverError.SUBSTRING_RANGE, "overlay counts from 1, was asked for %d".formatted(from));
    }
    int length = length(text);
    long behind = Math.max(0, from - 1 + Math.max(-from, Math.min(count, Integer.MAX_VALUE)));
    return cut(text, 0, from - 1, length) + part + cut(text, behind, length, length);
  }

  /** {@code initcap(x)}: the first letter of each word large, the others small. */
  public static String initcap(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean inside = false;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      result.appendCodePoint(
          inside ? Character.toLowerCase(character) : Character.toUpperCase(character));
      inside = Character.isLetterOrDigit(character);
      i += Character.charCount(character);
    }
    return result.toString();
  }

  /** {@code translate(x, from, to)}: each character of from by that of to, or by nothing. */
  public static String translate(String text, String from, String to) {
    int[] wanted = from.codePoints().toArray();
    int[] given = to.codePoints().toArray();
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              int at = indexOf(wanted, character);
              if (at < 0) {
                result.appendCodePoint(character);
              } else if (at < given.length) {
                result.appendCodePoint(given[at]);
              }
            });
    return result.toString();
  }

  private static int indexOf(int[] characters, int wanted) {
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** The first so many characters of a text, all of them when there are fewer. */
  static String atMost(String text, int count) {
    return cut(text, 0, count, length(text));
  }

  /** Characters from one position to before another, counted from 0, as far as there are any. */
  private static String cut(String text, long from, long to, int length) {
    int start = (int) Math.max(0, Math.min(from, length));
    int end = (int) Math.max(start, Math.min(to, length));
    int first = text.offsetByCodePoints(0, start);
    return text.substring(first, text.offsetByCodePoints(first, end - start));
  }
}

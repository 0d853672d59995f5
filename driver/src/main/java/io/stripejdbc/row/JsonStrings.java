package io.stripejdbc.row;

import org.jspecify.annotations.Nullable;

/**
 * Strings cut out of a body. Short ones that come again ({@code usd}, {@code succeeded}) are made
 * once: no object, and no work, for the next of them.
 *
 * <p>Safe for use by many threads: an entry is a value, and one that another thread overwrites is
 * only made again.
 */
final class JsonStrings {
  /** Bytes of the texts that are looked up: two words. */
  static final int SHORT = 2 * Long.BYTES;

  private static final int BITS = 9;

  private record Known(long first, long second, String text) {}

  private final @Nullable Known[] known = new @Nullable Known[1 << BITS];

  /**
   * The string that begins here, behind its quote.
   *
   * @return null where it has escapes, letters beyond ASCII or no end in sight
   */
  @Nullable String at(byte[] json, int from, int to) {
    if (from + SHORT > to) {
      return null;
    }
    long first = SwarScanner.at(json, from);
    long marks = SwarScanner.special(first);
    if (marks != 0) {
      return word(json, from, first, 0, SwarScanner.first(marks));
    }
    long second = SwarScanner.at(json, from + Long.BYTES);
    marks = SwarScanner.special(second);
    return marks != 0
        ? word(json, from, first, second, Long.BYTES + SwarScanner.first(marks))
        : longer(json, from, to);
  }

  private @Nullable String word(byte[] json, int from, long one, long two, int length) {
    if (json[from + length] != '"') {
      return null;
    }
    long first = SwarScanner.head(one, Math.min(length, Long.BYTES));
    long second = SwarScanner.head(two, Math.max(0, length - Long.BYTES));
    int place = place(first, second);
    Known entry = known[place];
    if (entry == null || entry.first != first || entry.second != second) {
      entry = new Known(first, second, text(json, from, length));
      known[place] = entry;
    }
    return entry.text;
  }

  private static int place(long first, long second) {
    return (int) ((first * 0x9E3779B97F4A7C15L + second * 0xC2B2AE3D27D4EB4FL) >>> (64 - BITS));
  }

  private static @Nullable String longer(byte[] json, int from, int to) {
    for (int at = from + SHORT; at + Long.BYTES <= to; at += Long.BYTES) {
      long marks = SwarScanner.special(SwarScanner.at(json, at));
      if (marks != 0) {
        int end = at + SwarScanner.first(marks);
        return json[end] == '"' ? text(json, from, end - from) : null;
      }
    }
    return null;
  }

  /** ASCII, which every JDK copies as it is. */
  @SuppressWarnings("deprecation")
  private static String text(byte[] json, int from, int length) {
    return new String(json, 0, from, length);
  }
}

package io.stripejdbc.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of JSON at a time: where a string ends is found in some of the steps that a loop over
 * single bytes takes.
 *
 * <p>The lowest byte of a word is the first one. See "Bit Twiddling Hacks", determine if a word has
 * a byte equal to n: its lowest mark is exact, which is the only one looked at.
 */
final class SwarScanner {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = '"' * ONES;
  private static final long BREAKS = '\n' * ONES;
  private static final long SPACES = ' ' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;

  private SwarScanner() {}

  /** The eight bytes from here on. */
  static long at(byte[] bytes, int from) {
    return (long) WORDS.get(bytes, from);
  }

  /** Writes eight bytes from here on. */
  static void put(byte[] bytes, int from, long word) {
    WORDS.set(bytes, from, word);
  }

  /**
   * Marks the first byte that is no plain part of a string: quote, backslash, control character, or
   * one of a letter beyond ASCII.
   */
  static long special(long word) {
    long controls = (word - SPACES) & ~word & HIGHS;
    return zero(word ^ QUOTES) | zero(word ^ BACKSLASHES) | controls | (word & HIGHS);
  }

  /** Marks the first line break. */
  static long lineBreak(long word) {
    return zero(word ^ BREAKS);
  }

  /** Bits in bytes that are no space, none in those that are. */
  static long notSpace(long word) {
    return word ^ SPACES;
  }

  /** How many bytes stand before the first marked one, 8 where none is. */
  static int first(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /** The first bytes of a word, zeros behind them. */
  static long head(long word, int bytes) {
    return bytes == 0 ? 0 : word & (-1L >>> (64 - 8 * bytes));
  }

  private static long zero(long word) {
    return (word - ONES) & ~word & HIGHS;
  }
}

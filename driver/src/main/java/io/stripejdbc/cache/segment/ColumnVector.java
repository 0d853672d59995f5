package io.stripejdbc.cache.segment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column of some rows, in arrays; used again for the next rows. For one thread.
 *
 * <p>Arrays that are given out belong to the vector, and those of codes to the cache: only {@link
 * #numbers} and {@link #nulls} are written to, by who began them.
 */
public final class ColumnVector {
  /** How the values are kept. */
  public enum Form {
    /** Whole numbers, truth as 0 and 1; a flag for each row that is NULL. */
    NUMBERS,
    /** A dictionary, NULL among its words, and the number of a word for each row. */
    CODES,
    /** An object for each row. */
    VALUES
  }

  private static final boolean[] NO_FLAGS = {};
  private static final byte[] NO_CODES = {};

  private Form form = Form.VALUES;
  private int size;
  private long[] numbers = {};
  private boolean[] flags = NO_FLAGS;
  private boolean hasNulls;
  private @Nullable Object[] dictionary = {};
  private byte[] codes = NO_CODES;
  private byte[] zeros = NO_CODES;
  private @Nullable Object[] values = {};

  /** Begins numbers of so many rows, none of them NULL; gives the array to fill. */
  public long[] beginNumbers(int rows) {
    form = Form.NUMBERS;
    size = rows;
    hasNulls = false;
    if (numbers.length < rows) {
      numbers = new long[Math.max(rows, 2 * numbers.length)];
    }
    return numbers;
  }

  /** Begins the flags of rows that are NULL, all of them cleared; gives the array to fill. */
  public boolean[] beginNulls() {
    hasNulls = true;
    if (flags.length < size) {
      flags = new boolean[Math.max(size, numbers.length)];
    } else {
      Arrays.fill(flags, 0, size, false);
    }
    return flags;
  }

  /** Begins objects of so many rows; gives the array to fill. */
  public @Nullable Object[] beginValues(int rows) {
    form = Form.VALUES;
    size = rows;
    if (values.length < rows) {
      values = new @Nullable Object[Math.max(rows, 2 * values.length)];
    }
    return values;
  }

  /** Takes words and the number of a word for each row. */
  void setCodes(@Nullable Object[] words, byte[] wordOfRow, int rows) {
    form = Form.CODES;
    size = rows;
    dictionary = words;
    codes = wordOfRow;
  }

  /** Takes one word for all rows. */
  public void setConstant(@Nullable Object word, int rows) {
    if (zeros.length < rows) {
      zeros = new byte[Math.max(rows, 2 * zeros.length)];
    }
    setCodes(new @Nullable Object[] {word}, zeros, rows);
  }

  public Form form() {
    return form;
  }

  /** How many rows. */
  public int size() {
    return size;
  }

  /** Numbers by row; what stands where a row is NULL means nothing. */
  public long[] numbers() {
    return numbers;
  }

  /** Which rows are NULL, for numbers; null where none is. */
  public boolean @Nullable [] nulls() {
    return hasNulls ? flags : null;
  }

  public @Nullable Object[] dictionary() {
    return dictionary;
  }

  /** Position in the dictionary by row. */
  public byte[] codes() {
    return codes;
  }

  /** The value of a row. */
  public @Nullable Object value(int row) {
    return switch (form) {
      case NUMBERS -> hasNulls && flags[row] ? null : (Object) numbers[row];
      case CODES -> dictionary[codes[row]];
      case VALUES -> values[row];
    };
  }

  /** Makes numbers of whole numbers, times and truth. */
  public void toNumbers() {
    switch (form) {
      case NUMBERS -> {}
      case CODES -> numbersOfCodes();
      case VALUES -> numbersOfValues();
    }
  }

  private void numbersOfCodes() {
    long[] words = new long[dictionary.length];
    int none = -1;
    for (int word = 0; word < words.length; word++) {
      if (dictionary[word] == null) {
        none = word;
      } else {
        words[word] = number(dictionary[word]);
      }
    }
    long[] all = beginNumbers(size);
    for (int row = 0; row < size; row++) {
      all[row] = words[codes[row]];
    }
    if (none >= 0) {
      boolean[] missing = beginNulls();
      for (int row = 0; row < size; row++) {
        missing[row] = codes[row] == none;
      }
    }
  }

  private void numbersOfValues() {
    long[] all = beginNumbers(size);
    boolean[] missing = NO_FLAGS;
    for (int row = 0; row < size; row++) {
      Object value = values[row];
      if (value == null) {
        missing = missing.length == 0 ? beginNulls() : missing;
        missing[row] = true;
      } else {
        all[row] = number(value);
      }
    }
  }

  private static long number(@Nullable Object value) {
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof Number number) {
      return number.longValue();
    }
    throw new IllegalStateException("no number: " + value);
  }
}

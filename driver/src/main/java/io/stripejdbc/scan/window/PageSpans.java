package io.stripejdbc.scan.window;

import java.util.Arrays;

/**
 * How long the pages that were read of a window lasted, and how many rows each had: the time from
 * where the page before ended to its own oldest row, so that time without rows counts as read.
 */
final class PageSpans {
  /** Spans that are kept: beyond them two and two of the older half become one. */
  private static final int MOST = 64;

  private long[] seconds = new long[8];
  private long[] rows = new long[8];
  private int size;

  int size() {
    return size;
  }

  /** How many seconds a page lasted; the first is the newest. */
  long seconds(int i) {
    return seconds[i];
  }

  long rows(int i) {
    return rows[i];
  }

  /** How many seconds so many pages lasted, the newest ones. */
  long newestSeconds(int pages) {
    return Arrays.stream(seconds, 0, pages).sum();
  }

  /** How many rows they had. */
  long newestRows(int pages) {
    return Arrays.stream(rows, 0, pages).sum();
  }

  void add(long itsSeconds, long itsRows) {
    if (size == MOST) {
      halve();
    }
    if (size == seconds.length) {
      seconds = Arrays.copyOf(seconds, 2 * size);
      rows = Arrays.copyOf(rows, 2 * size);
    }
    seconds[size] = Math.max(0, itsSeconds);
    rows[size++] = itsRows;
  }

  /** Whether a page has rows, and so many of them a second or more. */
  boolean isAsDense(int i, double density) {
    return rows[i] > 0 && rows[i] >= density * seconds[i];
  }

  private void halve() {
    int pairs = MOST / 4;
    for (int i = 0; i < pairs; i++) {
      seconds[i] = seconds[2 * i] + seconds[2 * i + 1];
      rows[i] = rows[2 * i] + rows[2 * i + 1];
    }
    System.arraycopy(seconds, 2 * pairs, seconds, pairs, MOST - 2 * pairs);
    System.arraycopy(rows, 2 * pairs, rows, pairs, MOST - 2 * pairs);
    size -= pairs;
  }
}

package io.stripejdbc.scan.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The times of creation of many rows, in any order, in four bytes each: seconds since the epoch, up
 * to the year 2106. In arrays of some kilobytes, so that it grows without being copied.
 */
final class CreatedSeconds {
  private static final int SIZE_OF_BLOCK = 16_384;
  private static final int FIRST = WindowSplitPolicy.FULL_PAGE;
  private static final long GREATEST = 0xffffffffL;

  /** Moves the seconds so that integers with a sign are in the same order. */
  private static final int MIDDLE = Integer.MIN_VALUE;

  private final List<int[]> full = new ArrayList<>();
  private int[] last = new int[FIRST];
  private int sizeOfLast;

  /** A second more; one that is before 1970 or after 2106 counts as the nearest that is not. */
  void add(long second) {
    if (sizeOfLast == SIZE_OF_BLOCK) {
      full.add(last);
      last = new int[SIZE_OF_BLOCK];
      sizeOfLast = 0;
    } else if (sizeOfLast == last.length) {
      last = Arrays.copyOf(last, Math.min(SIZE_OF_BLOCK, FIRST + 2 * sizeOfLast));
    }
    last[sizeOfLast++] = (int) Math.max(0, Math.min(GREATEST, second)) ^ MIDDLE;
  }

  /** How many. */
  int size() {
    return full.size() * SIZE_OF_BLOCK + sizeOfLast;
  }

  /** Forgets them, and has them oldest first. */
  Sorted sort() {
    int[] all = new int[size()];
    int from = 0;
    for (int[] block : full) {
      System.arraycopy(block, 0, all, from, SIZE_OF_BLOCK);
      from += SIZE_OF_BLOCK;
    }
    System.arraycopy(last, 0, all, from, sizeOfLast);
    clear();
    Arrays.sort(all);
    return new Sorted(all);
  }

  /** Forgets them. */
  void clear() {
    full.clear();
    last = new int[0];
    sizeOfLast = 0;
  }

  /** Such seconds, oldest first. */
  static final class Sorted {
    private final int[] moved;

    private Sorted(int[] moved) {
      this.moved = moved;
    }

    int size() {
      return moved.length;
    }

    long get(int position) {
      return (moved[position] ^ MIDDLE) & GREATEST;
    }
  }
}

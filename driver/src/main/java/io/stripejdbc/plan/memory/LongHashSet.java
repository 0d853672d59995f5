package io.stripejdbc.plan.memory;

/** A set of longs in one array, by open addressing; at most half full. */
final class LongHashSet {
  private static final int FIRST_CAPACITY = 64;

  /** Bytes of the array for each number that is in it, at most. */
  static final long BYTES_OF_ONE = 4 * Long.BYTES;

  private long[] slots = new long[FIRST_CAPACITY];
  private int size;
  private boolean hasZero;

  /** Adds a number; false when it was there. */
  boolean add(long number) {
    if (number == 0) {
      boolean added = !hasZero;
      hasZero = true;
      return added;
    }
    if (2 * size >= slots.length) {
      grow();
    }
    return put(number);
  }

  private boolean put(long number) {
    int mask = slots.length - 1;
    int at = (int) (number ^ (number >>> 32)) & mask;
    while (slots[at] != 0) {
      if (slots[at] == number) {
        return false;
      }
      at = (at + 1) & mask;
    }
    slots[at] = number;
    size++;
    return true;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    size = 0;
    for (long number : old) {
      if (number != 0) {
        put(number);
      }
    }
  }
}

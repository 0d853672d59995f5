package io.stripejdbc.scan.rows;

import java.nio.charset.StandardCharsets;

/**
 * The ids a scan has given out, in 16 bytes each: a 128-bit hash in an open table. Two ids of a
 * million share a hash with a chance of 1 in 10^26.
 */
public final class IdSet {
  private long[] table = new long[2 * 256];
  private int size;

  /** Adds an id; says whether it is new. */
  public boolean add(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    long high = hash(bytes, 0x9e3779b97f4a7c15L);
    long low = hash(bytes, 0xc2b2ae3d27d4eb4fL) | 1;
    if (!insert(table, high, low)) {
      return false;
    }
    size++;
    if (size * 3 > table.length) {
      grow();
    }
    return true;
  }

  /** A free place has the low word 0, which no hash has. */
  private static boolean insert(long[] table, long high, long low) {
    int places = table.length / 2;
    int place = (int) Math.floorMod(high ^ (high >>> 32), (long) places);
    while (table[2 * place + 1] != 0) {
      if (table[2 * place] == high && table[2 * place + 1] == low) {
        return false;
      }
      place = (place + 1) % places;
    }
    table[2 * place] = high;
    table[2 * place + 1] = low;
    return true;
  }

  private void grow() {
    long[] larger = new long[table.length * 2];
    for (int i = 0; i < table.length; i += 2) {
      if (table[i + 1] != 0) {
        insert(larger, table[i], table[i + 1]);
      }
    }
    table = larger;
  }

  /** FNV-1a over 64 bits with a seed, and the finish of SplitMix64. */
  private static long hash(byte[] bytes, long seed) {
    long hash = seed;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}

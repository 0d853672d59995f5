package io.stripejdbc.scan.rows;

import io.stripejdbc.fetch.MemoryReservation;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one list that were read, each with the number of the task that read it last: the
 * windows of a list share them, so that an object comes once wherever it stands.
 *
 * <p>An id takes 16 bytes, and a place in four or more is free: 95 bits of a hash, and the number.
 * Two ids of a million share a hash with a chance of 1 in 10^16. A long list has them in many small
 * tables, each of which grows by a quarter: no two of any size are there at once, and none is so
 * large that a collector has to find a place in one piece for it. What a list takes beyond the
 * first ids is counted against the statement's memory for as long as one of its windows is read.
 */
public final class SeenIds {
  /** No task has read the id. */
  public static final int NOBODY = -1;

  /** The id came inside its parent's object. */
  static final int PARENT = -2;

  /** Ids of which one table is enough. */
  private static final int MOST_OF_ONE = 1_024;

  private static final int BITS_OF_TABLE = 8;

  private final @Nullable MemoryReservation memory;
  private Table[] tables = {new Table()};
  private int readers;
  private int embedded;
  private long counted;

  /**
   * Creates one.
   *
   * @param memory the account of the ids, one for all lists of a scan; null for a list that is
   *     never long
   */
  public SeenIds(@Nullable MemoryReservation memory) {
    this.memory = memory;
  }

  /** Ids that were given out before: they came with their parent, or were cached. */
  public static SeenIds of(Collection<String> embedded, @Nullable MemoryReservation memory) {
    SeenIds ids = new SeenIds(memory);
    embedded.forEach(id -> ids.put(id, PARENT));
    ids.embedded = embedded.size();
    return ids;
  }

  /** How many ids were given out before, inside a parent's object mostly. */
  public int embedded() {
    return embedded;
  }

  /** Told that a task begins to read the list, or a window of it. */
  public void opened() {
    readers++;
  }

  /** Told that such a task has come to its end. */
  public void closed() {
    readers--;
    if (readers == 0 && memory != null) {
      memory.subtract(counted);
      counted = 0;
    }
  }

  /** Who has read this id, {@link #NOBODY} for none. */
  public int owner(String id) {
    long high = high(id);
    return table(high).owner(high, low(id));
  }

  /** Makes an id this task's; says whose it was, {@link #NOBODY} for none. */
  public int put(String id, int owner) {
    long high = high(id);
    Table table = table(high);
    int before = table.put((int) (high >>> 32), (int) high, low(id), owner);
    if (table.isCrowded()) {
      makeRoom(table);
    }
    return before;
  }

  private Table table(long high) {
    return tables.length == 1 ? tables[0] : tables[(int) (high >>> (Long.SIZE - BITS_OF_TABLE))];
  }

  private void makeRoom(Table crowded) {
    if (tables.length > 1 || crowded.size < MOST_OF_ONE) {
      grow(crowded);
      return;
    }
    Table[] many = new Table[1 << BITS_OF_TABLE];
    count((long) many.length * Table.BYTES_OF_FIRST);
    Arrays.setAll(many, i -> new Table());
    crowded.each(
        (a, b, c, owner) -> {
          Table table = many[a >>> (Integer.SIZE - BITS_OF_TABLE)];
          int unused = table.put(a, b, c, owner);
          if (table.isCrowded()) { // Hashes are spread evenly, but for chance.
            grow(table);
          }
        });
    tables = many;
  }

  private void grow(Table crowded) {
    count(crowded.growth());
    crowded.grow();
  }

  private void count(long more) {
    if (memory != null) {
      memory.add(more);
      counted += more;
    }
  }

  /** The first half of the hash; its highest bits say in which table the id is. */
  static long high(String id) {
    return hash(id, 0x9e3779b97f4a7c15L);
  }

  private static int low(String id) {
    return (int) hash(id, 0xc2b2ae3d27d4eb4fL) | 1;
  }

  /** FNV-1a over 64 bits with a seed, and the finish of SplitMix64. */
  private static long hash(String id, long seed) {
    long hash = seed;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }

  private interface Entries {
    void next(int a, int b, int c, int owner);
  }

  /** An open table of hashes of three words, which are at most three quarters of it. */
  private static final class Table {
    private static final int FIRST = 16;
    private static final int WORDS = 4;

    /** Fewer places than these are doubled. */
    private static final int DOUBLED = 256;

    static final long BYTES_OF_FIRST = (long) FIRST * WORDS * Integer.BYTES;

    /** Three words of a hash and a number; a free place has 0 for the third, which no hash has. */
    private int[] words = new int[FIRST * WORDS];

    private int size;

    int owner(long high, int low) {
      int at = place(words, (int) (high >>> 32), (int) high, low);
      return words[at + 2] == 0 ? NOBODY : words[at + 3];
    }

    int put(int a, int b, int c, int owner) {
      int at = place(words, a, b, c);
      boolean isNew = words[at + 2] == 0;
      int before = isNew ? NOBODY : words[at + 3];
      words[at] = a;
      words[at + 1] = b;
      words[at + 2] = c;
      words[at + 3] = owner;
      size += isNew ? 1 : 0;
      return before;
    }

    void each(Entries entries) {
      for (int at = 0; at < words.length; at += WORDS) {
        if (words[at + 2] != 0) {
          entries.next(words[at], words[at + 1], words[at + 2], words[at + 3]);
        }
      }
    }

    boolean isCrowded() {
      return size * 4L > words.length / WORDS * 3L;
    }

    /** How many bytes it takes more when it has grown. */
    long growth() {
      return (long) (larger() - words.length) * Integer.BYTES;
    }

    private int larger() {
      int places = words.length / WORDS;
      return (places < DOUBLED ? 2 * places : places + places / 4) * WORDS;
    }

    void grow() {
      int[] grown = new int[larger()];
      each(
          (a, b, c, owner) -> {
            int at = place(grown, a, b, c);
            grown[at] = a;
            grown[at + 1] = b;
            grown[at + 2] = c;
            grown[at + 3] = owner;
          });
      words = grown;
    }

    /** Where a hash stands, or would. */
    private static int place(int[] words, int a, int b, int c) {
      int places = words.length / WORDS;
      int at = (int) (((b & 0xffffffffL) * places) >>> 32) * WORDS;
      while (words[at + 2] != 0 && (words[at] != a || words[at + 1] != b || words[at + 2] != c)) {
        at = at + WORDS == words.length ? 0 : at + WORDS;
      }
      return at;
    }
  }
}

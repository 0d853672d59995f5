package io.stripejdbc.scan.task;

import io.stripejdbc.fetch.MemoryReservation;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one list that were read, each with the number of the task that read it last: the
 * windows of a list share them, so that an object comes once wherever it stands.
 *
 * <p>An id takes 20 bytes: a 128-bit hash and the number, in one of sixteen open tables, each of
 * which grows by itself, so that no more than a sixteenth is there twice meanwhile. Two ids of a
 * million share a hash with a chance of 1 in 10^26. What a list takes beyond the first ids is
 * counted against the statement's memory for as long as one of its windows is read.
 */
public final class SeenIds {
  /** No task has read the id. */
  static final int NOBODY = -1;

  /** The id came inside its parent's object. */
  static final int PARENT = -2;

  private static final int BYTES = 2 * Long.BYTES + Integer.BYTES;
  private static final int TABLES = 16;

  private final @Nullable MemoryReservation memory;
  private final @Nullable Table[] tables = new @Nullable Table[TABLES];
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
  int embedded() {
    return embedded;
  }

  /** Told that a task begins to read the list, or a window of it. */
  void opened() {
    readers++;
  }

  /** Told that such a task has come to its end. */
  void closed() {
    readers--;
    if (readers == 0 && memory != null) {
      memory.subtract(counted);
      counted = 0;
    }
  }

  /** Who has read this id, {@link #NOBODY} for none. */
  int owner(String id) {
    long high = high(id);
    Table table = tables[number(high)];
    return table == null ? NOBODY : table.owner(high, low(id));
  }

  /** Makes an id this task's; says whose it was, {@link #NOBODY} for none. */
  int put(String id, int owner) {
    long high = high(id);
    Table table = tables[number(high)];
    if (table == null) {
      table = new Table();
      tables[number(high)] = table;
    }
    int before = table.put(high, low(id), owner);
    if (table.isCrowded()) {
      count(table.growth());
      table.grow();
    }
    return before;
  }

  private void count(long more) {
    if (memory != null) {
      memory.add(more);
      counted += more;
    }
  }

  private static int number(long high) {
    return (int) (high >>> 60);
  }

  private static long high(String id) {
    return hash(id, 0x9e3779b97f4a7c15L);
  }

  private static long low(String id) {
    return hash(id, 0xc2b2ae3d27d4eb4fL) | 1;
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

  /** An open table of hashes. */
  private static final class Table {
    /** High and low word of each hash; a free place has the low word 0, which no hash has. */
    private long[] words = new long[2 * 16];

    private int[] owners = new int[16];
    private int size;

    int owner(long high, long low) {
      int place = place(words, high, low);
      return words[2 * place + 1] == 0 ? NOBODY : owners[place];
    }

    int put(long high, long low, int owner) {
      int place = place(words, high, low);
      boolean isNew = words[2 * place + 1] == 0;
      int before = isNew ? NOBODY : owners[place];
      words[2 * place] = high;
      words[2 * place + 1] = low;
      owners[place] = owner;
      size += isNew ? 1 : 0;
      return before;
    }

    boolean isCrowded() {
      return size * 3L > words.length;
    }

    /** How many bytes it takes more when it has grown. */
    long growth() {
      return (long) owners.length * BYTES;
    }

    /** Doubles it. */
    void grow() {
      long[] larger = new long[words.length * 2];
      int[] theirs = new int[owners.length * 2];
      for (int i = 0; i < owners.length; i++) {
        if (words[2 * i + 1] != 0) {
          int place = place(larger, words[2 * i], words[2 * i + 1]);
          larger[2 * place] = words[2 * i];
          larger[2 * place + 1] = words[2 * i + 1];
          theirs[place] = owners[i];
        }
      }
      words = larger;
      owners = theirs;
    }

    /** Where a hash stands, or would. */
    private static int place(long[] words, long high, long low) {
      int last = words.length / 2 - 1;
      int place = (int) (high ^ (high >>> 32)) & last;
      while (words[2 * place + 1] != 0
          && (words[2 * place] != high || words[2 * place + 1] != low)) {
        place = (place + 1) & last;
      }
      return place;
    }
  }
}

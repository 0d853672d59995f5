package io.stripejdbc.scan.window;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows a task has given to a reader who wants the newest of a list: whether they came newest
 * first, and if not, since when rows have to be read to be sure of the newest.
 */
public final class NewestRows {
  /** Readers who want more than these are given all of a list that is out of order. */
  private static final long MOST = 10_000;

  private record Seen(String id, long second) {}

  private final long wanted;
  private final List<Seen> rows = new ArrayList<>();
  private long last = Long.MAX_VALUE;
  private boolean ordered = true;

  /**
   * Creates one.
   *
   * @param wanted how many of the newest are wanted
   */
  public NewestRows(long wanted) {
    this.wanted = wanted;
  }

  /** Notes a row, in the order of the list. */
  public void add(@Nullable String id, long second) {
    ordered &= second <= last;
    last = second;
    if (wanted <= MOST && id != null) {
      rows.add(new Seen(id, second));
    }
  }

  /** Whether all rows came newest first. */
  public boolean isOrdered() {
    return ordered;
  }

  /**
   * The second of the last row that is among the newest so far: no older one is. {@link
   * Long#MIN_VALUE} where that is not known.
   */
  public long bound() {
    if (wanted > MOST || rows.size() < wanted) {
      return Long.MIN_VALUE;
    }
    long[] seconds = rows.stream().mapToLong(Seen::second).sorted().toArray();
    return seconds[seconds.length - (int) wanted];
  }

  /** The last row made in this second or later: where to go on within the window since then. */
  public @Nullable String lastSince(long second) {
    for (int i = rows.size() - 1; i >= 0; i--) {
      if (rows.get(i).second() >= second) {
        return rows.get(i).id();
      }
    }
    return null;
  }
}

package io.stripejdbc.cache.refresh;

import io.stripejdbc.cache.segment.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many cached rows of a list lie after a second: what reading them again would cost. */
public final class RowCounts {
  /** Rows of the largest page. */
  static final long PAGE = 100;

  @SuppressWarnings("ArrayRecordComponent") // counted in, never compared
  private record Part(TimeRange window, long rows, long @Nullable [] created) {
    /** Rows in a file are taken to lie evenly. */
    long newerThan(long second) {
      if (window.to() <= second) {
        return 0;
      }
      if (created != null) {
        int at = Arrays.binarySearch(created, second + 1);
        while (at > 0 && created[at - 1] > second) {
          at--;
        }
        return created.length - (long) (at < 0 ? -at - 1 : at);
      }
      boolean bounded = window.from() != Long.MIN_VALUE && window.to() != Long.MAX_VALUE;
      double seconds = (double) window.to() - window.from() + 1;
      return window.from() > second || !bounded
          ? rows
          : Math.round(rows * ((double) window.to() - second) / seconds);
    }
  }

  private final List<Part> parts = new ArrayList<>();

  /** Adds rows of which the times are known, in any order. */
  public void add(TimeRange window, long[] created) {
    long[] sorted = created.clone();
    Arrays.sort(sorted);
    parts.add(new Part(window, sorted.length, sorted));
  }

  /** Adds rows that lie somewhere in a window. */
  public void add(TimeRange window, long rows) {
    parts.add(new Part(window, rows, null));
  }

  /** All rows. */
  public long all() {
    return parts.stream().mapToLong(Part::rows).sum();
  }

  /** Rows made after a second. */
  long newerThan(long second) {
    return parts.stream().mapToLong(part -> part.newerThan(second)).sum();
  }

  /** Calls to read so many rows: one at least. */
  public static long pages(long rows) {
    return Math.max(1, (rows + PAGE - 1) / PAGE);
  }
}

package io.stripejdbc.scan.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a list lie in time, as it was read last: at some seconds, exactly how many rows
 * were made in them or later; between them, rows per span of time. For splitting alone; a list that
 * has changed since is only split less well.
 */
final class CreatedHistogram {
  /** Marks that are kept: 10 kilobytes at most. */
  private static final int MOST_MARKS = 640;

  /**
   * Rows between two marks, fewer the fewer there are: windows are cut where whole pages end, so
   * that a mark stands there.
   */
  private static final int[] ROWS_OF_MARK = {20, 25, 50, 100};

  /** More marks than this are none that were written here. */
  private static final int MOST_READ = 4 * MOST_MARKS;

  /** Seconds, newest first, and how many rows were made in each or later. */
  private final long[] seconds;

  private final long[] counts;

  private CreatedHistogram(long[] seconds, long[] counts) {
    this.seconds = seconds;
    this.counts = counts;
  }

  /**
   * How rows lie.
   *
   * @param rows the second of each
   * @return null where there are too few to tell anything
   */
  static @Nullable CreatedHistogram of(CreatedSeconds rows) {
    int size = rows.size();
    if (size <= WindowSplitPolicy.FULL_PAGE) {
      return null;
    }
    CreatedSeconds.Sorted sorted = rows.sort();
    int every = every(size);
    List<Integer> ends = new ArrayList<>();
    for (int count = 0; count < size; count = ends.get(ends.size() - 1)) {
      ends.add(next(sorted, count, Math.min(size, count + every)));
    }
    long[] seconds = new long[ends.size() + 1];
    long[] counts = new long[seconds.length];
    seconds[0] = sorted.get(size - 1);
    for (int i = 1; i < counts.length; i++) {
      counts[i] = ends.get(i - 1);
      seconds[i] = sorted.get(size - ends.get(i - 1));
    }
    return new CreatedHistogram(seconds, counts);
  }

  private static int every(int size) {
    for (int rows : ROWS_OF_MARK) {
      if (size / rows <= MOST_MARKS) {
        return rows;
      }
    }
    int pages = WindowSplitPolicy.FULL_PAGE;
    return pages * (size / pages / MOST_MARKS + 1);
  }

  /**
   * The next number of rows, of the newest, that is all of the seconds it begins: at most so many,
   * or the first one above.
   */
  private static int next(CreatedSeconds.Sorted sorted, int from, int most) {
    int down = most;
    while (down > from && !isWhole(sorted, down)) {
      down--;
    }
    int up = most;
    while (down == from && !isWhole(sorted, up)) {
      up++;
    }
    return down > from ? down : up;
  }

  /**
   * Whether the row behind the newest ones, so many, is of another second than the last of them.
   */
  private static boolean isWhole(CreatedSeconds.Sorted sorted, int count) {
    int size = sorted.size();
    return count == size || sorted.get(size - count - 1) < sorted.get(size - count);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(seconds.length);
    for (int i = 0; i < seconds.length; i++) {
      out.writeLong(seconds[i]);
      out.writeLong(counts[i]);
    }
  }

  static CreatedHistogram read(DataInput in) throws IOException {
    int size = in.readInt();
    if (size < 2 || size > MOST_READ) {
      throw new IOException("no histogram has " + size + " marks");
    }
    long[] seconds = new long[size];
    long[] counts = new long[size];
    for (int i = 0; i < size; i++) {
      seconds[i] = in.readLong();
      counts[i] = in.readLong();
    }
    return new CreatedHistogram(seconds, counts);
  }

  /** Rows from the first second to the last one. */
  double rows(long from, long to) {
    return Math.max(0, rank(from) - rank(to));
  }

  /** How many rows are newer than a second. */
  double rank(long second) {
    int last = seconds.length - 1;
    if (second >= seconds[0] || second <= seconds[last]) {
      return second >= seconds[0] ? 0 : counts[last];
    }
    // Of many accounts, each with a list that is split, this is asked often.
    int newer = 0;
    int older = last;
    while (older - newer > 1) {
      int middle = (newer + older) / 2;
      if (seconds[middle] > second) {
        newer = middle;
      } else {
        older = middle;
      }
    }
    double share = (double) (seconds[newer] - second) / (seconds[newer] - seconds[older]);
    return counts[newer] + share * (counts[older] - counts[newer]);
  }

  /** The second that so many rows are newer than. */
  long second(double rank) {
    for (int i = 1; i < counts.length; i++) {
      if (rank <= counts[i] && counts[i] > counts[i - 1]) {
        double share = (rank - counts[i - 1]) / (counts[i] - counts[i - 1]);
        return seconds[i - 1] - Math.round(share * (seconds[i - 1] - seconds[i]));
      }
    }
    return seconds[seconds.length - 1];
  }

  /**
   * The oldest second of which it is known that no more rows than so many were made in it or later.
   *
   * @return {@link Long#MIN_VALUE} for none
   */
  long within(double rows) {
    long second = Long.MIN_VALUE;
    for (int i = 1; i < counts.length && counts[i] <= rows; i++) {
      second = seconds[i];
    }
    return second;
  }

  /** All rows. */
  long size() {
    return counts[counts.length - 1];
  }
}

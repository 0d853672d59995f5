package io.stripejdbc.scan.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a list lie in time, as it was read last: rows per span of time. For splitting
 * alone; a list that has changed since is only split less well.
 */
final class CreatedHistogram {
  /** The last row of a page: its second of creation, and how many rows the page had. */
  record Mark(long second, long rows) {}

  /** Marks that are kept: a window cannot be smaller than a page, nor parts finer than this. */
  private static final int MOST_MARKS = 64;

  /** Seconds, newest first, the newest row's among them; and how many rows are newer than each. */
  private final long[] seconds;

  private final double[] ranks;

  private CreatedHistogram(long[] seconds, double[] ranks) {
    this.seconds = seconds;
    this.ranks = ranks;
  }

  /**
   * A shape of all pages of a list, in any order.
   *
   * @return null where there are too few to tell anything
   */
  static @Nullable CreatedHistogram of(long newest, List<Mark> pages) {
    List<Mark> sorted = new ArrayList<>(pages);
    sorted.sort(Comparator.comparingLong(Mark::second).reversed());
    int every = (sorted.size() + MOST_MARKS - 1) / MOST_MARKS;
    List<Long> seconds = new ArrayList<>(List.of(newest));
    List<Double> ranks = new ArrayList<>(List.of(0.0));
    double rank = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Mark mark = sorted.get(i);
      rank += mark.rows();
      boolean kept = (i + 1) % every == 0 || i == sorted.size() - 1;
      if (kept && mark.second() < seconds.get(seconds.size() - 1)) {
        seconds.add(mark.second());
        ranks.add(rank);
      }
    }
    return seconds.size() < 3
        ? null
        : new CreatedHistogram(
            seconds.stream().mapToLong(Long::longValue).toArray(),
            ranks.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Rows from the first second to the last one. */
  double rows(long from, long to) {
    return Math.max(0, rank(from) - rank(to));
  }

  /** How many rows are newer than a second. */
  double rank(long second) {
    int last = seconds.length - 1;
    if (second >= seconds[0] || second <= seconds[last]) {
      return second >= seconds[0] ? 0 : ranks[last];
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
    return ranks[newer] + share * (ranks[older] - ranks[newer]);
  }

  /** The second that so many rows are newer than. */
  long second(double rank) {
    for (int i = 1; i < ranks.length; i++) {
      if (rank <= ranks[i]) {
        double share = (rank - ranks[i - 1]) / (ranks[i] - ranks[i - 1]);
        return seconds[i - 1] - Math.round(share * (seconds[i - 1] - seconds[i]));
      }
    }
    return seconds[seconds.length - 1];
  }
}

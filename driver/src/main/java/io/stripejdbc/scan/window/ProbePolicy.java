package io.stripejdbc.scan.window;

import io.stripejdbc.scan.window.ListSplitPolicy.Cut;
import io.stripejdbc.scan.window.ListSplitPolicy.Window;
import io.stripejdbc.scan.window.ListSplitPolicy.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Where a window is tried of which it is not known whether it has rows: below the oldest row, and
 * inside a burst. One that has none costs a call, and tells where the list ends.
 *
 * <p>At first several are tried at once, each so many times further down than the one before, since
 * how long a list is nobody knows; then one after the other, a half further down than what is
 * known.
 */
final class ProbePolicy {
  /** Pages known, with one on its way, of a list of which only what all have has been read. */
  private static final double FIRST_PAGES = 4.1;

  /** How many times as many pages as are known the nearest of the first ones leaves above it. */
  private static final double FIRST_MULTIPLE = 2.2;

  /** How many times further down the next of them is. */
  private static final double NEXT_MULTIPLE = 2.5;

  /** Workers for each of the first ones. */
  private static final int WORKERS_OF_FIRST = 4;

  private static final int MOST_FIRST = 3;

  /** The same of a later one, and with more than eight workers of two, for the sake of time. */
  private static final double LATER_MULTIPLE = 1.52;

  private static final double LATER_MULTIPLE_OF_MANY = 2;

  /** With what probability a window ends above, where it is bounded, and in a burst. */
  private static final double BOUNDED = 0.35;

  private static final double BOUNDED_OF_MANY = 0.37;

  private static final double BURST = 0.33;

  /** Of what is possible at most so much is left above, where something was tried already. */
  private static final double MOST_SHARE = 0.8;

  /** Pages to be left above at least. */
  private static final double LEAST_PAGES = 2.3;

  private final ListEstimate list;
  private final Workers workers;
  private final boolean first;
  private final boolean filled;
  private final int most;
  private final int probes;

  private ProbePolicy(ListEstimate list, Workers workers) {
    this.list = list;
    this.workers = workers;
    this.first = list.known() < FIRST_PAGES;
    this.filled = list.isBounded(list.size() - 1) && !list.hasEmpty();
    this.most = workers.oneList() ? Math.max(1, most(workers)) : 1;
    int trying = 0;
    for (int i = 0; i < list.size(); i++) {
      trying += list.isProbe(i) ? 1 : 0;
    }
    this.probes = trying;
  }

  private int most(Workers all) {
    if (filled) {
      return all.count() / (all.areMany() ? 2 : WORKERS_OF_FIRST);
    }
    int later = all.areMany() ? 2 : 1;
    return first ? Math.min(MOST_FIRST, all.count() / WORKERS_OF_FIRST) : later;
  }

  /**
   * The next window to be tried.
   *
   * @param lost pages lost so far, and those that open windows are expected to lose
   * @return null for none
   */
  static @Nullable Cut next(ListEstimate list, Workers workers, double lost) {
    ProbePolicy policy = new ProbePolicy(list, workers);
    double bound = ListSplitPolicy.boundOfProbes(list.known(), workers);
    boolean affordable = policy.first && !list.hasBurst() || lost + ListSplitPolicy.LOSS <= bound;
    return policy.probes < policy.most && affordable ? policy.farthest() : null;
  }

  private @Nullable Cut farthest() {
    Cut cut = null;
    for (int i = 0; i < list.size(); i++) {
      Window window = list.window(i);
      boolean may = window.isCuttable() && !window.isYoung() && !list.isEven(i);
      double pages = may ? pages(i) : 0;
      if (pages >= LEAST_PAGES && (cut == null || pages > cut.pages())) {
        long second = list.below(i, pages);
        cut = second == Long.MIN_VALUE ? cut : new Cut(i, second, pages, false);
      }
    }
    return cut;
  }

  /** Pages that the window keeps above the one that is tried. */
  private double pages(int i) {
    double most = list.most(i);
    boolean inside = list.isBurst(i) || list.hasRowsBelow(i);
    boolean below = i + 1 < list.size() && list.isProbe(i + 1);
    if (!inside && filled && (ListEstimate.isLikely(most) || below)) {
      return most / 2;
    }
    // That something is tried further down bounds nothing yet.
    double possible = below && !inside ? Double.POSITIVE_INFINITY : most;
    double pages = list.ahead(i, probability(i, inside, below), possible);
    return list.isBounded(i) || below ? Math.min(pages, MOST_SHARE * most) : pages;
  }

  private double probability(int i, boolean inside, boolean below) {
    if (inside) {
      return below ? BURST / 2 : BURST;
    }
    int further = most - 1 - probes;
    if (first) {
      return above(FIRST_MULTIPLE * Math.pow(NEXT_MULTIPLE, further));
    }
    if (list.isBounded(i)) {
      return workers.areMany() ? BOUNDED_OF_MANY : BOUNDED;
    }
    return workers.areMany()
        ? above(LATER_MULTIPLE_OF_MANY * Math.pow(NEXT_MULTIPLE, further))
        : above(LATER_MULTIPLE);
  }

  /** With what probability a list has no more than so many times the pages that are known. */
  private static double above(double multiple) {
    return 1 - 1 / multiple;
  }
}

package io.stripejdbc.scan.window;

import io.stripejdbc.scan.window.ListSplitPolicy.Window;
import io.stripejdbc.scan.window.WindowSplitPolicy.View;
import java.util.List;

/**
 * How many pages the windows of a list that is being read will have: arithmetic over what was read
 * of them. Between two windows that have rows the time next to them says how many ({@link
 * ListTimeline}); where it does not, below the oldest row and where a window has come upon a burst
 * that is the first of its kind, a list of which so many pages are known is taken to have twice as
 * many or more as often as less.
 */
final class ListEstimate {
  private static final double FULL_PAGE = WindowSplitPolicy.FULL_PAGE;

  /** A list of three pages costs three calls: before them it is not cut. */
  private static final double TRUSTED_PAGES = 3;

  /** An estimate is taken for no more than this many times the pages read. */
  private static final double TRUST = 1.39;

  private static final double TRUST_OF_MANY = 2.3;

  private static final double TRUST_OF_STEADY = 4.7;

  /** What a burst is taken to have at least, for how far down is looked for its end. */
  private static final double BURST_PAGES = 9.3;

  /**
   * A list of so many pages, by those read and a bound of its time, fills that time; one of more
   * has its rows elsewhere.
   */
  private static final double LIKELY_PAGES = 10;

  private static final double MOST_LIKELY_PAGES = 500;

  private final List<Window> windows;
  private final double read;
  private final double trust;
  private final ListTimeline timeline;
  private final boolean steady;

  /**
   * Of each window: whether there are rows below it, pages to come, and what they are taken for.
   */
  private final boolean[] below;

  private final boolean[] bursts;
  private final boolean[] even;
  private final double[] toCome;

  /**
   * @param windows the list's, newest first
   * @param manyWorkers whether calls are spent for time
   */
  ListEstimate(List<Window> windows, boolean manyWorkers) {
    this.windows = windows;
    this.timeline = new ListTimeline(windows);
    this.steady = !manyWorkers && timeline.isSteady();
    this.trust = steady ? TRUST_OF_STEADY : manyWorkers ? TRUST_OF_MANY : TRUST;
    this.read = windows.stream().mapToDouble(window -> window.view().read().pages()).sum();
    int size = windows.size();
    this.below = new boolean[size];
    this.bursts = new boolean[size];
    this.even = new boolean[size];
    this.toCome = new double[size];
    for (int i = size - 2; i >= 0; i--) {
      Window next = windows.get(i + 1);
      below[i] = next.hasRows() || (next.ended() && below[i + 1]);
    }
    for (int i = 0; i < size; i++) {
      if (!windows.get(i).ended()) {
        bursts[i] = timeline.isBurst(i);
        toCome[i] = expected(i);
        even[i] = isEven(windows.get(i).view(), i);
      }
    }
  }

  private double expected(int i) {
    View view = windows.get(i).view();
    if (!isByTimeline(i)) {
      return WindowSplitPolicy.pagesToCome(view);
    }
    double left = timeline.secondsLeft(i);
    return left * timeline.density(i, left) / FULL_PAGE;
  }

  /** Whether the time around says more of what is left than the last page does: of no burst. */
  private boolean isByTimeline(int i) {
    return !bursts[i]
        && !WindowSplitPolicy.isSure(windows.get(i).view())
        && (below[i] || timeline.isUneven(i));
  }

  private boolean isEven(View view, int i) {
    if (WindowSplitPolicy.isSure(view)) {
      return true;
    }
    boolean between = below[i] && toCome[i] <= trust * read;
    boolean filled =
        i == windows.size() - 1 && isLikely(toCome[i]) && WindowSplitPolicy.isAsBefore(view);
    return !bursts[i] && (between || filled);
  }

  int size() {
    return windows.size();
  }

  Window window(int i) {
    return windows.get(i);
  }

  /** Pages that were read. */
  double read() {
    return read;
  }

  /**
   * Whether there is enough to be cut: more than three pages, or as many down to the bound that was
   * asked for.
   */
  boolean isLong() {
    View first = windows.get(0).view();
    boolean bounded = Math.max(first.floor(), first.end().before()) > 0;
    return read >= TRUSTED_PAGES
        || (read > 0 && bounded && isLikely(WindowSplitPolicy.pagesToCome(first)));
  }

  static boolean isLikely(double pages) {
    return pages >= LIKELY_PAGES && pages <= MOST_LIKELY_PAGES;
  }

  /** Whether there are rows below a window, so that there will be some in it to its end. */
  boolean hasRowsBelow(int i) {
    return below[i];
  }

  /** Whether it is known how many rows are left of a window. */
  boolean isEven(int i) {
    return even[i];
  }

  /** Whether the rows of a window come far denser than any before. */
  boolean isBurst(int i) {
    return bursts[i];
  }

  /** Whether the rows come evenly, as far as is known. */
  boolean isSteady() {
    return steady;
  }

  /** Whether there is such a window. */
  boolean hasBurst() {
    for (boolean burst : bursts) {
      if (burst) {
        return true;
      }
    }
    return false;
  }

  /** Whether a window is being tried of which nothing has come so far. */
  boolean isProbe(int i) {
    Window window = windows.get(i);
    return window.isYoung() && window.view().isCut() && !even[i];
  }

  /** Whether there is a window that was tried in vain. */
  boolean hasEmpty() {
    return windows.stream().anyMatch(window -> window.ended() && window.view().read().rows() == 0);
  }

  /** Whether there may be more than what is known to be left: at its end, or in a burst. */
  boolean isOpen() {
    int last = windows.size() - 1;
    return hasBurst() || (!windows.get(last).ended() && !even[last]);
  }

  /** Pages known to come of a window, with the one that is on its way. */
  double pages(int i) {
    if (windows.get(i).ended()) {
      return 0;
    }
    return even[i] ? toCome[i] : 1;
  }

  /** Pages known to come of all windows. */
  double left() {
    double left = 0;
    for (int i = 0; i < windows.size(); i++) {
      left += pages(i);
    }
    return left;
  }

  /** Pages to be expected besides, where it is not known how many there are. */
  double beyond() {
    double beyond = 0;
    for (int i = 0; i < windows.size(); i++) {
      Window window = windows.get(i);
      if (!window.ended() && !window.isYoung() && !even[i]) {
        beyond += ahead(i, 0.5, most(i));
      }
    }
    return beyond;
  }

  /** Pages of rows that were read, are on their way or known to be left. */
  double known() {
    double known = 0;
    for (int i = 0; i < windows.size(); i++) {
      Window window = windows.get(i);
      known += window.view().read().rows() / FULL_PAGE;
      boolean onItsWay = window.view().inFlight() && !window.isYoung();
      known += even[i] ? pages(i) : onItsWay ? 1 : 0;
    }
    return known;
  }

  /** Whether it is known where a window ends. */
  boolean isBounded(int i) {
    return WindowSplitPolicy.end(windows.get(i).view()) > 0;
  }

  /** Pages down to where a window ends at most, by its density, without the one on its way. */
  double most(int i) {
    double pages = toCome[i] - onItsWay(i);
    return isBounded(i) ? Math.max(0, pages) : Double.POSITIVE_INFINITY;
  }

  private int onItsWay(int i) {
    return windows.get(i).view().inFlight() ? 1 : 0;
  }

  /**
   * The second so many pages below the page that is on its way, by what is expected of a window.
   *
   * @return {@link Long#MIN_VALUE} where there is no such second inside
   */
  long below(int i, double pages) {
    View view = windows.get(i).view();
    if (!isByTimeline(i)) {
      return WindowSplitPolicy.below(view, pages);
    }
    double share = (pages + onItsWay(i)) / Math.max(0.1, toCome[i]);
    double seconds =
        below[i]
            ? timeline.secondsOfShare(i, share)
            : timeline.seconds(i, (pages + onItsWay(i)) * FULL_PAGE);
    boolean inside = seconds >= 0 && !(below[i] && share >= 1);
    long second = timeline.top(i) - (long) Math.max(1, seconds);
    return inside && second > WindowSplitPolicy.end(view) ? second : Long.MIN_VALUE;
  }

  /**
   * How many pages further down a window ends with this probability or before.
   *
   * <p>Of lists of which <i>k</i> pages are known, <i>k/n</i> have more than <i>n</i>: whatever was
   * read, half of them have twice as much. Where no more than <i>m</i> pages are possible, the
   * shares are those within the bound.
   *
   * @param most pages that are possible
   */
  double ahead(int i, double probability, double most) {
    View view = windows.get(i).view();
    boolean inside = bursts[i] || below[i];
    double own = view.read().pages() + onItsWay(i);
    double known = Math.max(1, inside ? Math.max(BURST_PAGES, own) : known());
    double more = 1 / known;
    double all = 1 / (known + most);
    return 1 / (more - probability * (more - all)) - known;
  }
}

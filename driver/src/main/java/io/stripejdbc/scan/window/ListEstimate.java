package io.stripejdbc.scan.window;

import io.stripejdbc.scan.window.ListSplitPolicy.Window;
import io.stripejdbc.scan.window.WindowSplitPolicy.View;
import java.util.List;

/**
 * How many pages the windows of a list that is being read will have: arithmetic over what was read
 * of them. Between two windows that have rows the density says how many; where it does not, below
 * the oldest row and where a window has come upon a burst, a list of which so many pages are known
 * is taken to have twice as many or more as often as less.
 */
final class ListEstimate {
  private static final double FULL_PAGE = WindowSplitPolicy.FULL_PAGE;

  /** A list of three pages costs three calls: before them it is not cut. */
  private static final double TRUSTED_PAGES = 3;

  /** An estimate is taken for no more than this many times the pages read. */
  private static final double TRUST = 2.3;

  /** Rows that come so many times denser than before are a burst. */
  private static final double DENSER = 5.6;

  /** What a burst is taken to have at least, for how far down is looked for its end. */
  private static final double BURST_PAGES = 13;

  /**
   * A list of so many pages, by those read and a bound of its time, fills that time; one of more
   * has its rows elsewhere.
   */
  private static final double LIKELY_PAGES = 10;

  private static final double MOST_LIKELY_PAGES = 500;

  private final List<Window> windows;
  private final double read;

  /**
   * @param windows the list's, newest first
   */
  ListEstimate(List<Window> windows) {
    this.windows = windows;
    this.read = windows.stream().mapToDouble(window -> window.view().read().pages()).sum();
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
    return i + 1 < windows.size() && windows.get(i + 1).hasRows();
  }

  /** Whether the rows of a window are known to go on as those that were read. */
  boolean isEven(int i) {
    View view = windows.get(i).view();
    double pages = WindowSplitPolicy.pagesToCome(view);
    return WindowSplitPolicy.isSure(view)
        || (hasRowsBelow(i) && pages <= TRUST * read)
        || (i == windows.size() - 1 && isLikely(pages) && WindowSplitPolicy.isAsBefore(view));
  }

  /** Whether the rows of a window come far denser than those it was cut from. */
  boolean isBurst(int i) {
    View view = windows.get(i).view();
    double inherited = view.before().density();
    return inherited > 0 && WindowSplitPolicy.density(view) > DENSER * inherited;
  }

  /** Whether a window is being tried of which nothing has come so far. */
  boolean isProbe(int i) {
    Window window = windows.get(i);
    return window.isYoung() && window.view().isCut() && !isEven(i);
  }

  /** Whether there is a window that was tried in vain. */
  boolean hasEmpty() {
    return windows.stream().anyMatch(window -> window.ended() && window.view().read().rows() == 0);
  }

  /** Whether there may be more than what is known to be left: at its end, or in a burst. */
  boolean isOpen() {
    int last = windows.size() - 1;
    boolean open = !windows.get(last).ended() && !isEven(last);
    for (int i = 0; i < windows.size(); i++) {
      open |= !windows.get(i).ended() && isBurst(i);
    }
    return open;
  }

  /** Pages known to come of a window, with the one that is on its way. */
  double pages(int i) {
    if (windows.get(i).ended()) {
      return 0;
    }
    return isEven(i) ? WindowSplitPolicy.pagesToCome(windows.get(i).view()) : 1;
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
      if (!window.ended() && !window.isYoung() && !isEven(i)) {
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
      known += isEven(i) ? pages(i) : onItsWay ? 1 : 0;
    }
    return known;
  }

  /** Whether it is known where a window ends. */
  boolean isBounded(int i) {
    return WindowSplitPolicy.end(windows.get(i).view()) > 0;
  }

  /** Pages down to where a window ends at most, by its density, without the one on its way. */
  double most(int i) {
    View view = windows.get(i).view();
    double pages = WindowSplitPolicy.pagesToCome(view) - (view.inFlight() ? 1 : 0);
    return isBounded(i) ? Math.max(0, pages) : Double.POSITIVE_INFINITY;
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
    boolean inside = isBurst(i) || hasRowsBelow(i);
    double own = view.read().pages() + (view.inFlight() ? 1 : 0);
    double known = Math.max(1, inside ? Math.max(BURST_PAGES, own) : known());
    double more = 1 / known;
    double all = 1 / (known + most);
    return 1 / (more - probability * (more - all)) - known;
  }
}

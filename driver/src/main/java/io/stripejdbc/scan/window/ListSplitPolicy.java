package io.stripejdbc.scan.window;

import io.stripejdbc.scan.window.WindowSplitPolicy.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a list that is being read is cut once more for a worker that is free, and where:
 * arithmetic over what is known of its windows. Chosen by a simulation over lists of many shapes
 * (docs/design/reading-lists.md).
 *
 * <p>A window costs nearly half a page more than it holds, and a whole one where it is empty. So
 * the pages lost so far, and those that the open windows are expected to lose, are kept below a
 * bound that grows with the list. Between two windows that have rows, the density of what was read
 * last says how much is left. Where it does not, below the oldest row and where a window has come
 * upon a burst, some windows are tried: further down the more is known.
 */
public final class ListSplitPolicy {
  /** With more workers calls are spent for time. */
  private static final int FEW_WORKERS = 8;

  private static final double FULL_PAGE = WindowSplitPolicy.FULL_PAGE;

  /** A list of three pages costs three calls: before them nothing is tried. */
  private static final double TRUSTED_PAGES = 3;

  /** Pages to be expected behind those on their way, for a window to be cut. */
  private static final double LEAST_PAGES = 4.4;

  /** How many pages further down is tried: so many, and no less than this share of those known. */
  private static final double AHEAD_PAGES = 5.6;

  private static final double AHEAD_SHARE = 0.7;

  /** With more than eight workers this many times as far, for the sake of time. */
  private static final double AHEAD_OF_MANY = 2;

  /** Below a burst no more is tried than {@link #AHEAD_PAGES} and this share of those read. */
  private static final double AHEAD_SHARE_OF_BURST = 0.2;

  /** Rows that come so many times denser than before are a burst. */
  private static final double DENSER = 4;

  /**
   * A list of so many pages, by those read and a bound of its time, is tried in the middle; one of
   * more has its rows elsewhere.
   */
  private static final double LIKELY_PAGES = 10;

  private static final double MOST_LIKELY_PAGES = 500;

  /** An estimate is taken for no more than this many times the pages read. */
  private static final double TRUST = 2;

  /** The share of the pages expected that counts for the bound. */
  private static final double EXPECTED_SHARE = 0.8;

  /** Pages that a window loses, on average. */
  private static final double LOSS = 0.4;

  /** In a list of more than thirty pages one page more may be lost for each so many. */
  private static final double PAGES_OF_LOSS = 14;

  /** A window is cut when it has so many pages more than each worker has to read. */
  private static final double LATE_PAGES = 2;

  /** What a window has to hold, of what it would if the bound were used up by equal ones. */
  private static final double PART_SHARE = 0.6;

  /** A part is made smaller than whole pages by so much of the error to be expected, in pages. */
  private static final double MARGIN = 0.2;

  private ListSplitPolicy() {}

  /**
   * One window of a list.
   *
   * @param ended whether it was read to its end
   * @param cuttable whether it may be cut
   * @param asPlanned whether it was cut where whole pages end, and is as it was known to be
   */
  public record Window(View view, boolean ended, boolean cuttable, boolean asPlanned) {
    private boolean hasRows() {
      return view.read().rows() >= FULL_PAGE / 2;
    }

    private boolean isYoung() {
      return !ended && view.read().pages() == 0;
    }

    private double lost() {
      double lost = Math.max(0, view.read().pages() - view.read().rows() / FULL_PAGE);
      return ended ? lost : asPlanned ? 0 : LOSS;
    }
  }

  /**
   * Those who read.
   *
   * @param count calls that can be in flight
   * @param share pages that each has to bring, of all that are expected
   * @param oneList whether no other list is read at the same time
   */
  public record Workers(int count, double share, boolean oneList) {}

  /**
   * Where to cut.
   *
   * @param window position of the window among those of the list
   * @param second the first second that stays with it
   * @param pages pages expected of it
   * @param even whether its rows are known to go on as they are
   */
  public record Cut(int window, long second, double pages, boolean even) {}

  /**
   * Pages that may be lost with a list of so many: about one where there are several lists; more
   * where there are more than eight workers, for the sake of time.
   */
  static double bound(double pages, Workers workers) {
    if (!workers.oneList()) {
      return 1.4 + Math.max(0, pages - 20) / 15;
    }
    double many = Math.max(1, workers.count() / (double) FEW_WORKERS);
    return 1.6 + Math.min(3, pages / 10) + Math.max(0, pages - 30) / PAGES_OF_LOSS * many;
  }

  /** Pages expected of all windows, with those on their way. */
  public static double pagesToCome(List<Window> windows) {
    Estimate estimate = new Estimate(windows, 1);
    double pages = 0;
    for (int i = 0; i < windows.size(); i++) {
      pages += estimate.pages(i);
    }
    return pages;
  }

  /**
   * The next cut.
   *
   * @param windows the list's, newest first
   */
  public static @Nullable Cut next(List<Window> windows, Workers workers) {
    Estimate estimate = new Estimate(windows, workers.count());
    double left = pagesToCome(windows);
    // A list whose end is not known is taken to have as much below as was read.
    double beyond = estimate.isOpen() ? estimate.read : 0;
    double lost = windows.stream().mapToDouble(Window::lost).sum();
    double rest = bound(estimate.read + EXPECTED_SHARE * left + beyond, workers) - lost;
    if (!estimate.isLong() || rest < LOSS) {
      return null;
    }
    double part = 2 * (left + beyond) / (rest / LOSS);
    double share = workers.share() + beyond / workers.count();
    double least = Math.max(LEAST_PAGES, Math.max(PART_SHARE * part, share + LATE_PAGES));
    Cut cut = largest(estimate, least, true, share);
    return cut != null || estimate.isTrying() ? cut : largest(estimate, LEAST_PAGES, false, 0);
  }

  /** Cuts the largest of the windows that are known to go on evenly, or of the others. */
  private static @Nullable Cut largest(
      Estimate estimate, double least, boolean even, double share) {
    Cut cut = null;
    double most = least;
    for (int i = 0; i < estimate.windows.size(); i++) {
      Window window = estimate.windows.get(i);
      double pages = estimate.pages(i) - (window.view().inFlight() ? 1 : 0);
      boolean may =
          window.cuttable()
              && !window.ended()
              && !window.asPlanned()
              && estimate.isEven(i) == even
              && (even || !window.isYoung());
      if (may && pages >= most) {
        double kept = even ? kept(pages, share) : pages;
        long second = WindowSplitPolicy.below(window.view(), kept);
        cut = second == Long.MIN_VALUE ? cut : new Cut(i, second, pages, even);
        most = second == Long.MIN_VALUE ? most : pages;
      }
    }
    return cut;
  }

  /**
   * Pages that the newer part keeps of so many: half of the shares that they are, a little less
   * than whole pages.
   */
  private static double kept(double pages, double share) {
    double most = Math.floor(pages / 1.5);
    double parts = Math.max(2, Math.min(Math.rint(pages / Math.max(share, 0.1)), most));
    double kept = Math.max(1, Math.rint(pages * Math.floor(parts / 2) / parts));
    return kept - MARGIN * Math.sqrt(kept);
  }

  /** What is expected of the windows of a list. */
  private static final class Estimate {
    private final List<Window> windows;
    private final double read;
    private final int workers;

    Estimate(List<Window> windows, int workers) {
      this.workers = workers;
      this.windows = windows;
      this.read = windows.stream().mapToDouble(window -> window.view().read().pages()).sum();
    }

    /** Whether there are rows below a window, so that there will be some in it to its end. */
    private boolean hasRowsBelow(int i) {
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

    /** Pages expected of a window, with the one that is on its way. */
    double pages(int i) {
      Window window = windows.get(i);
      if (window.ended()) {
        return 0;
      }
      double pages = WindowSplitPolicy.pagesToCome(window.view());
      if (isEven(i)) {
        return pages;
      }
      if (window.isYoung()) {
        return 1;
      }
      double reach =
          isLikely(pages) && !hasFailed() && WindowSplitPolicy.end(window.view()) > 0
              ? pages
              : ahead(window);
      return Math.min(hasRowsBelow(i) ? pages : pages / 2, reach);
    }

    /** How many pages further down is tried. */
    private double ahead(Window window) {
      return isDenser(window)
          ? AHEAD_PAGES + AHEAD_SHARE_OF_BURST * read
          : Math.max(AHEAD_PAGES, AHEAD_SHARE * known())
              * (workers > FEW_WORKERS ? AHEAD_OF_MANY : 1);
    }

    private static boolean isDenser(Window window) {
      double inherited = window.view().before().density();
      return inherited > 0 && WindowSplitPolicy.density(window.view()) > DENSER * inherited;
    }

    private static boolean isLikely(double pages) {
      return pages >= LIKELY_PAGES && pages <= MOST_LIKELY_PAGES;
    }

    /** Whether a window was empty. */
    private boolean hasFailed() {
      return windows.stream()
          .anyMatch(window -> window.ended() && window.view().read().rows() == 0);
    }

    /**
     * Whether there is enough to be cut: more than three pages, or as many down to the bound that
     * was asked for.
     */
    boolean isLong() {
      View first = windows.get(0).view();
      boolean bounded = Math.max(first.floor(), first.end().before()) > 0;
      return read >= TRUSTED_PAGES
          || (read > 0 && bounded && isLikely(WindowSplitPolicy.pagesToCome(first)));
    }

    /** Pages that were read and those known to be left. */
    private double known() {
      double known = read;
      for (int i = 0; i < windows.size(); i++) {
        known += isEven(i) ? pages(i) : 0;
      }
      return known;
    }

    /** Whether there may be more than what is known to be left: at its end, or in a burst. */
    boolean isOpen() {
      int last = windows.size() - 1;
      return (!windows.get(last).ended() && !isEven(last))
          || windows.stream().anyMatch(window -> !window.ended() && isDenser(window));
    }

    /** Whether as many windows are tried of which nothing has come so far as may be at once. */
    boolean isTrying() {
      int trying = 0;
      for (int i = 0; i < windows.size(); i++) {
        Window window = windows.get(i);
        trying += window.isYoung() && window.view().isCut() && !isEven(i) ? 1 : 0;
      }
      return trying >= Math.max(1, workers / (workers > FEW_WORKERS ? 2 : 4));
    }
  }
}

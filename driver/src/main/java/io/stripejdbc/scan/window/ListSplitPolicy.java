package io.stripejdbc.scan.window;

import io.stripejdbc.scan.window.WindowSplitPolicy.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a list that is being read is cut once more for a worker that is free, and where:
 * arithmetic over what is known of its windows. Chosen by a simulation over lists of many shapes
 * (docs/design/reading-lists.md).
 *
 * <p>A window costs half a page more than it holds, and a whole one where it is empty. So the pages
 * lost so far, and those that the open windows are expected to lose, are kept below a bound that
 * grows with the list. What is known to have rows is cut where that saves rounds ({@link
 * ListEstimate}); else a window is tried further down ({@link ProbePolicy}).
 */
public final class ListSplitPolicy {
  /** Pages that a window loses, on average, as long as the list has not shown otherwise. */
  static final double LOSS = 0.5;

  /** So many windows that have ended count as much as this average does. */
  private static final double WINDOWS_OF_LOSS = 4.5;

  /** A list whose windows have lost less, or more, by now may not go on so. */
  private static final double LEAST_LOSS = 0.4;

  private static final double MOST_LOSS = 0.75;

  /** With more workers calls are spent for time. */
  private static final int FEW_WORKERS = 8;

  private static final double FULL_PAGE = WindowSplitPolicy.FULL_PAGE;

  /** How far more pages than are to be expected are provided for. */
  private static final double BEYOND_SHARE = 2.6;

  /** The same of what windows are compared with, and of what each worker is expected to read. */
  private static final double PART_OF_BEYOND = 2;

  private static final double SHARE_OF_BEYOND = 1.5;

  /** Pages from where on more may be lost. */
  private static final double LONG_PAGES = 30;

  /** In a longer list one page more may be lost for each so many. */
  private static final double PAGES_OF_LOSS = 22.5;

  private static final double PAGES_OF_LOSS_OF_MANY = 14;

  /** A window is cut when it has so many pages more than each worker has to read. */
  private static final double LATE_PAGES = 1.2;

  /**
   * What a window has to hold, of what two would if the bound were used up by equal ones: more of
   * it where the list may be longer, to have something left for then.
   */
  private static final double PART_SHARE = 0.25;

  private static final double PART_SHARE_OF_OPEN = 1.25;

  private static final double PART_SHARE_OF_STEADY = 1.05;

  private static final double EXTRA_OF_STEADY = 1.5;

  private static final double EXTRA_OF_LONG = 1.2;

  private static final double EXTRA_OF_BURST = 0.3;

  private ListSplitPolicy() {}

  /**
   * One window of a list.
   *
   * @param ended whether it was read to its end
   * @param cuttable whether it may be cut
   * @param asPlanned whether it was cut where whole pages end, and is as it was known to be
   */
  public record Window(View view, boolean ended, boolean cuttable, boolean asPlanned) {
    boolean hasRows() {
      return view.read().rows() >= FULL_PAGE / 2;
    }

    /** Whether nothing has come of it. */
    boolean isYoung() {
      return !ended && view.read().pages() == 0;
    }

    boolean isCuttable() {
      return cuttable && !ended && !asPlanned;
    }

    /**
     * Pages that it has lost, or will.
     *
     * @param loss what is expected of one that is read
     */
    private double lost(double loss) {
      double lost = Math.max(0, view.read().pages() - view.read().rows() / FULL_PAGE);
      return ended ? lost : asPlanned ? 0 : loss;
    }
  }

  /**
   * Those who read.
   *
   * @param count calls that can be in flight
   * @param share pages that each has to bring, of all that are known
   * @param oneList whether no other list is read at the same time
   */
  public record Workers(int count, double share, boolean oneList) {
    /** Whether there are so many that calls are spent for time. */
    boolean areMany() {
      return count > FEW_WORKERS;
    }
  }

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
    return workers.oneList()
        ? (workers.areMany() ? 1.8 : 0.46)
            + Math.min(LONG_PAGES, pages) / 10
            + ofLong(pages, workers)
        : 1.4 + Math.max(0, pages - 20) / 15;
  }

  /** The same for a window that may be empty: by what is known, whatever is to be expected. */
  static double boundOfProbes(double pages, Workers workers) {
    return workers.oneList()
        ? (workers.areMany() ? 1.6 : 0.26)
            + Math.min(LONG_PAGES, pages) / (workers.areMany() ? 5.3 : 5)
            + (workers.areMany() ? ofLong(pages, workers) : Math.max(0, pages - LONG_PAGES) / 35)
        : bound(pages, workers);
  }

  private static double ofLong(double pages, Workers workers) {
    double each = workers.areMany() ? PAGES_OF_LOSS_OF_MANY : PAGES_OF_LOSS;
    return Math.max(0, pages - LONG_PAGES) / each;
  }

  /**
   * Pages known to come of all windows, with those on their way.
   *
   * @param workers calls that can be in flight
   */
  public static double pagesToCome(List<Window> windows, int workers) {
    return new ListEstimate(windows, workers > FEW_WORKERS).left();
  }

  /**
   * The next cut.
   *
   * @param windows the list's, newest first
   */
  public static @Nullable Cut next(List<Window> windows, Workers workers) {
    ListEstimate list = new ListEstimate(windows, workers.areMany());
    if (!list.isLong()) {
      return null;
    }
    double left = list.left();
    double beyond = BEYOND_SHARE * list.beyond();
    double loss = loss(windows);
    double extra = workers.areMany() ? 0 : extra(list);
    double lost = windows.stream().mapToDouble(window -> window.lost(loss)).sum() - extra;
    double rest = bound(list.read() + left + beyond, workers) - lost;
    if (rest < loss) {
      return null;
    }
    double few = workers.areMany() ? BEYOND_SHARE : PART_OF_BEYOND;
    double part = 2 * (left + few * list.beyond()) / (rest / loss);
    double ahead = workers.areMany() ? beyond : SHARE_OF_BEYOND * list.beyond();
    double share = workers.share() + ahead / workers.count();
    double partShare =
        !list.isOpen()
            ? PART_SHARE
            : list.isSteady() || workers.areMany() ? PART_SHARE_OF_STEADY : PART_SHARE_OF_OPEN;
    Cut cut = largest(list, Math.max(partShare * part, share + LATE_PAGES), share);
    return cut != null ? cut : ProbePolicy.next(list, workers, lost);
  }

  /**
   * Pages more that may be lost: where rows come evenly fewer are lost than is expected, when the
   * list has some thirty pages, and when nearly all of a hundred are known; and while a burst is
   * read, of which most may be still to come.
   */
  private static double extra(ListEstimate list) {
    double pages = list.read() + list.left();
    if (list.isSteady()) {
      double begun = between(pages, 10, 24);
      double ended = between(pages, 35, 50);
      return EXTRA_OF_STEADY * Math.min(begun, 1 - ended) + EXTRA_OF_LONG * between(pages, 80, 100);
    }
    return list.hasBurst() ? EXTRA_OF_BURST * between(pages, 10, 25) : 0;
  }

  /** 0 up to a number, 1 from another one on. */
  private static double between(double number, double from, double to) {
    return Math.max(0, Math.min(1, (number - from) / (to - from)));
  }

  /** Pages that a window of this list loses: where pages end with bunches, they lose less. */
  private static double loss(List<Window> windows) {
    double lost = WINDOWS_OF_LOSS * LOSS;
    double count = WINDOWS_OF_LOSS;
    for (Window window : windows) {
      if (window.ended() && window.hasRows()) {
        lost += window.lost(LOSS);
        count++;
      }
    }
    return Math.max(LEAST_LOSS, Math.min(MOST_LOSS, lost / count));
  }

  /** Cuts the largest of the windows that are known to go on evenly. */
  private static @Nullable Cut largest(ListEstimate list, double least, double share) {
    Cut cut = null;
    double most = least;
    for (int i = 0; i < list.size(); i++) {
      Window window = list.window(i);
      double pages = list.pages(i) - (window.view().inFlight() ? 1 : 0);
      if (window.isCuttable() && list.isEven(i) && pages >= most) {
        long second = list.below(i, kept(pages, share));
        cut = second == Long.MIN_VALUE ? cut : new Cut(i, second, pages, true);
        most = second == Long.MIN_VALUE ? most : pages;
      }
    }
    return cut;
  }

  /** Pages that the newer part keeps of so many: half of the shares that they are. */
  private static double kept(double pages, double share) {
    double most = Math.floor(pages / 1.5);
    double parts = Math.max(2, Math.min(Math.rint(pages / Math.max(share, 0.1)), most));
    return Math.max(1, Math.rint(pages * Math.floor(parts / 2) / parts));
  }
}

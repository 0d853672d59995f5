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

  /** A window is cut when it has so many pages more than each worker has to read. */
  private static final double LATE_PAGES = 1.2;

  /**
   * What a window has to hold, of what two would if the bound were used up by equal ones: more of
   * it where the list may be longer, to have something left for then.
   */
  private static final double PART_SHARE = 0.25;

  private static final double PART_SHARE_OF_OPEN = 1.25;

  private static final double PART_SHARE_OF_STEADY = 1.05;

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
    LossBound bound = LossBound.of(workers);
    double left = list.left();
    double beyond = list.beyond();
    double loss = loss(windows);
    double lost =
        windows.stream().mapToDouble(window -> window.lost(loss)).sum()
            - LossBound.extra(list, workers);
    double rest = bound.pages(list.read() + left + BEYOND_SHARE * beyond, workers) - lost;
    if (rest < loss) {
      return null;
    }
    double part = partShare(list, workers) * 2 * (left + bound.beyond() * beyond) / (rest / loss);
    double share = workers.share() + bound.share() * beyond / workers.count();
    Cut cut = largest(list, Math.max(part, share + LATE_PAGES), share);
    return cut != null ? cut : ProbePolicy.next(list, workers, lost);
  }

  private static double partShare(ListEstimate list, Workers workers) {
    if (!list.isOpen()) {
      return PART_SHARE;
    }
    boolean asExpected = list.isSteady() || workers.areMany();
    return asExpected ? PART_SHARE_OF_STEADY : PART_SHARE_OF_OPEN;
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

package io.stripejdbc.scan.window;

import io.stripejdbc.scan.window.ListSplitPolicy.Window;
import io.stripejdbc.scan.window.WindowSplitPolicy.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the rows lie in time that were read of a list so far, and what that lets expect of the time
 * between them: as many rows as there are in as much time next to it, above and below. So the
 * measure is as long as what is measured, and of rows that come in bunches the time without rows
 * counts as well as they do. Arithmetic over the pages read.
 */
final class ListTimeline {
  private static final double FULL_PAGE = WindowSplitPolicy.FULL_PAGE;

  /** A page that is so many times denser than all that was read, or sparser, is no measure. */
  private static final double UNEVEN = 1.8;

  /**
   * Places whose rows come as dense, but for so many times, are alike; so many of them say more.
   */
  private static final double STEADY = 2;

  private static final int STEADY_PLACES = 3;

  /** Rows that come so many times denser than all above are a burst. */
  private static final double DENSER = 7.7;

  /** Pages that differ by less than this many times are of one kind of run. */
  private static final double ALIKE = 3;

  private static final int MOST = Integer.MAX_VALUE;

  private static final long NONE = Long.MIN_VALUE;

  private final List<Window> windows;

  /**
   * @param windows the list's, newest first
   */
  ListTimeline(List<Window> windows) {
    this.windows = windows;
  }

  /** Time and the rows in it, up to so much of either: of the last span a part. */
  private static final class Sum {
    private final double mostSeconds;
    private final double mostRows;
    private double seconds;
    private double rows;

    Sum(double mostSeconds, double mostRows) {
      this.mostSeconds = mostSeconds;
      this.mostRows = mostRows;
    }

    boolean isFull() {
      return seconds >= mostSeconds || rows >= mostRows;
    }

    void add(double itsSeconds, double itsRows) {
      double share = itsSeconds > 0 ? Math.min(1, (mostSeconds - seconds) / itsSeconds) : 1;
      share = itsRows > 0 ? Math.min(share, (mostRows - rows) / itsRows) : share;
      seconds += share * itsSeconds;
      rows += share * itsRows;
    }
  }

  /** What was read above the rest of a window, the nearest first. */
  private Sum above(int window, double mostSeconds, double mostRows) {
    Sum sum = new Sum(mostSeconds, mostRows);
    for (int i = window; i >= 0 && !sum.isFull(); i--) {
      if (i < window && windows.get(i).ended()) {
        sum.add(secondsLeft(i), 0);
      }
      PageSpans spans = windows.get(i).view().read().spans();
      for (int page = spans.size() - 1; page >= 0 && !sum.isFull(); page--) {
        sum.add((double) spans.seconds(page), (double) spans.rows(page));
      }
    }
    return sum;
  }

  /** What was read below a window, the nearest first. */
  private Sum below(int window, double mostSeconds) {
    Sum sum = new Sum(mostSeconds, Double.MAX_VALUE);
    for (int i = window + 1; i < windows.size() && !sum.isFull(); i++) {
      PageSpans spans = windows.get(i).view().read().spans();
      for (int page = 0; page < spans.size() && !sum.isFull(); page++) {
        sum.add((double) spans.seconds(page), (double) spans.rows(page));
      }
      if (windows.get(i).ended() && i < windows.size() - 1) {
        sum.add(secondsLeft(i), 0);
      }
    }
    return sum;
  }

  /** The second where the rest of a window begins, {@link Long#MIN_VALUE} if it has no bound. */
  long top(int i) {
    View view = windows.get(i).view();
    long top = view.read().oldest() == NONE ? view.window().greatest() : view.read().oldest();
    return top == Long.MAX_VALUE ? NONE : top;
  }

  /** Seconds of a window below its last row: what is left of it, or was found without rows. */
  double secondsLeft(int i) {
    long top = top(i);
    return top == NONE ? 0 : Math.max(0, top - WindowSplitPolicy.end(windows.get(i).view()));
  }

  /** Rows a second in so much time above and below the rest of a window, 0 if unknown. */
  double density(int window, double seconds) {
    Sum up = above(window, seconds, Double.MAX_VALUE);
    Sum down = below(window, seconds);
    double time = up.seconds + down.seconds;
    return time > 0 ? (up.rows + down.rows) / time : 0;
  }

  /** Seconds that so many rows took above the rest of a window; less than 0 if unknown. */
  double seconds(int window, double rows) {
    Sum up = above(window, Double.MAX_VALUE, rows);
    return up.rows > 0 ? up.seconds * rows / up.rows : -1;
  }

  /**
   * Seconds that this share of the rows of a window will take, if those above it come again in the
   * opposite order: a burst that has been met goes on before the time without rows does.
   */
  double secondsOfShare(int window, double share) {
    double left = secondsLeft(window);
    Sum above = above(window, left, Double.MAX_VALUE);
    boolean known = above.rows > 0 && above.seconds > 0;
    return known ? seconds(window, share * above.rows) * left / above.seconds : -1;
  }

  /**
   * Whether rows were read at three places and more of the list, and come at each about as dense as
   * at the next ones: so they probably do in between.
   */
  boolean isSteady() {
    int places = 0;
    double last = 0;
    for (int i = 0; i < windows.size(); i++) {
      PageSpans spans = spans(i);
      double rows = spans.newestRows(spans.size());
      if (rows < FULL_PAGE / 2) {
        continue;
      }
      double density = rows / Math.max(1, spans.newestSeconds(spans.size()));
      if (places > 0 && (density > STEADY * last || density < last / STEADY)) {
        return false;
      }
      last = density;
      places++;
    }
    return places >= STEADY_PLACES;
  }

  /** Whether the last page of a window is no measure: it is of a bunch, or of the time between. */
  boolean isUneven(int i) {
    View view = windows.get(i).view();
    Sum all = above(i, Double.MAX_VALUE, Double.MAX_VALUE);
    if (view.read().rows() == 0 || all.rows < 2 * FULL_PAGE) {
      return false;
    }
    Sum older = below(i, Double.MAX_VALUE);
    double mean = (all.rows + older.rows) / Math.max(1, all.seconds + older.seconds);
    double local = WindowSplitPolicy.density(view);
    return local > UNEVEN * mean || local < mean / UNEVEN;
  }

  /**
   * Whether a window ends in rows that come far denser than all above them and that are the only
   * such run of the list, as far as it was read: they may go on for longer than the time around
   * lets expect. A run that was cut is one run: the lowest of its windows is asked about.
   */
  boolean isBurst(int i) {
    View view = windows.get(i).view();
    double density = view.read().rows() == 0 ? 0 : WindowSplitPolicy.density(view);
    PageOfWindow above = density > 0 ? aboveRun(i, density / ALIKE) : null;
    return above != null
        && !hasDense(above, i, density / ALIKE)
        && density > DENSER * densityTo(above);
  }

  /** A page of a window, the first being the newest. */
  private record PageOfWindow(int window, int page) {}

  /** The page that is next above the dense ones that a window ends in, null for none. */
  private @Nullable PageOfWindow aboveRun(int last, double density) {
    for (int i = last; i >= 0; i--) {
      PageSpans spans = spans(i);
      int page = spans.size() - 1;
      while (page >= 0 && spans.isAsDense(page, density)) {
        page--;
      }
      if (page >= 0) {
        return new PageOfWindow(i, page);
      }
    }
    return null;
  }

  /** Whether a page is as dense down to one, or below a window. */
  private boolean hasDense(PageOfWindow to, int window, double density) {
    for (int i = 0; i < windows.size(); i++) {
      int pages = i == to.window() ? to.page() + 1 : i < to.window() || i > window ? MOST : 0;
      PageSpans spans = spans(i);
      for (int page = 0; page < Math.min(pages, spans.size()); page++) {
        if (spans.isAsDense(page, density)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Rows a second of all pages down to one. */
  private double densityTo(PageOfWindow last) {
    double seconds = 0;
    double rows = 0;
    for (int i = 0; i <= last.window(); i++) {
      PageSpans spans = spans(i);
      int pages = i == last.window() ? last.page() + 1 : spans.size();
      seconds += spans.newestSeconds(pages);
      rows += spans.newestRows(pages);
    }
    return rows / Math.max(1, seconds);
  }

  private PageSpans spans(int i) {
    return windows.get(i).view().read().spans();
  }
}

package io.stripejdbc.scan.window;

import io.stripejdbc.scan.ScanSpec.Bounds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be expected of a window that is being read, as arithmetic over what is known of it.
 */
public final class WindowSplitPolicy {
  /** The most Stripe gives in a page. */
  public static final int FULL_PAGE = 100;

  private static final long NONE = Long.MIN_VALUE;

  private WindowSplitPolicy() {}

  /**
   * What is known of a window.
   *
   * @param window its bounds in seconds
   * @param floor the first second that is still its own
   * @param read what was read of it
   * @param last the last page of that
   * @param inFlight whether a page more is on its way
   * @param end where its list may end
   * @param before what was known of the window this one was cut from
   */
  public record View(
      Bounds window,
      long floor,
      ReadRows read,
      LastPage last,
      boolean inFlight,
      ListEnd end,
      Before before) {

    /** Whether it was cut from another window, and is not a list's own. */
    public boolean isCut() {
      return before.cut();
    }
  }

  /**
   * What was read of a window.
   *
   * @param newest creation of the first row, {@link Long#MIN_VALUE} for none
   * @param oldest creation of the last row, {@link Long#MIN_VALUE} for none
   * @param rows how many
   * @param pages in how many pages
   * @param spans how long each lasted
   */
  record ReadRows(long newest, long oldest, long rows, int pages, PageSpans spans) {}

  /**
   * The last page that was read of a window.
   *
   * @param from where it began, {@link Long#MIN_VALUE} for none
   * @param rows its rows
   */
  public record LastPage(long from, long rows) {}

  /**
   * Where a list may end, its oldest row being the last.
   *
   * @param before where it ended when it was read before, {@link Long#MIN_VALUE} if unknown
   * @param accountMade when its account was made, {@link Long#MIN_VALUE} if unknown
   */
  public record ListEnd(long before, long accountMade) {}

  /**
   * What a window inherits from the one it was cut from, or a list from when it was read before.
   *
   * @param density rows a second, 0 if unknown
   * @param newest creation of the newest row of the list, {@link Long#MIN_VALUE} if unknown
   * @param histogram how the rows of the list lay when it was read before, null if unknown
   * @param cut whether it was cut from another window
   * @param even whether the rows of that window were known to go on as they are
   */
  public record Before(
      double density,
      long newest,
      @Nullable CreatedHistogram histogram,
      boolean cut,
      boolean even) {
    public static final Before NOTHING = new Before(0, NONE, null, false, false);
  }

  /**
   * What a window that is cut from this one inherits.
   *
   * @param even whether its rows are known to go on as they are
   */
  public static Before before(View view, boolean even) {
    return new Before(density(view), newest(view), histogram(view), true, even);
  }

  private static long newest(View view) {
    return view.before().newest() != NONE ? view.before().newest() : view.read().newest();
  }

  /** Rows that what a window inherited counts for: its own last page says more. */
  private static final double INHERITED_ROWS = 0.3 * FULL_PAGE;

  /** The same, of a window whose last page is as those before it. */
  private static final double POOLED_ROWS = 3 * FULL_PAGE;

  /** What the last page may differ from those before it by, this many times, to be as they are. */
  private static final double STEADY = 1.3;

  /**
   * Rows a second, 0 if not known: of all pages where they are alike; else as seen in the last
   * page, which is the nearest to what is left of a list that grows or shrinks; and what the window
   * inherited counts for a little more, since a page is a rough measure.
   */
  public static double density(View view) {
    double inherited = view.before().density();
    boolean seen =
        view.last().from() != NONE && view.read().oldest() != NONE && view.last().rows() > 1;
    if (!seen) {
      return inherited;
    }
    double seconds = view.last().from() - view.read().oldest();
    if (seconds < 1) {
      // All of one second: what was read before it says more.
      long all = view.read().newest() - view.read().oldest();
      return all > 0
          ? (double) view.read().rows() / all
          : inherited > 0 ? inherited : view.last().rows();
    }
    double local = view.last().rows() / seconds;
    double pooled = pooled(view);
    if (local < STEADY * pooled && local > pooled / STEADY) {
      return pooled;
    }
    return inherited > 0 && local < 4 * inherited && local > inherited / 4
        ? (view.last().rows() + INHERITED_ROWS) / (seconds + INHERITED_ROWS / inherited)
        : view.last().rows() / seconds;
  }

  /** Rows a second of all that was read of a window, and of the one it was cut from. */
  private static double pooled(View view) {
    double inherited = view.before().density();
    double seconds = Math.max(1, view.read().newest() - view.read().oldest());
    return inherited > 0
        ? (view.read().rows() + POOLED_ROWS) / (seconds + POOLED_ROWS / inherited)
        : view.read().rows() / seconds;
  }

  /** The second before which nothing of the window is expected, 0 if it is not known. */
  static long end(View view) {
    return Math.max(
        0, Math.max(Math.max(view.floor(), view.end().before()), view.end().accountMade()));
  }

  /** Whether the end of a window is known, and its rows lie as those of the one it was cut from. */
  static boolean isAsBefore(View view) {
    double inherited = view.before().density();
    if (view.read().pages() == 0) {
      return view.before().even() && end(view) > 0;
    }
    boolean seen = view.isCut() && view.last().from() > view.read().oldest() && inherited > 0;
    double density =
        seen ? view.last().rows() / (double) (view.last().from() - view.read().oldest()) : 0;
    return end(view) > 0 && density >= inherited / ALIKE && density <= inherited * ALIKE && seen;
  }

  /** The second where the unread part begins. */
  private static long top(View view) {
    if (view.read().oldest() != NONE) {
      return view.read().oldest();
    }
    long greatest = view.window().greatest();
    boolean unbounded = greatest == Long.MAX_VALUE && view.before().newest() != NONE;
    return unbounded ? view.before().newest() : greatest;
  }

  /**
   * Pages expected, with the one that is on its way: as many as there are between what was read and
   * the end at its density.
   */
  public static double pagesToCome(View view) {
    double density = density(view);
    long top = top(view);
    CreatedHistogram histogram = histogram(view);
    if (histogram != null && top != Long.MAX_VALUE) {
      return histogram.rows(end(view), top) / FULL_PAGE;
    }
    return density <= 0 || top == Long.MAX_VALUE
        ? 0
        : Math.max(0, top - end(view)) * density / FULL_PAGE;
  }

  /**
   * The second so many pages below the page that is on its way.
   *
   * @return {@link Long#MIN_VALUE} where there is no such second inside
   */
  static long below(View view, double pages) {
    long top = top(view);
    CreatedHistogram histogram = histogram(view);
    double rows = (pages + (view.inFlight() ? 1 : 0)) * FULL_PAGE;
    long second =
        histogram == null
            ? top - (long) Math.max(1, rows / density(view))
            : histogram.second(histogram.rank(top) + rows);
    return second > end(view) && second < top ? second : NONE;
  }

  /**
   * The seconds where to cut a window of which it is known how its rows lie, newest first: each
   * part has so many full pages, or less by the rows of a second, and the last one the rest.
   */
  public static List<Long> wholePages(View view, int pages) {
    CreatedHistogram histogram = histogram(view);
    List<Long> cuts = new ArrayList<>();
    if (histogram == null) {
      return cuts;
    }
    long top = top(view);
    // A page that is on its way was asked for without an end: the first part has one more.
    double rows = histogram.rank(top) + (view.inFlight() && pages == 1 ? FULL_PAGE : 0);
    double end = histogram.rank(end(view));
    while (rows + (double) pages * FULL_PAGE < end) {
      long second = histogram.within(rows + (double) pages * FULL_PAGE);
      boolean inside = second > end(view) && second < top;
      if (!inside || histogram.rank(second) <= rows) {
        break;
      }
      cuts.add(second);
      rows = histogram.rank(second);
    }
    return cuts;
  }

  /** What the last page may differ from a shape by, this many times, that it still holds. */
  private static final double ALIKE = 2;

  /** Whether it is known how the rows lie. */
  public static boolean isSure(View view) {
    return histogram(view) != null;
  }

  /** How the rows lie, unless the page that was read last says otherwise. */
  private static @Nullable CreatedHistogram histogram(View view) {
    CreatedHistogram histogram = view.before().histogram();
    if (histogram == null || view.last().from() == NONE || view.read().oldest() == NONE) {
      return histogram;
    }
    double expected = histogram.rows(view.read().oldest(), view.last().from());
    boolean alike =
        view.last().rows() <= ALIKE * expected + FULL_PAGE / 10
            && view.last().rows() >= expected / ALIKE;
    return alike ? histogram : null;
  }
}

package io.stripejdbc.scan.window;

import io.stripejdbc.scan.ScanSpec.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * Where to split a window that is being read, as arithmetic over what is known of it.
 *
 * <p>How much is left of a window is its remaining time times its density. The remaining time ends
 * at the window's own bound, where the list began when it was read before, or, where neither is
 * known, at a guess: the creation of the account, or as far back again as {@link #REACH} times the
 * time read so far. No guess before {@link #TRUSTED_PAGES} pages: a small list is never split.
 */
public final class WindowSplitPolicy {
  /** The most Stripe gives in a page. */
  public static final int FULL_PAGE = 100;

  /** A list that goes on after this many pages is taken for a long one. */
  static final int TRUSTED_PAGES = 3;

  private static final double REACH = 6;

  /**
   * A window with less than this many pages left is not worth another call: each split costs the
   * half of a page on average.
   */
  public static final double LEAST_PAGES = 3;

  private static final long NONE = Long.MIN_VALUE;

  private WindowSplitPolicy() {}

  /**
   * What is known of a window.
   *
   * @param window its bounds in seconds
   * @param floor the first second that is still its own
   * @param newest creation of the first row read, {@link Long#MIN_VALUE} for none
   * @param oldest creation of the last row read, {@link Long#MIN_VALUE} for none
   * @param rows rows read
   * @param pageFrom where the last page read began, {@link Long#MIN_VALUE} for none
   * @param pageRows rows of the last page read
   * @param pages pages read
   * @param inFlight whether a page more is on its way
   * @param begin where the list began when it was read before, {@link Long#MIN_VALUE} if unknown
   * @param accountMade when its account was made, {@link Long#MIN_VALUE} if unknown
   * @param before what was known of the window this one was cut from
   */
  public record View(
      Bounds window,
      long floor,
      long newest,
      long oldest,
      long rows,
      long pageFrom,
      long pageRows,
      int pages,
      boolean inFlight,
      long begin,
      long accountMade,
      Before before) {
    /** Whether it was cut from another window, and is not a list's own. */
    public boolean isCut() {
      return before.cut();
    }
  }

  /**
   * What a window inherits from the one it was cut from, or a list from when it was read before.
   *
   * @param density rows a second, 0 if unknown
   * @param newest creation of the newest row of the list, {@link Long#MIN_VALUE} if unknown
   * @param end the second before which nothing was expected, {@link Long#MIN_VALUE} if unknown
   * @param histogram how the rows of the list lay when it was read before, null if unknown
   * @param cut whether it was cut from another window
   */
  public record Before(
      double density, long newest, long end, @Nullable CreatedHistogram histogram, boolean cut) {
    public static final Before NOTHING = new Before(0, NONE, NONE, null, false);
  }

  /** What a window that is cut from this one inherits. */
  public static Before before(View view) {
    return new Before(density(view), newest(view), end(view), shape(view), true);
  }

  private static long newest(View view) {
    return view.before().newest() != NONE ? view.before().newest() : view.newest();
  }

  /** Rows that what a window inherited counts for: its own last page says more. */
  private static final double INHERITED_ROWS = 0.3 * FULL_PAGE;

  /**
   * Rows a second, 0 if not known: as seen in the last page, which is the nearest to what is left
   * of a list that grows or shrinks; and what the window inherited counts for a little more, since
   * a page is a rough measure.
   */
  public static double density(View view) {
    double inherited = view.before().density();
    boolean seen = view.pageFrom() != NONE && view.oldest() != NONE && view.pageRows() > 1;
    if (!seen) {
      return inherited;
    }
    double seconds = Math.max(1, view.pageFrom() - view.oldest());
    return inherited > 0
        ? (view.pageRows() + INHERITED_ROWS) / (seconds + INHERITED_ROWS / inherited)
        : view.pageRows() / seconds;
  }

  /** The second before which nothing of the window is expected. */
  static long end(View view) {
    long known = Math.max(view.floor(), view.begin());
    if (known > 0) {
      return known;
    }
    boolean trusted = view.pages() >= (view.isCut() ? 1 : TRUSTED_PAGES);
    if (!trusted || view.oldest() == NONE) {
      return view.before().end() == NONE ? top(view) : view.before().end();
    }
    if (view.accountMade() > 0 && view.accountMade() < view.oldest()) {
      return view.accountMade();
    }
    return view.oldest() - (long) (REACH * Math.max(1, newest(view) - view.oldest()));
  }

  /** Whether nothing is known of where a window ends. */
  public static boolean isEndGuessed(View view) {
    return Math.max(view.floor(), view.begin()) <= 0 && view.accountMade() <= 0;
  }

  /** The second where the unread part begins. */
  private static long top(View view) {
    if (view.oldest() != NONE) {
      return view.oldest();
    }
    long greatest = view.window().greatest();
    boolean unbounded = greatest == Long.MAX_VALUE && view.before().newest() != NONE;
    return unbounded ? view.before().newest() : greatest;
  }

  /** Pages expected, with the one that is on its way. */
  public static double pagesToCome(View view) {
    double density = density(view);
    long top = top(view);
    if (density <= 0 || top == Long.MAX_VALUE) {
      return 0;
    }
    CreatedHistogram histogram = shape(view);
    double rows =
        histogram == null ? Math.max(0, top - end(view)) * density : histogram.rows(end(view), top);
    return rows / FULL_PAGE;
  }

  /** Pages expected behind the one that is on its way. */
  public static double pagesLeft(View view) {
    return view.inFlight() ? pagesToCome(view) - 1 : pagesToCome(view);
  }

  /**
   * In how many windows one should be read, so that none keeps the others waiting at the end.
   *
   * @param share pages that each call in flight has to bring, of all that are expected
   */
  public static long parts(View view, double share) {
    double pages = pagesToCome(view);
    boolean worth = pages - share >= LATE_PAGES;
    return worth ? Math.min(Math.round(pages / share), (long) (pages / LEAST_PAGES)) : 1;
  }

  /** A window that ends this many calls after the others is worth another one. */
  private static final double LATE_PAGES = 1.5;

  /**
   * The second that begins the newer part, when it keeps one of so many equal parts.
   *
   * @return {@link Long#MIN_VALUE} where there is no such second
   */
  public static long cut(View view, long parts) {
    long top = top(view);
    long end = end(view);
    CreatedHistogram histogram = shape(view);
    long cut =
        histogram == null
            ? top - Math.max((top - end) / parts, (long) next(view, 1 / density(view)))
            : histogram.second(
                histogram.rank(top) + Math.max(histogram.rows(end, top) / parts, next(view, 1)));
    boolean inside = cut > end && cut < top;
    return inside ? cut : NONE;
  }

  /** What the page takes that is on its way, of which one row takes so much. */
  private static double next(View view, double row) {
    return view.inFlight() ? FULL_PAGE * row : 0;
  }

  /** What the last page may differ from a shape by, this many times, that it still holds. */
  private static final double ALIKE = 2;

  /** Whether it is known how the rows lie. */
  public static boolean isSure(View view) {
    return shape(view) != null;
  }

  /** How the rows lie, unless the page that was read last says otherwise. */
  private static @Nullable CreatedHistogram shape(View view) {
    CreatedHistogram histogram = view.before().histogram();
    if (histogram == null || view.pageFrom() == NONE || view.oldest() == NONE) {
      return histogram;
    }
    double expected = histogram.rows(view.oldest(), view.pageFrom());
    boolean alike =
        view.pageRows() <= ALIKE * expected + FULL_PAGE / 10 && view.pageRows() >= expected / ALIKE;
    return alike ? histogram : null;
  }
}

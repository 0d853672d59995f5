package io.stripejdbc.scan;

import io.stripejdbc.scan.ScanSpec.Bounds;

/**
 * Where to split a window that is being read, as arithmetic over what is known of it.
 *
 * <p>How much is left of a window is its remaining time times its density. The remaining time ends
 * at the window's own bound, at the creation of the account, or, where neither is known, at a guess
 * that grows with what has been read: as far back again as {@link #REACH} times the time read so
 * far, and no guess before {@link #TRUSTED_PAGES} pages, so that a small list is never split.
 */
final class Windows {
  /** A list that goes on after this many pages is taken for a long one. */
  static final int TRUSTED_PAGES = 3;

  private static final double REACH = 3;

  /**
   * A window with less than this many pages left is not worth another call: each split costs the
   * half of a page on average.
   */
  static final double LEAST_PAGES = 2;

  private static final long NONE = Long.MIN_VALUE;

  private Windows() {}

  /**
   * What is known of a window.
   *
   * @param window its bounds in seconds
   * @param floor the first second that is still its own
   * @param newest creation of the first row read, {@link Long#MIN_VALUE} for none
   * @param oldest creation of the last row read, {@link Long#MIN_VALUE} for none
   * @param rows rows read
   * @param pages pages read
   * @param inFlight whether a page more is on its way
   * @param begin earliest second anything can have been made, {@link Long#MIN_VALUE} if unknown
   * @param before what was known of the window this one was cut from
   */
  record View(
      Bounds window,
      long floor,
      long newest,
      long oldest,
      long rows,
      int pages,
      boolean inFlight,
      long begin,
      Before before) {}

  /**
   * What a window inherits from the one it was cut from.
   *
   * @param density rows a second, 0 if unknown
   * @param newest creation of the newest row of the list, {@link Long#MIN_VALUE} if unknown
   */
  record Before(double density, long newest) {
    static final Before NOTHING = new Before(0, NONE);
  }

  /** What a window that is cut from this one inherits. */
  static Before before(View view) {
    return new Before(density(view), newest(view));
  }

  private static long newest(View view) {
    return view.before().newest() != NONE ? view.before().newest() : view.newest();
  }

  /** Rows a second, as seen in the window; 0 if not known. */
  static double density(View view) {
    boolean seen = view.newest() != NONE && view.oldest() != NONE && view.rows() > 1;
    return seen
        ? view.rows() / (double) Math.max(1, view.newest() - view.oldest())
        : view.before().density();
  }

  /** The second before which nothing of the window is expected. */
  static long end(View view) {
    long known = Math.max(view.floor(), view.begin());
    if (known > 0) {
      return known;
    }
    boolean trusted = view.pages() >= (view.before().density() > 0 ? 1 : TRUSTED_PAGES);
    if (!trusted || view.oldest() == NONE) {
      return top(view);
    }
    return view.oldest() - (long) (REACH * Math.max(1, newest(view) - view.oldest()));
  }

  /** The second where the unread part begins. */
  private static long top(View view) {
    return view.oldest() != NONE ? view.oldest() : view.window().greatest();
  }

  /** Pages expected behind the one that is on its way. */
  static double pagesLeft(View view) {
    double density = density(view);
    long top = top(view);
    if (density <= 0 || top == Long.MAX_VALUE) {
      return 0;
    }
    double pages = Math.max(0, top - end(view)) * density / ListStrand.FULL_PAGE;
    return view.inFlight() ? pages - 1 : pages;
  }

  /**
   * The second that begins the newer part, when the older half of what is left is given away.
   *
   * @return {@link Long#MIN_VALUE} where there is no such second
   */
  static long cut(View view) {
    double density = density(view);
    long top = top(view);
    long next = view.inFlight() ? (long) (ListStrand.FULL_PAGE / density) : 0;
    long from = top - next;
    long middle = end(view) + (from - end(view)) / 2;
    boolean inside = middle > end(view) && middle < top;
    return inside ? middle : NONE;
  }
}

package io.stripejdbc.scan.window;

import io.stripejdbc.scan.ScanSpec.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the oldest rows of a list that can only be read newest first: says which window of
 * {@code created} to ask for next, by what the windows before it had.
 *
 * <p>What is known is a beginning of the list that was read completely (all rows made before some
 * second, none at first) and the oldest row that was seen behind it. A window between the two whose
 * first page is all of it moves the one, a page with more behind it the other. So each row is in
 * one complete window, wherever the list has it, and an empty answer says that there is nothing
 * older: no order of rows is relied on.
 *
 * <p>Where to look: a list may begin a day ago or ten years. While the distance that can be empty
 * is more than eight times the one that is known to have rows, the next window ends at their
 * geometric mean, from the newest row or from where rows began to come far denser; then in the
 * middle. So it takes a call for each doubling from the time that 100 of the oldest rows span to
 * the age of the list, and some four more: of 10,000 rows evenly in a year, some 11 calls.
 */
public final class OldestRowSearch {
  /** Rows of one call. */
  private static final int PAGE = WindowSplitPolicy.FULL_PAGE;

  /** Rows that come so many times denser than before are a part of the list with its own scale. */
  private static final double DENSER = 4;

  /** Distances that are farther apart are halved as powers of two are. */
  private static final double FAR = 8;

  /** A window is to hold more rows than are missing. */
  private static final double MORE = 1.25;

  /** 2010-01-01 in seconds: Stripe has no account that is older. */
  private static final long NO_ACCOUNT = 1_262_304_000L;

  private final Bounds window;
  private final long wanted;
  private final boolean ties;
  private final long guess;
  private final long made;
  private boolean guessed;
  private boolean done;
  private @Nullable Bounds asked;

  /** All rows before this second have been read; so many. */
  private long lower;

  private long found;

  /** The oldest row that was seen and is not among those; {@link Long#MAX_VALUE} for none. */
  private long upper = Long.MAX_VALUE;

  /** Whether the last window was not read to its end. */
  private boolean tooLong;

  /** Whether the last page did not lead further down: all of it is of one second. */
  private boolean stuck;

  /** The newest row that was seen. */
  private long top = Long.MIN_VALUE;

  /** Where distances are measured from. */
  private long anchor;

  /** Seconds that 100 rows span where rows were seen last. */
  private double span;

  /** Seconds for one row where a window was not read to its end, 0 before there was one. */
  private double perRow;

  /** The newest row of that window, and how many rows it had at least. */
  private long cap = Long.MAX_VALUE;

  private long capRows;

  /**
   * Creates one.
   *
   * @param window seconds of creation that are asked about
   * @param wanted rows, the oldest, at least 1
   * @param ties whether all rows of the last second are wanted
   * @param guess the second of the last of them when the list was read before, {@link
   *     Long#MIN_VALUE} if it was not
   * @param accountMade when the account was made, {@link Long#MIN_VALUE} if that is not known; rows
   *     may be older all the same
   */
  public OldestRowSearch(Bounds window, long wanted, boolean ties, long guess, long accountMade) {
    this.made = Math.max(NO_ACCOUNT, accountMade);
    this.window = window;
    this.wanted = wanted;
    this.ties = ties;
    this.guess = guess;
    this.lower = Math.max(0, window.least());
  }

  /** Whether enough rows have been found, or all. */
  public boolean isDone() {
    return done;
  }

  /** Whether the first window is all that is asked about. */
  public boolean beginsWithAll() {
    return guess < lower;
  }

  /** The window to ask for next, null when enough rows have been found, or all. */
  public @Nullable Bounds next() {
    if (done) {
      return null;
    }
    asked = new Bounds(from(), Math.min(window.greatest(), last()));
    return asked;
  }

  /** What is asked first has no bound where the question has none. */
  private long from() {
    return lower <= Math.max(0, window.least()) ? window.least() : lower;
  }

  private long last() {
    boolean usesGuess = !guessed && upper == Long.MAX_VALUE && guess >= lower;
    guessed = true;
    if (usesGuess) {
      return guess;
    }
    if (found > 0) {
      return further();
    }
    if (upper == Long.MAX_VALUE) {
      return window.greatest();
    }
    if (upper - lower <= span) {
      return stuck ? Math.max(lower, upper - 1) : upper;
    }
    return Math.max(lower, between() - 1);
  }

  /** The end of a window behind what was read, with about as many rows as are missing. */
  private long further() {
    double missing = (double) wanted - found;
    double end = (double) Math.max(lower, upper == Long.MAX_VALUE ? lower : upper);
    end += missing * MORE * Math.max(perRow, Double.MIN_NORMAL);
    if (capRows >= missing && lower < cap) {
      end = Math.min(end, cap - 1.0);
    }
    Bounds before = asked;
    if (tooLong && before != null && end >= before.greatest()) {
      end = lower + (before.greatest() - lower) / 2.0;
    }
    return end >= top ? window.greatest() : (long) Math.max((double) lower, end);
  }

  /** A second behind the beginning and before the oldest row that was seen. */
  private long between() {
    long from = upper > made ? Math.max(lower, made) : lower;
    double empty = (double) anchor - from;
    double full = Math.max(span, (double) anchor - upper);
    return empty <= FAR * full
        ? from + (upper - from) / 2
        : Math.min(upper, anchor - (long) Math.sqrt(empty * full));
  }

  /**
   * Rows of the window that are asked for at most; where as many come, there may be more. A page
   * while the beginning is looked for; behind it windows are read to their end, unless they have
   * far more than is missing. One second is read as far as it is wanted.
   */
  public long limit() {
    Bounds now = asked;
    long missing = wanted - found;
    if (now != null && now.least() == now.greatest() && (ties || missing > PAGE)) {
      return Integer.MAX_VALUE;
    }
    return found == 0 ? PAGE : PAGE * (2 + missing / PAGE);
  }

  /**
   * Takes in what a window had.
   *
   * @param rows rows that came
   * @param complete whether these are all of it
   * @param newest second of the newest of them
   * @param oldest second of the oldest of them
   * @return whether they are rows of the beginning of the list, to be given out
   */
  public boolean answered(long rows, boolean complete, long newest, long oldest) {
    Bounds was = asked == null ? window : asked;
    if (complete) {
      read(was, rows);
      return true;
    }
    if (was.least() == was.greatest()) {
      // One second with more rows than a page: any of them are among the oldest.
      done = true;
      return true;
    }
    double before = span;
    boolean first = upper == Long.MAX_VALUE;
    boolean spread = first || newest > oldest;
    span = spread ? Math.max(1, (double) newest - oldest) : before;
    if (first || (spread && span * DENSER < before)) {
      anchor = newest;
    }
    tooLong = true;
    stuck = oldest == was.greatest();
    top = Math.max(top, newest);
    upper = oldest;
    cap = newest;
    capRows = rows;
    perRow = span / rows;
    return false;
  }

  private void read(Bounds was, long rows) {
    found += rows;
    stuck = false;
    tooLong = false;
    boolean all = was.greatest() >= window.greatest();
    done = all || found >= wanted;
    lower = all ? lower : was.greatest() + 1;
    if (upper < lower) {
      upper = Long.MAX_VALUE;
    }
    if (rows == 0 && upper == Long.MAX_VALUE) {
      perRow = 2 * Math.max(1, perRow); // Nothing is known of what follows but that it is thin.
    }
  }
}

package io.stripejdbc.scan;

import io.stripejdbc.fetch.Batch;
import io.stripejdbc.scan.ScanSpec.Bounds;

/** How far a window has been read and how dense it is: what a split is decided by. */
final class Progress {
  private static final long NONE = Long.MIN_VALUE;

  private final Bounds window;
  private long floor;
  private long newest = NONE;
  private long oldest = NONE;
  private long rows;
  private long pageFrom = NONE;
  private long pageRows;
  private int pages;
  private boolean inFlight;
  private boolean ended;

  Progress(Bounds window) {
    this.window = window;
    this.floor = window.least();
  }

  void asked() {
    inFlight = true;
  }

  void answered(Batch page, Layout layout, int kept) {
    inFlight = false;
    pages++;
    rows += kept;
    if (!page.rows().isEmpty()) {
      long first = layout.created(page.rows().get(0), NONE);
      newest = newest == NONE ? first : newest;
      pageFrom = oldest == NONE ? first : oldest;
      pageRows = kept;
      oldest = layout.created(page.rows().get(page.rows().size() - 1), NONE);
    }
  }

  void ended(boolean value) {
    ended = value;
  }

  boolean hasEnded() {
    return ended;
  }

  /** The first second that is this window's own. */
  long floor() {
    return floor;
  }

  /** Gives away everything before this second. */
  void cut(long newFloor) {
    floor = newFloor;
  }

  /** Creation of the first row read, {@link Long#MIN_VALUE} for none. */
  long newest() {
    return newest;
  }

  /** Creation of the last row read, {@link Long#MIN_VALUE} for none. */
  long oldest() {
    return oldest;
  }

  boolean isBelowFloor() {
    return oldest != NONE && oldest < floor;
  }

  /**
   * What a split is decided by.
   *
   * @param reading where the list is expected to end
   * @param before what is inherited
   */
  Windows.View view(Beginnings.Reading reading, Windows.Before before) {
    return new Windows.View(
        window,
        floor,
        newest,
        oldest,
        rows,
        pageFrom,
        pageRows,
        pages,
        inFlight,
        reading.expected(),
        reading.accountMade(),
        before);
  }
}

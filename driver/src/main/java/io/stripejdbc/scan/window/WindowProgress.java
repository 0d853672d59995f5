package io.stripejdbc.scan.window;

import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.request.RowLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a window has been read and how dense it is: what a split is decided by. */
public final class WindowProgress {
  private static final long NONE = Long.MIN_VALUE;

  private final Bounds window;
  private long floor;
  private long newest = NONE;
  private long oldest = NONE;
  private long latest = NONE;
  private long earliest = Long.MAX_VALUE;
  private long rows;
  private long pageFrom = NONE;
  private long pageRows;
  private int pages;
  private final PageSpans spans = new PageSpans();
  private boolean inFlight;
  private boolean ended;

  public WindowProgress(Bounds window) {
    this.window = window;
    this.floor = window.least();
  }

  public void asked() {
    inFlight = true;
  }

  /**
   * A page was read.
   *
   * @param own positions of the rows that are the window's own
   */
  public void answered(PagedResult page, RowLayout layout, List<Integer> own) {
    inFlight = false;
    pages++;
    rows += own.size();
    List<@Nullable Object[]> all = page.rows();
    if (!all.isEmpty()) {
      long before = oldest;
      long first = layout.created(all.get(0), NONE);
      newest = newest == NONE ? first : newest;
      long from = oldest == NONE ? first : oldest;
      pageRows = own.size();
      oldest = layout.created(all.get(all.size() - 1), NONE);
      pageFrom = Math.max(from, oldest + spread(all, layout));
      long top = window.greatest() == Long.MAX_VALUE ? first : window.greatest() + 1;
      spans.add((before == NONE ? top : before) - oldest, own.size());
    }
    for (int position : own) {
      long second = layout.created(all.get(position), NONE);
      latest = Math.max(latest, second);
      earliest = second == NONE ? earliest : Math.min(earliest, second);
    }
  }

  /** Seconds between the newest and the oldest row, which need not be the first and the last. */
  private static long spread(List<@Nullable Object[]> all, RowLayout layout) {
    long least = Long.MAX_VALUE;
    long greatest = NONE;
    for (@Nullable Object[] row : all) {
      long second = layout.created(row, NONE);
      if (second != NONE) {
        least = Math.min(least, second);
        greatest = Math.max(greatest, second);
      }
    }
    return greatest == NONE ? 0 : greatest - least;
  }

  public void ended(boolean value) {
    ended = value;
  }

  public boolean hasEnded() {
    return ended;
  }

  /** The first second that is this window's own. */
  public long floor() {
    return floor;
  }

  /** Gives away everything before this second. */
  public void cut(long newFloor) {
    floor = newFloor;
  }

  /** Creation of the newest of its rows, {@link Long#MIN_VALUE} for none. */
  public long latest() {
    return latest;
  }

  /** Creation of the oldest of its rows, {@link Long#MIN_VALUE} for none. */
  public long earliest() {
    return earliest == Long.MAX_VALUE ? NONE : earliest;
  }

  /** Creation of the last row read, {@link Long#MIN_VALUE} for none. */
  public long oldest() {
    return oldest;
  }

  /**
   * What a split is decided by.
   *
   * @param reading where the list is expected to end
   * @param before what is inherited
   */
  public WindowSplitPolicy.View view(
      ListStatistics.Reading reading, WindowSplitPolicy.Before before) {
    return new WindowSplitPolicy.View(
        window,
        floor,
        new WindowSplitPolicy.ReadRows(newest, oldest, rows, pages, spans),
        new WindowSplitPolicy.LastPage(pageFrom, pageRows),
        inFlight,
        new WindowSplitPolicy.ListEnd(reading.expected(), reading.accountMade()),
        before);
  }
}

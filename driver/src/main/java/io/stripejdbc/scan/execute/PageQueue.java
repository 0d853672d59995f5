package io.stripejdbc.scan.execute;

import io.stripejdbc.fetch.BufferReservation;
import io.stripejdbc.scan.rows.RowBytes;
import io.stripejdbc.scan.task.PageTask;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order they arrive. A reader that does not read holds the pages back; one that has not
 * come back for more than the first of them, every list's second one.
 */
final class PageQueue implements RowOutput {
  /** What a page is taken for before the first has come: a hundred objects of 40 kilobytes. */
  private static final long UNKNOWN_PAGE = 4 << 20;

  /** What objects take as JSON and as the texts of a row with {@code raw_json}. */
  private static final int COPIES = 3;

  private record Waiting(List<@Nullable Object[]> rows, long bytes) {}

  private final UnpackingLimit unpacking = new UnpackingLimit();
  private final Deque<Waiting> pages = new ArrayDeque<>();
  private final BufferReservation memory;
  private final int most;
  private final long limit;
  private final boolean few;
  private long rows;
  private long largest;
  private int answers;
  private final Set<PageTask<?>> answered = new HashSet<>();
  private boolean given;
  private boolean readOn;
  private boolean hungry = true;
  private final Set<PageTask<?>> living = new HashSet<>();
  private final boolean mayStop;
  private boolean cachedFirst;
  private boolean starved;

  /**
   * @param most pages waiting or on their way at once
   * @param limit rows the reader will read at most, -1 for no bound
   * @param few whether the reader may stop at any row
   * @param whole whether he is known to take every row
   * @param memory counts the rows that wait
   */
  PageQueue(int most, long limit, boolean few, boolean whole, BufferReservation memory) {
    this.mayStop = !whole;
    this.memory = memory;
    this.most = most;
    this.limit = limit;
    this.few = few;
  }

  @Override
  public void opened(PageTask<?> task) {
    living.add(task);
    cachedFirst |= mayStop && !starved && task.isAtHand();
  }

  @Override
  public void add(PageTask<?> task, List<@Nullable Object[]> page) {
    answers++;
    answered.add(task);
    rows += page.size();
    long bytes = RowBytes.of(page);
    unpacking.came(bytes);
    if (!page.isEmpty()) {
      hungry = false;
      largest = Math.max(largest, bytes);
      memory.add(bytes);
      pages.add(new Waiting(page, bytes));
    }
  }

  @Override
  public void closed(PageTask<?> task) {
    answered.remove(task);
    living.remove(task);
  }

  /**
   * With a limit one call goes out first, and as many more as have come back without filling it; so
   * too where only the reader knows when it is enough, and only when nothing is left for him. What
   * is cached is given first, and no call goes out before a reader who may stop has taken all of
   * it: a tool that shows the same rows again, and no more, asks for nothing.
   */
  @Override
  public boolean wants(PageTask<?> task, int inFlight) {
    if (cachedFirst && !task.isAtHand()) {
      return false;
    }
    boolean full = (limit >= 0 && rows >= limit) || (few && !hungry);
    boolean ahead = (limit >= 0 || few) && inFlight > answers;
    boolean unread = !readOn && (given || !pages.isEmpty()) && answered.contains(task);
    return !full
        && !ahead
        && !unread
        && pages.size() + inFlight < most
        && hasCapacity(task, inFlight);
  }

  /** Whether one page more has room beside those on their way; the only one always has. */
  private boolean hasCapacity(PageTask<?> task, int inFlight) {
    if (pages.isEmpty() && inFlight == 0) {
      return true;
    }
    if (!unpacking.allows(task, inFlight)) {
      return false;
    }
    long page = largest == 0 ? UNKNOWN_PAGE : largest;
    long unpacked = COPIES * task.bytesToUnpack();
    return memory.hasCapacity(inFlight * page + Math.max(page, unpacked));
  }

  @Override
  public List<@Nullable Object[]> take() {
    readOn |= given;
    Waiting page = pages.poll();
    given |= page != null;
    hungry = page == null;
    if (cachedFirst && hungry && living.stream().noneMatch(PageTask::isAtHand)) {
      starved = true;
      cachedFirst = false;
    }
    if (page == null) {
      return List.of();
    }
    memory.subtract(page.bytes());
    return page.rows();
  }
}

package io.stripejdbc.scan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in the order they arrive. A reader that does not read holds the pages back. */
final class PageQueue implements Output {
  private final Deque<List<@Nullable Object[]>> pages = new ArrayDeque<>();
  private final int most;
  private final long limit;
  private long rows;
  private int answers;

  /**
   * @param most pages waiting or on their way at once
   * @param limit rows the reader will read at most, -1 for no bound
   */
  PageQueue(int most, long limit) {
    this.most = most;
    this.limit = limit;
  }

  @Override
  public void opened(Strand<?> strand) {}

  @Override
  public void add(Strand<?> strand, List<@Nullable Object[]> page) {
    answers++;
    rows += page.size();
    if (!page.isEmpty()) {
      pages.add(page);
    }
  }

  @Override
  public void closed(Strand<?> strand) {}

  /**
   * With a limit one call goes out first, and as many more as have come back without filling it.
   */
  @Override
  public boolean wants(Strand<?> strand, int inFlight) {
    if (limit >= 0 && (rows >= limit || inFlight > answers)) {
      return false;
    }
    return pages.size() + inFlight < most;
  }

  @Override
  public List<@Nullable Object[]> take() {
    List<@Nullable Object[]> page = pages.poll();
    return page == null ? List.of() : page;
  }
}

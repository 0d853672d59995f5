package io.stripejdbc.scan.task;

import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.request.RequestStepPlanner;
import io.stripejdbc.scan.request.RowLayout;
import io.stripejdbc.scan.rows.SeenIds;
import io.stripejdbc.scan.window.PageCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The check of the pages of one task against what was asked: which rows are its own, which of them
 * are new, and what speaks against a page as a whole.
 *
 * <p>A row outside of the window that was asked for is left to the window it belongs to, a row that
 * does not meet a condition is dropped, and an object that came before is not given again. A page
 * of which no row lies in its window was not made for the request.
 */
final class PageCheck {
  /** Pages with some rows outside of the window: the border may be taken in, no more. */
  private static final int MOST_STRAY_PAGES = 3;

  private static final long NONE = Long.MIN_VALUE;

  private final PageConsumer<?> consumer;
  private final RowLayout layout;
  private final Predicate<@Nullable Object[]> variant;
  private final SeenIds seen;
  private final int number;
  private int strayPages;

  /**
   * @param variant what the rows of one of the lists that make up a table have in common
   * @param seen ids of the list, shared by its windows
   * @param number of the task
   */
  PageCheck(
      PageConsumer<?> consumer, Predicate<@Nullable Object[]> variant, SeenIds seen, int number) {
    this.variant = variant;
    this.consumer = consumer;
    this.layout = consumer.layout();
    this.seen = seen;
    this.number = number;
  }

  SeenIds seen() {
    return seen;
  }

  /** Whether this task has read the object. */
  boolean hasRead(String id) {
    return seen.owner(id) == number;
  }

  /** How many objects of a page the task has not read. */
  int newRows(PagedResult page) {
    int rows = 0;
    for (@Nullable Object[] row : page.rows()) {
      String id = layout.id(row);
      rows += id == null || seen.owner(id) != number ? 1 : 0;
    }
    return rows;
  }

  /**
   * What speaks against the rows of a page, null for nothing.
   *
   * @param asked the window that was asked for
   */
  @Nullable String complaint(PagedResult page, Bounds asked) {
    if (page.complaint() != null) {
      return page.complaint();
    }
    int strays = 0;
    long stray = NONE;
    long odd = NONE;
    List<@Nullable Object[]> rows = page.rows();
    for (@Nullable Object[] row : rows) {
      long second = layout.created(row, NONE);
      odd =
          second != NONE && (second < 0 || second > RequestStepPlanner.LAST_SECOND) ? second : odd;
      if (!isInside(row, asked)) {
        strays++;
        stray = second;
      }
    }
    if (odd != NONE) {
      return "a row came that was created at " + odd + ", which is no time in seconds";
    }
    strayPages += strays == 0 ? 0 : 1;
    boolean all = strays > 0 && strays == rows.size();
    return all || strayPages > MOST_STRAY_PAGES ? outside(asked, stray) : null;
  }

  private static String outside(Bounds asked, long stray) {
    String sent =
        PageCursor.window(asked).stream()
            .map(parameter -> parameter.name() + "=" + parameter.value())
            .collect(Collectors.joining("&"));
    return "asked for " + sent + ", rows came that were created at " + stray + " among others";
  }

  private boolean isInside(@Nullable Object[] row, Bounds window) {
    long second = layout.created(row, NONE);
    return second == NONE || (window.least() <= second && second <= window.greatest());
  }

  /**
   * Rows of a page by position.
   *
   * @param own the task's own: in its window, as asked, and not in an earlier page of it
   * @param fresh those of them that no other task has given out
   */
  record Rows(List<Integer> own, List<Integer> fresh) {}

  /** What speaks against the end of a list that has brought nothing new, null for nothing. */
  @Nullable String complaintAtEnd() {
    return seen.embedded() > 0
        ? "the list inside its parent has more than it shows, and the list itself no more"
        : null;
  }

  /**
   * Takes the rows of a page.
   *
   * @param asked the window that was asked for
   * @param floor rows made before this second are another task's
   */
  Rows take(PagedResult page, Bounds asked, long floor) {
    Bounds mine = asked.intersect(new Bounds(floor, Long.MAX_VALUE));
    List<Integer> own = new ArrayList<>(page.rows().size());
    List<Integer> fresh = new ArrayList<>(page.rows().size());
    for (int i = 0; i < page.rows().size(); i++) {
      @Nullable Object[] row = page.rows().get(i);
      String id = layout.id(row);
      if (!isInside(row, mine)) {
        continue;
      }
      int before = id == null ? SeenIds.NOBODY : seen.put(id, number);
      if (before == number || !variant.test(row) || !consumer.fits(row)) {
        continue;
      }
      own.add(i);
      if (before == SeenIds.NOBODY) {
        fresh.add(i);
      }
    }
    return new Rows(own, fresh);
  }
}

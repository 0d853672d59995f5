package io.stripejdbc.scan.task;

import io.stripejdbc.catalog.TableSpec.Paging;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.scan.window.PageCursor;
import org.jspecify.annotations.Nullable;

/** The check that the pages of one task lead on: that they do not come again, or without end. */
final class RepetitionCheck {
  /** Times the same page is asked for again when it does not lead on. */
  private static final int MOST_REPEATS = 2;

  /** Pages most of which came before; more of them, and the list is given out in some odd order. */
  private static final int MOST_STALE = 5;

  private int repeats;
  private int emptyPages;
  private int stale;

  /**
   * What is wrong with how a page leads on, null for nothing.
   *
   * @param newRows objects of it that were not read before
   * @param path the list's own
   * @param anyOrder whether the list is known to be out of order, and read over again
   */
  @Nullable String complaint(
      PagedResult page, int newRows, PageCursor position, String path, boolean anyOrder) {
    boolean mostlyRead = newRows > 0 && 2 * newRows < page.rows().size();
    stale += mostlyRead && !position.mayRepeat() && !anyOrder ? 1 : 0;
    emptyPages = newRows > 0 ? 0 : emptyPages + 1;
    String wrong = position.complaint(page, newRows > 0, path);
    if (position.nextPageUrl() != null && emptyPages > MOST_REPEATS + position.pagesToRepeat()) {
      wrong = "pages without a row follow each other";
    }
    if (stale > MOST_STALE) {
      repeats = MOST_REPEATS;
      wrong = "pages bring again what came before";
    }
    if (wrong == null) {
      repeats = 0;
    }
    return wrong;
  }

  /** Whether a page about which there is a complaint is asked for once more. */
  boolean asksAgain() {
    return repeats++ < MOST_REPEATS;
  }

  /** Whether a list that goes on says how, in its own way. */
  static boolean saysHowToGoOn(PagedResult page, Paging paging, String path) {
    String next = page.nextPageUrl();
    return switch (paging) {
      case NONE -> !page.hasMore();
      case CURSOR -> true;
      case PAGE_URL ->
          next == null ? !page.hasMore() : next.equals(path) || next.startsWith(path + "?");
    };
  }
}

package io.stripejdbc.scan.window;

import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.fetch.PagedResult;
import io.stripejdbc.scan.ScanSpec.Bounds;
import io.stripejdbc.scan.request.RowLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a list is being read: its window and its cursor, and what is needed to find the place again
 * when the cursor's object is gone.
 *
 * <p>A window that has lost its older part goes on with its cursor, closed at its new beginning:
 * the answer then has every row that is left of it, wherever they stand. The cursor is the last
 * object that lies in the window. Example: the window since March is cut at June while the page
 * that ends with (May 30, "a") is on its way, and the page before ended with (June 2, "b"). The
 * rest is {@code created[gte]=June&starting_after=b}. Should such an answer be empty, which has
 * been seen of cursors that came from a wider window, the wider window is asked once more; if it
 * has rows, the closed one begins anew.
 *
 * <p>A lost cursor: objects before it take its place, ever further back, since what comes twice is
 * left out anyway. Where those are gone too, a list with times begins anew with the last seconds
 * seen, one without times, or paged by addresses, from its beginning.
 */
public final class PageCursor {
  /** Times a window begins anew without a new row. */
  private static final int MOST_RESTARTS = 2;

  /** How many objects are stepped back when a cursor is lost, one time after the other. */
  private static final int[] STEPS_BACK = {1, 4, 16, 64};

  /** Rows at the end of a page of which the newest tells where to begin anew. */
  private static final int LAST_ROWS = 5;

  private static final long NONE = Long.MIN_VALUE;

  private final boolean windowed;
  private final RowLayout layout;
  private final long least;
  private long greatest;
  private Bounds asked;
  private @Nullable String cursor;
  private @Nullable String nextPageUrl;
  private @Nullable String milestone;
  private long pages;
  private long nextMilestone = 1;
  private boolean closedNow;
  private boolean verifies;
  private boolean restBelow;
  private int losses;
  private int restarts;
  private boolean recovering;
  private long pagesToRepeat;
  private boolean beganAnew;
  private boolean ordered = true;
  private long lastSecond = NONE;
  private long restartSecond = NONE;
  private final List<String> lastIds = new ArrayList<>();

  public PageCursor(Bounds window, boolean windowed, RowLayout layout) {
    this.windowed = windowed;
    this.layout = layout;
    this.least = window.least();
    this.greatest = window.greatest();
    this.asked = window;
  }

  public @Nullable String nextPageUrl() {
    return nextPageUrl;
  }

  /** Whether the next request continues an earlier page. */
  public boolean isFollowing() {
    return cursor != null || nextPageUrl != null;
  }

  /** Whether objects may come again: the place is being looked for, or this is the first page. */
  public boolean mayRepeat() {
    return pages == 0 || recovering || pagesToRepeat > 0;
  }

  /** Pages that may bring nothing new because the list was begun anew. */
  public long pagesToRepeat() {
    return pagesToRepeat;
  }

  /** A window as parameters. */
  public static List<Parameter> window(Bounds window) {
    List<Parameter> parameters = new ArrayList<>(2);
    if (window.least() > 0) {
      parameters.add(new Parameter("created[gte]", Long.toString(window.least())));
    }
    if (window.greatest() != Long.MAX_VALUE) {
      parameters.add(new Parameter("created[lt]", Long.toString(window.greatest() + 1)));
    }
    return parameters;
  }

  /** Creation of the last object read, {@link Long#MIN_VALUE} for none. */
  public long lastSecond() {
    return lastSecond;
  }

  /** The window that was asked for last. */
  public Bounds asked() {
    return asked;
  }

  /**
   * Window and cursor of the next request, as parameters.
   *
   * @param floor the first second that is the task's own now
   */
  public List<Parameter> parameters(long floor) {
    boolean closing = windowed && !verifies;
    Bounds next = new Bounds(closing ? Math.max(least, floor) : least, greatest);
    closedNow = cursor != null && next.least() > asked.least();
    asked = next;
    List<Parameter> parameters = new ArrayList<>(window(next));
    if (cursor != null) {
      parameters.add(new Parameter("starting_after", cursor));
    }
    return parameters;
  }

  /** What is wrong with how a page leads on, null for nothing. */
  public @Nullable String complaint(PagedResult page, boolean hasNew, String path) {
    String url = page.nextPageUrl();
    if (url != null) {
      if (!url.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        return "the address of the next page has characters that no address has";
      }
      String own = url.indexOf('?') < 0 ? url : url.substring(0, url.indexOf('?'));
      if (!own.endsWith(path)) {
        return "the next page is said to be one of another list";
      }
      boolean circle = url.equals(nextPageUrl) || url.equals(milestone);
      boolean again = !hasNew && !recovering && !page.rows().isEmpty();
      return circle || again ? "a page came back" : null;
    }
    String last = page.lastId();
    if (last == null) {
      return page.hasMore() ? "an empty page says there is more" : null;
    }
    boolean circle = last.equals(cursor) || (page.hasMore() && last.equals(milestone));
    boolean again = !hasNew && pages > 0 && !recovering;
    return circle || again ? "a page came back" : null;
  }

  /**
   * Whether what is left of a window cannot be told from an empty answer: its cursor came from a
   * wider one.
   */
  public boolean isDoubtful(PagedResult page) {
    return closedNow && !restBelow && page.rows().isEmpty() && !page.hasMore();
  }

  /** Asks for the next page of the wider window, which has to have rows of no other task. */
  public void verify() {
    verifies = true;
  }

  public boolean isVerifying() {
    return verifies;
  }

  /** The next page of the wider window is there. */
  public void verified() {
    verifies = false;
  }

  /** Begins the window anew, closed: its cursors cannot be trusted. */
  public void beginAnew() {
    cursor = null;
    milestone = null;
    recovering = true;
  }

  /** Begins behind the last of these objects, which come one after the other in the list. */
  public void beginBehind(List<String> ids) {
    if (!ids.isEmpty()) {
      lastIds.addAll(ids);
      cursor = ids.get(ids.size() - 1);
    }
  }

  /** Goes on behind this object, null for the beginning. */
  public void goOnBehind(@Nullable String id) {
    cursor = id;
    restBelow = true;
  }

  /**
   * Moves behind the page.
   *
   * @param floor rows made before this second are another task's
   * @param hasNew whether it has an object that was not read before
   */
  public void advance(PagedResult page, long floor, boolean hasNew) {
    List<String> ids = new ArrayList<>();
    List<Long> seconds = new ArrayList<>();
    boolean below = false;
    for (@Nullable Object[] row : page.rows()) {
      String id = layout.id(row);
      long second = layout.created(row, NONE);
      ordered &= second == NONE || lastSecond == NONE || second <= lastSecond || recovering;
      lastSecond = second;
      below = windowed && second != NONE && second < floor;
      if (id != null && !below) {
        ids.add(id);
        seconds.add(second);
      }
    }
    if (hasNew) {
      losses = 0;
      restarts = 0;
      recovering = false;
      pagesToRepeat = 0;
    }
    restBelow = below;
    nextPageUrl = page.nextPageUrl();
    if (!ids.isEmpty()) {
      lastIds.clear();
      lastIds.addAll(ids);
      restartSecond = newest(seconds.subList(Math.max(0, ids.size() - LAST_ROWS), ids.size()));
    }
    String last = below ? (ids.isEmpty() ? cursor : ids.get(ids.size() - 1)) : page.lastId();
    cursor = nextPageUrl == null ? last : null;
    // Brent: a cursor that comes back meets one of the milestones, which lie ever further apart.
    if (++pages == nextMilestone) {
      milestone = cursor == null ? nextPageUrl : cursor;
      nextMilestone *= 2;
    }
  }

  private static long newest(List<Long> seconds) {
    return seconds.stream().mapToLong(Long::longValue).max().orElse(NONE);
  }

  /**
   * Finds the place again after the cursor was refused.
   *
   * @return whether there is a way to go on
   */
  public boolean cursorLost() {
    milestone = null;
    recovering = true;
    verifies = false;
    if (nextPageUrl != null) {
      nextPageUrl = null;
      pagesToRepeat = pages;
      return layout.hasId() && restarts++ < MOST_RESTARTS;
    }
    if (!beganAnew && losses < STEPS_BACK.length && lastIds.size() > 1) {
      int back = STEPS_BACK[losses++];
      for (int i = 0; i < back && lastIds.size() > 1; i++) {
        lastIds.remove(lastIds.size() - 1);
      }
      cursor = lastIds.get(lastIds.size() - 1);
      return true;
    }
    boolean knowsWhere = windowed ? restartSecond != NONE : layout.hasId();
    if (!knowsWhere || restarts++ >= MOST_RESTARTS) {
      return false;
    }
    // Of a list that is out of order, rows of the whole window may have stood behind the cursor.
    greatest = windowed && ordered ? Math.min(greatest, restartSecond) : greatest;
    cursor = null;
    beganAnew = true;
    return true;
  }
}

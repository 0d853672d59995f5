package io.stripejdbc.scan;

import io.stripejdbc.fetch.Batch;
import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.scan.ScanSpec.Bounds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a list is being read: its window and its cursor, and what is needed to find the place again
 * when the cursor's object is gone.
 *
 * <p>A lost cursor of a list with times: the window begins anew with the last second seen, and what
 * was seen of that second is left out. Of a list without times: an object before the cursor takes
 * its place, and where none does the list begins anew, as one that is paged by addresses does; what
 * was seen is left out.
 */
final class Place {
  /** Times the same page is asked for again when it makes no sense. */
  private static final int MOST_REPEATS = 2;

  /** Steps back that leave nothing of a full page: 1 + 2 + 4 … beyond 100. */
  private static final int MOST_STEPS_BACK = 8;

  private static final long NONE = Long.MIN_VALUE;

  private final boolean windowed;
  private final Layout layout;
  private final long least;
  private long greatest;
  private @Nullable String cursor;
  private @Nullable String nextPageUrl;
  private @Nullable String milestone;
  private long steps;
  private long nextMilestone = 1;
  private int repeats;
  private int losses;
  private String complaint = "";
  private long lastSecond = NONE;
  private final Set<String> seenOfLastSecond = new HashSet<>();
  private final List<String> lastIds = new ArrayList<>();
  private Set<String> leaveOut = Set.of();
  private final List<String> behind;
  private final IdSet everSeen = new IdSet();

  /**
   * @param behind ids of the objects it begins behind, the last one is the cursor; empty for the
   *     beginning
   */
  Place(Bounds window, boolean windowed, Layout layout, List<String> behind) {
    this.windowed = windowed;
    this.layout = layout;
    this.least = window.least();
    this.greatest = window.greatest();
    this.behind = List.copyOf(behind);
    this.behind.forEach(everSeen::add);
    this.cursor = behind.isEmpty() ? null : behind.get(behind.size() - 1);
  }

  @Nullable String nextPageUrl() {
    return nextPageUrl;
  }

  /** Whether the next request continues an earlier page. */
  boolean isFollowing() {
    return cursor != null || nextPageUrl != null;
  }

  /** A window as parameters. */
  static List<Parameter> window(Bounds window) {
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
  long lastSecond() {
    return lastSecond;
  }

  /** Whether this object of that second was read. */
  boolean hasSeen(String id) {
    return seenOfLastSecond.contains(id);
  }

  /** Window and cursor, as parameters. */
  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(window(new Bounds(least, greatest)));
    if (cursor != null) {
      parameters.add(new Parameter("starting_after", cursor));
    }
    return parameters;
  }

  /** Whether the page leads on, if it says that there is more; a cursor must not come back. */
  boolean isSound(Batch page) {
    if (page.nextPageUrl() != null) {
      complaint = "a page came back";
      return !page.nextPageUrl().equals(nextPageUrl) && !page.nextPageUrl().equals(milestone);
    }
    String last = page.lastId();
    if (last == null) {
      complaint = "an empty page says there is more";
      return !page.hasMore();
    }
    complaint = "a page came back";
    boolean circle = last.equals(cursor) || (page.hasMore() && last.equals(milestone));
    return !circle && !isBehind(page);
  }

  /** Whether a whole page is newer than what was read before it: an earlier one came again. */
  private boolean isBehind(Batch page) {
    @Nullable Object[] end = page.rows().get(page.rows().size() - 1);
    boolean known = windowed && cursor != null && lastSecond != NONE;
    return known && layout.created(end, lastSecond) > lastSecond;
  }

  /** Counts a page that made no sense; says whether to ask for it again. */
  boolean mayAskAgain() {
    return repeats++ < MOST_REPEATS;
  }

  String complaint() {
    return complaint;
  }

  /**
   * Moves behind the page.
   *
   * @param floor rows made before this second are another strand's
   * @return the rows that are this strand's and were not seen before, by position
   */
  List<Integer> advance(Batch page, long floor) {
    List<Integer> kept = new ArrayList<>(page.rows().size());
    for (int i = 0; i < page.rows().size(); i++) {
      @Nullable Object[] row = page.rows().get(i);
      String id = layout.id(row);
      boolean seen = id != null && isSeen(id);
      if (!seen && layout.created(row, Long.MAX_VALUE) >= floor) {
        kept.add(i);
      }
    }
    losses = kept.isEmpty() ? losses : 0;
    remember(page);
    follow(page);
    return kept;
  }

  /** A list without times is known by all of its ids, for it may have to be begun anew. */
  private boolean isSeen(String id) {
    return leaveOut.contains(id) || (!windowed && !everSeen.add(id));
  }

  private void follow(Batch page) {
    repeats = 0;
    nextPageUrl = page.nextPageUrl();
    cursor = page.nextPageUrl() == null ? page.lastId() : null;
    // Brent: a cursor that comes back meets one of the milestones, which lie ever further apart.
    if (++steps == nextMilestone) {
      milestone = cursor == null ? nextPageUrl : cursor;
      nextMilestone *= 2;
    }
  }

  private void remember(Batch page) {
    lastIds.clear();
    for (@Nullable Object[] row : page.rows()) {
      String id = layout.id(row);
      if (id == null) {
        continue;
      }
      lastIds.add(id);
      long second = layout.created(row, NONE);
      if (second != lastSecond) {
        lastSecond = second;
        seenOfLastSecond.clear();
      }
      seenOfLastSecond.add(id);
    }
  }

  /**
   * Finds the place again after the cursor was refused.
   *
   * @return whether there is a way to go on
   */
  boolean cursorLost() {
    milestone = null;
    if (nextPageUrl != null) {
      nextPageUrl = null;
      return hasId() && losses++ < MOST_REPEATS;
    }
    cursor = null;
    if (windowed && lastSecond != NONE) {
      greatest = Math.min(greatest, lastSecond);
      leaveOut = Set.copyOf(seenOfLastSecond);
      return losses++ < MOST_REPEATS;
    }
    if (steps == 0) {
      // They came with their parent, and that may be a while ago.
      leaveOut = Set.copyOf(behind);
      return true;
    }
    return hasId() && stepBack();
  }

  private boolean hasId() {
    return layout.hasId();
  }

  /**
   * Behind an object before the last one; each time that this is refused twice as far back, for
   * several may have gone together, at last from the beginning.
   */
  private boolean stepBack() {
    if (losses >= MOST_STEPS_BACK) {
      return false;
    }
    int left = Math.max(0, lastIds.size() - (1 << losses++));
    lastIds.subList(left, lastIds.size()).clear();
    cursor = left == 0 ? null : lastIds.get(left - 1);
    return true;
  }
}

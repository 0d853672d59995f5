package io.stripejdbc.cache.refresh;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides how cached rows are brought up to date with the fewest calls: which are kept, which are
 * looked up by their ids, and from which second on the lists are read again.
 *
 * <p>Rows change mostly while they are new. So the newest of those that changed cost less as a part
 * of the list, which brings a hundred rows a call, and old ones cost less by themselves. Example:
 * of 10,000 charges 40 of today's last 90 and one of a year ago have changed: a call for the newest
 * page and one for the old charge.
 */
public final class RefreshPlanner {
  private record Changed(String id, long created) {}

  private final RefreshState state;
  private final List<Changed> changed = new ArrayList<>();
  private final Set<String> anyway = new HashSet<>();
  private long newRows;
  private boolean newer;

  private RefreshPlanner(RefreshState state) {
    this.state = state;
    this.newer = state.alwaysNewer();
  }

  /** The cheapest way. */
  public static RefreshPlan plan(RefreshState state) {
    RefreshPlanner planner = new RefreshPlanner(state);
    state.changed().forEach((id, created) -> planner.changed.add(new Changed(id, created)));
    state.outside().forEach(planner::outside);
    return state.lists().timed() ? planner.timed() : planner.untimed();
  }

  /**
   * An object that was told of and is not in the lists: new, moved into them, or none of theirs.
   */
  private void outside(String id, ObjectChange change) {
    Long created = change.created();
    if (!state.lists().timed() || created == null) {
      // One that is only named by another object was there before: it may have moved in, no more.
      if (change.itself() || state.lists().filtered()) {
        anyway.add(id);
      }
    } else if (created > state.sureTo()) {
      newer = true;
      newRows++;
    } else if (state.covered().at(created).has(created)) {
      changed.add(new Changed(id, created));
    }
  }

  private RefreshPlan untimed() {
    Set<String> lookups = new HashSet<>(anyway);
    changed.forEach(one -> lookups.add(one.id()));
    long again = state.rows().stream().mapToLong(list -> RowCounts.pages(list.all())).sum();
    boolean readsAll =
        newer || (!lookups.isEmpty() && (!state.lists().canLookUp() || lookups.size() >= again));
    return readsAll
        ? new RefreshPlan(Long.MIN_VALUE, Set.of(), again)
        : new RefreshPlan(Long.MAX_VALUE, Set.copyOf(lookups), lookups.size());
  }

  private RefreshPlan timed() {
    if (!anyway.isEmpty() && !state.lists().canLookUp()) {
      return new RefreshPlan(Long.MIN_VALUE, Set.of(), pages(Long.MIN_VALUE));
    }
    changed.sort(Comparator.comparingLong(Changed::created).reversed());
    int best = -1;
    long least = Long.MAX_VALUE;
    for (int read = state.lists().canLookUp() ? 0 : changed.size();
        read <= changed.size();
        read++) {
      long pages = pages(keepTo(read));
      if (pages >= least) {
        break; // The further down, the more pages.
      }
      long calls = pages + changed.size() - read + anyway.size();
      if (calls < least) {
        least = calls;
        best = read;
      }
    }
    long all = pages(Long.MIN_VALUE);
    return all < least ? new RefreshPlan(Long.MIN_VALUE, Set.of(), all) : plan(best, least);
  }

  private RefreshPlan plan(int read, long calls) {
    long keepTo = keepTo(read);
    Set<String> lookups = new HashSet<>(anyway);
    for (Changed one : changed) {
      if (one.created() <= keepTo) {
        lookups.add(one.id());
      }
    }
    return new RefreshPlan(keepTo, Set.copyOf(lookups), calls);
  }

  /**
   * The last second that is kept when so many of the newest changed rows are read in their list.
   */
  private long keepTo(int read) {
    long top = newer ? state.sureTo() : Long.MAX_VALUE;
    return read == 0 ? top : Math.min(top, changed.get(read - 1).created() - 1);
  }

  /** Calls to read the lists from behind a second on. */
  private long pages(long keepTo) {
    if (keepTo == Long.MAX_VALUE) {
      return 0;
    }
    long pages = 0;
    for (RowCounts list : state.rows()) {
      long rows = keepTo == Long.MIN_VALUE ? list.all() : list.newerThan(keepTo);
      pages += RowCounts.pages(rows + newRows);
    }
    return pages;
  }

  /** Whether events are worth reading on: not when they take more calls than they can save. */
  public static boolean isWorthReading(
      long pagesRead, long askedSecond, long oldestSecond, long sinceSecond, long savable) {
    double passed = Math.max(1, (double) askedSecond - oldestSecond);
    double all = Math.max(1, (double) askedSecond - sinceSecond);
    return Math.max(pagesRead + 1.0, pagesRead * all / passed) < savable;
  }

  /** Objects that several events tell of, by id. */
  public static void add(Map<String, ObjectChange> changes, String id, ObjectChange change) {
    changes.merge(id, change, ObjectChange::and);
  }
}

package io.stripejdbc.scan.task;

import io.stripejdbc.cache.InFlightRead;
import io.stripejdbc.cache.segment.TimeRange;
import io.stripejdbc.fetch.PagedResult;
import java.util.List;
import java.util.Set;

/** Opens the tasks that make calls for what is not cached of a list. */
public interface CallOpener<P extends PagedResult> {
  /**
   * Opens a task that reads a span and caches it.
   *
   * @param limit rows wanted at most, -1 for no bound
   * @param outward in whose name it gives its rows
   * @param given ids of objects of the span that were given out already
   */
  PageTask<P> open(
      TimeRange range, InFlightRead inFlight, long limit, PageTask<P> outward, Set<String> given);

  /**
   * Opens a task that reads what follows behind cached rows.
   *
   * @param range the seconds of these rows, which what follows may have rows of
   * @param lastIds ids of the last of them, the last one being where it begins
   * @param given ids of all of them
   * @param outward in whose name it gives its rows
   * @param silent whether it gives none
   */
  ListPager<P> openBehind(
      TimeRange range,
      List<String> lastIds,
      Set<String> given,
      PageTask<P> outward,
      boolean silent);

  /** Whether rows may come in any order. */
  default boolean areUnordered() {
    return false;
  }
}

package io.stripejdbc.cache.refresh;

import io.stripejdbc.cache.segment.TimeRangeSet;
import java.util.List;
import java.util.Map;

/**
 * What is known of cached rows that are to be brought up to date, of all lists that make up one
 * answer together.
 *
 * @param lists what the lists are like
 * @param covered the seconds of which the lists had all rows
 * @param sureTo the last second of them for which that is so whatever showed up late, {@link
 *     Long#MAX_VALUE} where nobody asks for anything newer
 * @param alwaysNewer whether nothing tells of new rows, so that they are asked for
 * @param changed rows of the lists that have or may have changed, with the second in which each was
 *     made
 * @param outside objects that were told of and are in none of the lists
 * @param rows how many rows the lists have, one for each list
 */
public record RefreshState(
    Lists lists,
    TimeRangeSet covered,
    long sureTo,
    boolean alwaysNewer,
    Map<String, Long> changed,
    Map<String, ObjectChange> outside,
    List<RowCounts> rows) {

  /**
   * What lists are like.
   *
   * @param timed whether they can be cut by times of creation
   * @param filtered whether a row may come into one of them by a change
   * @param canLookUp whether one object can be asked for by its id
   */
  public record Lists(boolean timed, boolean filtered, boolean canLookUp) {}
}

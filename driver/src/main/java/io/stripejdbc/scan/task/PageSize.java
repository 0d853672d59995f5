package io.stripejdbc.scan.task;

import io.stripejdbc.fetch.PageRequest.Parameter;
import io.stripejdbc.scan.window.WindowSplitPolicy;

/**
 * How many objects a page is asked for.
 *
 * @param limit rows wanted at most, -1 for no bound
 * @param expected rows that will probably do, -1 for all
 */
record PageSize(long limit, long expected) {
  /** More rows than expected on a first page: the last one's second may go on. */
  private static final int TIES = 10;

  /** The parameter of the next page, when so many rows have been given out. */
  Parameter parameter(long given) {
    return new Parameter("limit", Integer.toString(of(given)));
  }

  private int of(long given) {
    boolean readsOn = limit >= 0 && given >= limit && given > 0;
    if (limit >= 0 && !readsOn) {
      return (int) Math.max(1, Math.min(WindowSplitPolicy.FULL_PAGE, limit - given));
    }
    boolean all = given > 0 || expected < 0 || expected > WindowSplitPolicy.FULL_PAGE;
    return all
        ? WindowSplitPolicy.FULL_PAGE
        : (int) Math.min(WindowSplitPolicy.FULL_PAGE, expected + TIES);
  }
}

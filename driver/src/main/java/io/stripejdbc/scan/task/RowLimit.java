package io.stripejdbc.scan.task;

/**
 * How many rows of a list are wanted.
 *
 * @param rows at most so many, -1 for no bound
 * @param newest whether they have to be the newest
 */
public record RowLimit(long rows, boolean newest) {
  /** All of them. */
  public static final RowLimit NONE = new RowLimit(-1, false);
}

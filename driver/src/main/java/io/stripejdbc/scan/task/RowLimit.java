package io.stripejdbc.scan.task;

/**
 * How many rows of a list are wanted.
 *
 * @param rows at most so many, -1 for no bound
 * @param newest whether they have to be the newest
 * @param ofReader whether that is a bound of the reader's, who may stop anywhere
 */
public record RowLimit(long rows, boolean newest, boolean ofReader) {
  /** All of them. */
  public static final RowLimit NONE = new RowLimit(-1, false, false);
}

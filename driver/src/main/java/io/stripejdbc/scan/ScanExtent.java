package io.stripejdbc.scan;

import io.stripejdbc.scan.ScanSpec.FetchHint;

/**
 * How many rows of a scan are read, and in which order.
 *
 * @param newestFirst whether rows must come ordered by {@code created} descending over all accounts
 * @param limit rows that will be read at most, -1 for no bound
 * @param fetchHint how far the reader is expected to go where there is no limit
 * @param ofReader whether the limit is the statement's ({@code setMaxRows}) and not the question's:
 *     its reader may stop anywhere
 */
public record ScanExtent(boolean newestFirst, long limit, FetchHint fetchHint, boolean ofReader) {
  /** All rows, in any order. */
  public static final ScanExtent ALL = new ScanExtent(false, -1, FetchHint.EVERYTHING);

  /** The same with a limit of the question's. */
  public ScanExtent(boolean newestFirst, long limit, FetchHint fetchHint) {
    this(newestFirst, limit, fetchHint, false);
  }

  /** At most so many rows, whichever; -1 for all. */
  public static ScanExtent atMost(long rows) {
    return new ScanExtent(false, rows, FetchHint.EVERYTHING);
  }

  /** The same without what is expected of the reader. */
  public ScanExtent withoutFetchHint() {
    return new ScanExtent(newestFirst, limit, FetchHint.EVERYTHING, ofReader);
  }
}

package io.stripejdbc.scan;

import io.stripejdbc.cache.segment.ColumnVector;
import org.jspecify.annotations.Nullable;

/** Some rows of a scan, read a column at a time. For the reader's thread, until the next batch. */
public interface RowBatch {
  /** How many rows. */
  int size();

  /**
   * Reads a column of some of the rows.
   *
   * @param column its position in {@link ScanSpec#columns()}
   * @param rows their positions, null for the first ones
   * @param count how many
   */
  void read(int column, int @Nullable [] rows, int count, ColumnVector into);
}

package io.stripejdbc.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a scan as they come; closed by its reader, which stops the paging.
 *
 * <p>For one reader thread.
 */
public interface RowCursor extends AutoCloseable {
  /** Enough that what is done once a batch does not count, and little memory. */
  int ROWS_OF_A_BATCH = 256;

  /**
   * Lets the first calls go out before the first row is asked for, so that several scans of one
   * reader run side by side. Beginning twice is harmless.
   */
  default void begin() {}

  /**
   * Moves to the next row, reading pages as needed.
   *
   * @return whether there is one
   * @throws io.stripejdbc.error.DriverFailure when a call fails or the statement stops
   */
  boolean advance();

  /**
   * Moves behind the rows that come next, and gives them together; null behind the last. A reader
   * takes all rows in batches, or all one by one.
   *
   * @throws io.stripejdbc.error.DriverFailure when a call fails or the statement stops
   */
  default @Nullable RowBatch nextBatch() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    while (rows.size() < ROWS_OF_A_BATCH && advance()) {
      rows.add(row());
    }
    return rows.isEmpty() ? null : new RowListBatch(rows);
  }

  /** The current row, in the order of {@link ScanSpec#columns()}; internal values. */
  @Nullable Object[] row();

  /** Stops reading; no call is made afterwards. Closing twice is harmless. */
  @Override
  void close();
}

package io.stripejdbc.scan;

import org.jspecify.annotations.Nullable;

/**
 * Rows of a scan as they come; closed by its reader, which stops the paging.
 *
 * <p>For one reader thread.
 */
public interface RowCursor extends AutoCloseable {
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

  /** The current row, in the order of {@link ScanSpec#columns()}; internal values. */
  @Nullable Object[] row();

  /** Stops reading; no call is made afterwards. Closing twice is harmless. */
  @Override
  void close();
}

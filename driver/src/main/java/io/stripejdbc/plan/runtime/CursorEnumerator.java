package io.stripejdbc.plan.runtime;

import io.stripejdbc.scan.RowCursor;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** The rows of a scan as an enumerator of Calcite's, which cannot begin again. */
public abstract class CursorEnumerator implements Enumerator<@Nullable Object[]> {
  private final RowCursor cursor;

  /**
   * Creates one.
   *
   * @param cursor closed with it
   */
  protected CursorEnumerator(RowCursor cursor) {
    this.cursor = cursor;
  }

  /** The row that the scan is at. */
  protected final @Nullable Object[] row() {
    return cursor.row();
  }

  /** Whether there is another row, which the scan is at then. */
  protected final boolean advance() {
    return cursor.advance();
  }

  @Override
  public final void reset() {
    throw new UnsupportedOperationException("a scan cannot be rewound");
  }

  @Override
  public final void close() {
    cursor.close();
  }
}

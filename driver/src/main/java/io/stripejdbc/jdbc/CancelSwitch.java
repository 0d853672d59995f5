package io.stripejdbc.jdbc;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.query.QueryCursor;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Lets any thread stop what a statement is doing, before or after there is a cursor.
 *
 * <p>A cancel while nothing runs has no effect, and none on the next execution.
 */
final class CancelSwitch {
  private boolean running;
  private boolean cancelled;
  private @Nullable QueryCursor cursor;

  /** An execution begins: what was cancelled before is forgotten. */
  synchronized void begin() {
    running = true;
    cancelled = false;
    cursor = null;
  }

  /** Fails if somebody cancelled since {@link #begin}. */
  synchronized void check() throws SQLException {
    if (cancelled) {
      throw Failures.of(DriverError.CANCELLED, "The statement was cancelled");
    }
  }

  /** The execution has a cursor; it is cancelled at once if somebody was faster. */
  synchronized void started(QueryCursor started) {
    cursor = started;
    if (cancelled) {
      started.cancel();
    }
  }

  /** The execution is over: nothing is left to cancel. */
  synchronized void end() {
    running = false;
    cursor = null;
  }

  synchronized void cancel() {
    if (running) {
      cancelled = true;
      if (cursor != null) {
        cursor.cancel();
      }
    }
  }
}

package io.stripejdbc.jdbc.statement;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.jdbc.SqlExceptions;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Lets any thread stop what a statement is doing, before or after there are rows.
 *
 * <p>A cancel while nothing runs has no effect, and none on the next execution.
 */
final class CancellationToken {
  private boolean running;
  private boolean cancelled;
  private @Nullable Runnable stop;

  /** An execution begins: what was cancelled before is forgotten. */
  synchronized void begin() {
    running = true;
    cancelled = false;
    stop = null;
  }

  /** Fails if somebody cancelled since {@link #begin}. */
  synchronized void check() throws SQLException {
    if (cancelled) {
      throw SqlExceptions.of(DriverError.CANCELLED, "The statement was cancelled");
    }
  }

  /** This stops the execution; it does at once if somebody was faster. */
  synchronized void stoppable(Runnable stopping) {
    stop = stopping;
    if (cancelled) {
      stopping.run();
    }
  }

  /** The execution is over: nothing is left to cancel. */
  synchronized void end() {
    running = false;
    stop = null;
  }

  synchronized void cancel() {
    if (running) {
      cancelled = true;
      Runnable stopping = stop;
      if (stopping != null) {
        stopping.run();
      }
    }
  }
}

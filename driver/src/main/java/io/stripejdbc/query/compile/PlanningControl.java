package io.stripejdbc.query.compile;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Tells the planning of one statement when to end: cancelled, out of time, or its reader
 * interrupted. Safe for use by many threads.
 */
public final class PlanningControl {
  private final LongSupplier nanoTime;
  private final long startedNanos;
  private final long timeoutNanos;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Runnable onCancel = () -> {};

  /**
   * Creates one.
   *
   * @param timeoutNanos time for the whole execution, 0 for none
   * @param elapsedNanos what of it has passed
   */
  public PlanningControl(LongSupplier nanoTime, long timeoutNanos, long elapsedNanos) {
    this.nanoTime = nanoTime;
    this.startedNanos = nanoTime.getAsLong() - elapsedNanos;
    this.timeoutNanos = timeoutNanos;
  }

  /** Ends the planning because somebody wants it so; from any thread. */
  public void cancel() {
    cancelled.set(true);
    ended.set(true);
    onCancel.run();
  }

  /** Is run when somebody cancels; at once if somebody has. */
  void onCancel(Runnable action) {
    onCancel = action;
    if (cancelled.get()) {
      action.run();
    }
  }

  /** Set once the planning is to end; Calcite's planners look at it before each rule. */
  AtomicBoolean flag() {
    return ended;
  }

  /** Nobody waits for the plan any more. */
  void abandon() {
    ended.set(true);
  }

  long nanosLeft() {
    return timeoutNanos == 0
        ? Long.MAX_VALUE
        : timeoutNanos - (nanoTime.getAsLong() - startedNanos);
  }

  /** Fails when the planning must end. On the reader's thread and on that which plans. */
  void check() {
    if (cancelled.get()) {
      throw new DriverFailure(DriverError.CANCELLED, "The query was cancelled.");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new DriverFailure(DriverError.CANCELLED, "The thread of the query was interrupted.");
    }
    if (nanosLeft() <= 0) {
      throw new DriverFailure(
          DriverError.TIMEOUT,
          "The query timeout of "
              + TimeUnit.NANOSECONDS.toSeconds(timeoutNanos)
              + " s has passed while the statement was being planned.");
    }
    if (ended.get()) {
      throw new DriverFailure(DriverError.CANCELLED, "Nobody waits for the plan any more.");
    }
  }
}

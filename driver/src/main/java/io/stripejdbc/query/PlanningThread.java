package io.stripejdbc.query;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the planning of a statement on a thread of its own, with room on its stack for what
 * statements nest: the caller's may be small, and must never see its end.
 *
 * <p>A thread for each statement that is planned anew: it costs a tenth of a millisecond, of some
 * ten that planning takes, and what libraries keep in thread locals ends with it.
 */
final class PlanningThread {
  /** Only what is used of it takes memory. 1,000 parentheses use some 2 MB, as tests show. */
  private static final long STACK_BYTES = 512L << 20;

  private PlanningThread() {}

  /**
   * The result of some work, or its failure.
   *
   * @throws DriverFailure CANCELLED when the caller is interrupted meanwhile
   */
  static <T> T call(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(null, task, "stripe-jdbc planning", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new DriverFailure(DriverError.CANCELLED, "The thread of the query was interrupted.");
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    }
  }

  private static RuntimeException unchecked(@Nullable Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
  }
}

package io.stripejdbc.query.compile;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Parses, plans and compiles a statement on a thread made for this alone, so that its reader can
 * leave at any moment, whatever the parser, the planner or the compiler is doing.
 *
 * <p>Besides: what libraries keep by thread goes with it, and its stack is deep enough for
 * statements that a program has written. Starting it takes a tenth of a millisecond, planning ten.
 */
public final class PlanningThread {
  /** Only what is touched of it takes memory. 1,000 parentheses use some 2 MB, as tests show. */
  static final long STACK_BYTES = 512L << 20;

  /** Between two looks at the interrupt and the clock, where no deadline is nearer. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private PlanningThread() {}

  /**
   * What the work gives; what it throws is thrown.
   *
   * @throws io.stripejdbc.error.DriverFailure CANCELLED or TIMEOUT, while the work goes on until it
   *     looks at the control
   */
  public static <T> T call(Supplier<T> work, PlanningControl control) {
    control.check();
    CompletableFuture<T> result = new CompletableFuture<>();
    control.onCancel(() -> result.cancel(false));
    start(() -> complete(result, work));
    try {
      return await(result, control);
    } finally {
      control.onCancel(() -> {});
      if (!result.isDone() || result.isCancelled()) {
        control.abandon();
      }
    }
  }

  private static <T> void complete(CompletableFuture<T> result, Supplier<T> work) {
    try {
      result.complete(work.get());
    } catch (Throwable t) { // Whatever it is, it belongs to who waits.
      result.completeExceptionally(t);
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(null, work, "stripe-jdbc-planning", STACK_BYTES);
    thread.setDaemon(true);
    // Libraries ask for it; the reader's is none of their business.
    thread.setContextClassLoader(PlanningThread.class.getClassLoader());
    thread.start();
  }

  private static <T> T await(CompletableFuture<T> result, PlanningControl control) {
    while (true) {
      try {
        return result.get(
            Math.max(1, Math.min(LOOK_NANOS, control.nanosLeft())), TimeUnit.NANOSECONDS);
      } catch (TimeoutException notYet) {
        control.check();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        control.check();
      } catch (CancellationException cancelled) {
        control.check();
        throw cancelled;
      } catch (ExecutionException failed) {
        throw rethrown(Objects.requireNonNullElse(failed.getCause(), failed));
      }
    }
  }

  /** As it was thrown on the other thread. */
  private static RuntimeException rethrown(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
  }
}

package io.stripejdbc.scan.execute;

import io.stripejdbc.cache.CachePartition;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How the reader of a scan waits for rows: it makes calls itself where workers are short, ends
 * those that are overdue, and sleeps until something has changed, the statement stops or its time
 * is over.
 */
final class ReaderWait {
  private final ReentrantLock lock;
  private final Condition changed;
  private final ScanCallControl control;
  private final CallExecutor pool;
  private final TaskQueue tasks;

  /**
   * Creates one.
   *
   * @param lock of the scan
   */
  ReaderWait(ReentrantLock lock, ScanCallControl control, CallExecutor pool, TaskQueue tasks) {
    this.lock = lock;
    this.changed = lock.newCondition();
    this.control = control;
    this.pool = pool;
    this.tasks = tasks;
  }

  /** Wakes the reader: something has changed; called under the lock. */
  void wake() {
    changed.signalAll();
  }

  /** Wakes the reader when the statement stops. */
  void stop() {
    lock.lock();
    try {
      wake();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits a while, or makes a call; called under the lock by who looks for rows again.
   *
   * @throws DriverFailure CANCELLED, TIMEOUT
   */
  @SuppressWarnings({"WaitNotInLoop", "CheckReturnValue"}) // the caller loops and looks itself
  void await() {
    control.check();
    pool.abortOverdue();
    if (pool.help()) {
      return;
    }
    try {
      boolean others = tasks.waitForOthers();
      long most = others ? 2 * CachePartition.LOOK_NANOS : TimeUnit.SECONDS.toNanos(1);
      long left = Math.min(control.nanosLeft(), most);
      if (changed.awaitNanos(Math.max(1, left)) <= 0 && others) {
        pool.wake();
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      control.check();
      throw new DriverFailure(DriverError.CANCELLED, "The statement was interrupted");
    }
    control.check();
  }
}

package io.stripejdbc.scan.execute;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.BufferReservation;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallRecord;
import io.stripejdbc.fetch.ForwardingCallControl;
import io.stripejdbc.fetch.MemoryReservation;
import io.stripejdbc.fetch.PageRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A statement's control with one reason more to stop: the scan was closed or has failed. */
final class ScanCallControl implements ForwardingCallControl {
  private final CallControl statement;
  private final Set<Runnable> actions = new HashSet<>();
  private final MemoryReservation ids;
  private final MemoryReservation merged;
  private final BufferReservation waiting;
  private final Set<Runnable> whenFinishing = new HashSet<>();
  private final Set<Thread> sending = new HashSet<>();
  private boolean stopped;
  private boolean finishing;

  ScanCallControl(CallControl statement) {
    this.statement = statement;
    this.ids = statement.memory().reservation("The reading of a list");
    this.merged = statement.memory().reservation("The reading of lists in their order");
    this.waiting = statement.memory().buffer();
  }

  /** The account of the ids that its lists have had. Under the lock of the run. */
  MemoryReservation ids() {
    return ids;
  }

  /** The account of rows that have to wait for those of other lists. Under the lock of the run. */
  MemoryReservation merged() {
    return merged;
  }

  /** The account of rows that wait for their reader. Under the lock of the run. */
  BufferReservation waiting() {
    return waiting;
  }

  @Override
  public CallControl statement() {
    return statement;
  }

  /**
   * Stops the calls of the scan but for those that have been sent: Stripe has counted them. Those
   * that wait for their turn or for another try are none.
   */
  void finish() {
    List<Runnable> waiting;
    synchronized (this) {
      finishing = true;
      waiting = new ArrayList<>(whenFinishing);
    }
    waiting.forEach(Runnable::run);
  }

  @Override
  public void beforeCall(PageRequest request) {
    synchronized (this) {
      checkGoing();
      statement.beforeCall(request);
      sending.add(Thread.currentThread());
    }
  }

  @Override
  public void beforeRepeat(PageRequest request) {
    synchronized (this) {
      checkGoing();
    }
    statement.beforeRepeat(request);
  }

  @Override
  public void afterCall(CallRecord call) {
    synchronized (this) {
      sending.remove(Thread.currentThread());
    }
    statement.afterCall(call);
  }

  /** Stops the calls of the scan, those on their way included. */
  void stop() {
    List<Runnable> all;
    synchronized (this) {
      stopped = true;
      all = new ArrayList<>(actions);
      actions.clear();
      whenFinishing.clear();
    }
    all.forEach(Runnable::run);
    ids.release();
    releaseRows();
  }

  /** No rows wait any more. Under the lock of the run. */
  void releaseRows() {
    merged.release();
    waiting.release();
  }

  private synchronized boolean isSent() {
    return sending.contains(Thread.currentThread());
  }

  private synchronized void checkGoing() {
    if (stopped || (finishing && !isSent())) {
      throw new DriverFailure(DriverError.CANCELLED, "The scan was closed");
    }
  }

  @Override
  public void check() {
    statement.check();
    checkGoing();
  }

  @Override
  public Registration onStop(Runnable abort) {
    Registration outer = statement.onStop(abort);
    // A wrapper of its own: the same action may be registered twice.
    Runnable action =
        () -> {
          abort.run();
        };
    boolean late;
    synchronized (this) {
      boolean sent = isSent();
      late = stopped || (finishing && !sent);
      if (!late) {
        actions.add(action);
      }
      if (!late && !sent) {
        whenFinishing.add(action);
      }
    }
    if (late) {
      abort.run();
    }
    return () -> {
      outer.close();
      synchronized (this) {
        actions.remove(action);
        whenFinishing.remove(action);
      }
    };
  }
}

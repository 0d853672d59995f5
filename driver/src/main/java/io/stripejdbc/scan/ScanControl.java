package io.stripejdbc.scan;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallRecord;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.fetch.PageRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A statement's control with one reason more to stop: the scan was closed or has failed. */
final class ScanControl implements CallControl {
  private final CallControl statement;
  private final Set<Runnable> actions = new HashSet<>();
  private boolean stopped;

  ScanControl(CallControl statement) {
    this.statement = statement;
  }

  /** Stops the calls of the scan, those on their way included. */
  void stop() {
    List<Runnable> all;
    synchronized (this) {
      stopped = true;
      all = new ArrayList<>(actions);
      actions.clear();
    }
    all.forEach(Runnable::run);
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  @Override
  public void check() {
    statement.check();
    if (isStopped()) {
      throw new DriverFailure(DriverError.CANCELLED, "The scan was closed");
    }
  }

  @Override
  public void beforeCall(PageRequest request) {
    statement.beforeCall(request);
  }

  @Override
  public void beforeRepeat(PageRequest request) {
    statement.beforeRepeat(request);
  }

  @Override
  public Registration waits(Wait reason) {
    return statement.waits(reason);
  }

  @Override
  public void accountOpened(String account) {
    statement.accountOpened(account);
  }

  @Override
  public void accountClosed(String account) {
    statement.accountClosed(account);
  }

  @Override
  public void afterCall(CallRecord call) {
    statement.afterCall(call);
  }

  @Override
  public long nanosLeft() {
    return statement.nanosLeft();
  }

  @Override
  public void accountSkipped(String account, String reason) {
    statement.accountSkipped(account, reason);
  }

  @Override
  public Freshness freshness() {
    return statement.freshness();
  }

  @Override
  public void servedFromCache(long rows, long pages, long ageMillis) {
    statement.servedFromCache(rows, pages, ageMillis);
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
      late = stopped;
      if (!late) {
        actions.add(action);
      }
    }
    if (late) {
      abort.run();
    }
    return () -> {
      outer.close();
      synchronized (this) {
        actions.remove(action);
      }
    };
  }
}

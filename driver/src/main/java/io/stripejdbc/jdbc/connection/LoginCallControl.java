package io.stripejdbc.jdbc.connection;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.CallControl;
import io.stripejdbc.fetch.CallRecord;
import io.stripejdbc.fetch.PageRequest;

/** Lets the calls of a connect run until the login timeout. */
final class LoginCallControl implements CallControl {
  private final long startedNanos = System.nanoTime();
  private final long timeoutNanos;

  /**
   * @param timeoutNanos {@link Long#MAX_VALUE} for none
   */
  LoginCallControl(long timeoutNanos) {
    this.timeoutNanos = timeoutNanos;
  }

  @Override
  public void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new DriverFailure(DriverError.CANCELLED, "The connecting thread was interrupted");
    }
    if (nanosLeft() <= 0) {
      throw new DriverFailure(
          DriverError.TIMEOUT, "The login timeout passed before the API answered");
    }
  }

  @Override
  public void beforeCall(PageRequest request) {}

  @Override
  public void afterCall(CallRecord call) {}

  @Override
  public long nanosLeft() {
    return timeoutNanos == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : timeoutNanos - (System.nanoTime() - startedNanos);
  }

  @Override
  public Registration onStop(Runnable abort) {
    return () -> {};
  }
}

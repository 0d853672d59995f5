package io.stripejdbc.attach;

import io.stripejdbc.fetch.CallControl;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Cancels a statement of another database when the statement that it is a part of is cancelled, or
 * when its time is up: drivers count a time-out in whole seconds, and some not while rows come.
 */
final class StatementDeadline implements AutoCloseable {
  /** A time-out may come nearer while the statement runs: that of the network does. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Statement statement;
  private final CallControl control;
  private final CountDownLatch over = new CountDownLatch(1);
  private final CallControl.Registration registration;

  private StatementDeadline(Statement statement, CallControl control) {
    this.statement = statement;
    this.control = control;
    this.registration = control.onStop(this::cancel);
  }

  static StatementDeadline watch(Statement statement, CallControl control) {
    StatementDeadline deadline = new StatementDeadline(statement, control);
    if (control.nanosLeft() != Long.MAX_VALUE) {
      Thread thread = new Thread(deadline::await, "stripe-jdbc-attached-time-out");
      thread.setDaemon(true);
      thread.start();
    }
    return deadline;
  }

  private void await() {
    try {
      for (long left = control.nanosLeft(); left > 0; left = control.nanosLeft()) {
        if (over.await(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS)) {
          return;
        }
      }
      cancel();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void cancel() {
    try {
      statement.cancel();
    } catch (SQLException e) {
      // It ends by itself, or with its connection.
    }
  }

  @Override
  public void close() {
    over.countDown();
    registration.close();
  }
}

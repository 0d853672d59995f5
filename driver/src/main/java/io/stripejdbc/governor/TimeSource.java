package io.stripejdbc.governor;

import io.stripejdbc.fetch.CallControl;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Clock and sleeper, as a parameter of everything that waits. */
public interface TimeSource {
  /** Nanoseconds of a clock that never goes back; only differences mean something. */
  long nanos();

  /** Milliseconds since the epoch. */
  long millis();

  /**
   * Waits, or until the statement stops.
   *
   * @throws io.stripejdbc.error.DriverFailure CANCELLED or TIMEOUT, at once
   */
  void sleep(long nanos, CallControl control);

  /** The clocks and the sleep of this machine. */
  TimeSource SYSTEM =
      new TimeSource() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public long millis() {
          return System.currentTimeMillis();
        }

        @Override
        public void sleep(long nanos, CallControl control) {
          control.check();
          CountDownLatch stopped = new CountDownLatch(1);
          CallControl.Registration stop = control.onStop(stopped::countDown);
          try {
            boolean ignored = stopped.await(nanos, TimeUnit.NANOSECONDS);
          } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
          } finally {
            stop.close();
          }
          control.check();
        }
      };
}

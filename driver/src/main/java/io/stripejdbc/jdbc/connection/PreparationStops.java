package io.stripejdbc.jdbc.connection;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends the planning of statements that are being prepared when their connection closes: there is no
 * statement yet that could be cancelled. Safe for use by many threads.
 */
final class PreparationStops {
  private final Set<Preparation> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  /** A statement begins to be prepared; closed when it is, or failed. */
  Preparation begin() {
    Preparation preparation = new Preparation();
    open.add(preparation);
    return preparation;
  }

  /** Ends those that are open, and each that begins from now on. */
  void stop() {
    stopped = true;
    open.forEach(Preparation::stop);
  }

  /** One statement that is being prepared. */
  final class Preparation implements AutoCloseable {
    private volatile Runnable stop = () -> {};

    /** Is given what ends the planning, which may have to end at once. */
    void stoppable(Runnable action) {
      stop = action;
      if (stopped) {
        action.run();
      }
    }

    private void stop() {
      stop.run();
    }

    @Override
    public void close() {
      open.remove(this);
    }
  }
}

package io.stripejdbc.scan.execute;

import org.jspecify.annotations.Nullable;

/** Those who make the calls of scans. */
public interface CallExecutor {
  /** A scan as they see it. */
  interface Client {
    /** The next call to make, null when none may be made now. */
    @Nullable Runnable poll();
  }

  /** Begins to ask this scan for calls. */
  void add(Client client);

  /** Asks this scan for no more calls. */
  void remove(Client client);

  /** Tells that a scan may have calls to make. */
  void wake();

  /**
   * Lets the calls on their way of a scan that was closed come to their end, until it is removed.
   *
   * @param abort ends them, where they take longer than others want to wait or nobody is left
   * @return whether they may; if not they are to end now
   */
  default boolean letFinish(Client client, Runnable abort) {
    return false;
  }

  /** Ends the calls of closed scans that have taken long: somebody waits. */
  default void abortOverdue() {}

  /** How many calls are made at once at most. */
  int size();

  /**
   * Lets the reader's thread do something useful before it waits.
   *
   * @return whether it did, so that it should look again instead of waiting
   */
  default boolean help() {
    return false;
  }
}

package io.stripejdbc.fetch;

import java.util.Set;

/**
 * What a running statement tells its calls: whether they may start, and when to stop.
 *
 * <p>Made by {@code query}, one per execution; safe for use by many threads.
 */
public interface CallControl {
  /**
   * Fails when the statement was cancelled, its time has passed or its thread was interrupted.
   *
   * @throws io.stripejdbc.error.DriverFailure CANCELLED or TIMEOUT
   */
  void check();

  /**
   * Counts one call that is about to be sent, retries included.
   *
   * @throws io.stripejdbc.error.DriverFailure REQUEST_BUDGET when it would exceed {@code
   *     maxRequestsPerQuery}
   */
  void beforeCall(PageRequest request);

  /**
   * Counts a request that the HTTP client is about to send once more by itself: the connection
   * ended without a byte of an answer.
   *
   * @throws io.stripejdbc.error.DriverFailure REQUEST_BUDGET as {@link #beforeCall}
   */
  default void beforeRepeat(PageRequest request) {
    beforeCall(request);
  }

  /** Calls that may still be made, {@link Long#MAX_VALUE} for any number. */
  default long callsLeft() {
    return Long.MAX_VALUE;
  }

  /** Why a call is not sent yet. */
  enum Wait {
    /** Pace and limits of the driver, or a 429 of Stripe's. */
    RATE_LIMIT,
    /** It failed in passing and is tried again after a while. */
    NEXT_TRY
  }

  /** Tells that a call waits, until the handle is closed. */
  default Registration waits(Wait reason) {
    return () -> {};
  }

  /**
   * Tells that something of this account is going to be read; more than once where several lists or
   * windows are.
   */
  default void accountOpened(String account) {}

  /** Tells that one of what was opened of this account is read to its end, or given up. */
  default void accountClosed(String account) {}

  /** Tells what became of an attempt, also of one that was stopped on its way. */
  void afterCall(CallRecord call);

  /**
   * Tells that an account refused and is left out ({@code onAccountError=warn}); the statement
   * warns of it.
   *
   * @param account {@code acct_…}
   * @param reason one sentence for the user
   */
  default void accountSkipped(String account, String reason) {}

  /**
   * Tells the user something that is no failure; the statement warns of it.
   *
   * @param message a sentence, without secrets
   */
  default void warn(String message) {}

  /**
   * Tells that the statement names an account that there is not; the statement warns of it.
   *
   * @param account as the statement has it
   * @param reason one sentence for the user
   */
  default void accountUnknown(String account, String reason) {}

  /** How old the rows may be that answer the statement. */
  default Freshness freshness() {
    return Freshness.LIVE;
  }

  /**
   * Tells that rows were answered from memory.
   *
   * @param rows how many
   * @param pages parts of memory they came from, each the rows of one answer of the API
   * @param ageMillis milliseconds since the oldest of them was read
   */
  default void servedFromCache(long rows, long pages, long ageMillis) {}

  /**
   * Names of the tables that the statement reads from Stripe, those of no other than this scan
   * included; empty where they are not known.
   */
  default Set<String> tables() {
    return Set.of();
  }

  /**
   * Tells that cached rows were brought up to date.
   *
   * @param calls calls that this took: readings of events and rows that were looked up
   * @param kept rows that were found unchanged and not read again
   * @param lookedUp rows that were asked for one by one
   */
  default void broughtUpToDate(long calls, long kept, long lookedUp) {}

  /** What the statement holds in memory. */
  default StatementMemory memory() {
    return StatementMemory.unlimited();
  }

  /** Nanoseconds left before the query timeout, {@link Long#MAX_VALUE} for none. */
  long nanosLeft();

  /**
   * Runs {@code abort} (at least once, from any thread) if the statement stops while the returned
   * handle is open; at once if it has stopped already. Closing the handle takes the action back.
   */
  Registration onStop(Runnable abort);

  /** Handle of an action registered with {@link #onStop}. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}

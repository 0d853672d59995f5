package io.stripejdbc.governor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * A limit of requests per second, as arithmetic: it says how long to wait and never waits.
 *
 * <p>Stricter than a token bucket: whatever the bursts, no window of a second holds more starts
 * than the limit. Requests may go out together after a quiet time, which a small query is glad of.
 * Example with a limit of 2: starts at 0 ms, 0 ms, 1030 ms, 1030 ms.
 *
 * <p>Not safe for several threads.
 */
final class RateWindow {
  /** A second and a bit: the server's clock ticks where requests arrive, not where they start. */
  static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(1030);

  /** A limit that was met is left by this much, so that the next second is under it. */
  private static final double UNDER = 0.97;

  /** Up by one request a second after so long without a refusal, so that refusals stay rare. */
  private static final long CLIMB_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final int most;
  private final long[] starts;
  private final Deque<Long> successes = new ArrayDeque<>();
  private int next;
  private int taken;
  private int limit;
  private long blockedUntil;
  private long changed;
  private boolean learned;

  /**
   * @param perSecond starts allowed in any second, at least 1
   * @param now a first look at the clock
   */
  RateWindow(int perSecond, long now) {
    this.most = perSecond;
    this.limit = perSecond;
    this.starts = new long[perSecond];
    this.blockedUntil = now;
    this.changed = now;
  }

  /** Nanoseconds until the next start is allowed, 0 for now. */
  long delay(long now) {
    long wait = Math.max(0, blockedUntil - now);
    if (taken >= limit) {
      int back = Math.floorMod(next - limit, starts.length);
      wait = Math.max(wait, starts[back] + WINDOW_NANOS - now);
    }
    return wait;
  }

  /** Notes a start. */
  void start(long now) {
    starts[next] = now;
    next = (next + 1) % starts.length;
    taken = Math.min(taken + 1, starts.length);
    if (limit < most && now - changed > CLIMB_NANOS) {
      limit++;
      changed = now;
    }
  }

  /** Notes that the server took a request. */
  void succeed(long now) {
    successes.add(now);
    forget(now);
  }

  /**
   * The server said this is too fast: from now on a little under what it took in the last second,
   * and nothing for a while if it asks for that.
   */
  void slowDown(long now, long pauseNanos) {
    blockedUntil = Math.max(blockedUntil, now + pauseNanos);
    forget(now);
    // The refusals of one second are one: calls that were on their way tell nothing new.
    if (!learned || now - changed > WINDOW_NANOS) {
      int took = Math.min(limit - 1, (int) (successes.size() * UNDER));
      limit = Math.max(1, took);
      changed = now;
      learned = true;
    }
  }

  /** Whether it is as one that has seen no call yet. */
  boolean isIdle(long now) {
    long last = starts[Math.floorMod(next - 1, starts.length)];
    boolean quiet = taken == 0 || now - last > WINDOW_NANOS;
    return quiet && limit == most && now >= blockedUntil;
  }

  private void forget(long now) {
    while (!successes.isEmpty() && now - successes.peekFirst() > WINDOW_NANOS) {
      successes.removeFirst();
    }
  }

  /** Starts per second allowed at present. */
  int limit() {
    return limit;
  }
}

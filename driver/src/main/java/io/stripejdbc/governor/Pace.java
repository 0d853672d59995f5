package io.stripejdbc.governor;

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
final class Pace {
  /** A second and a bit: the server's clock ticks where requests arrive, not where they start. */
  static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(1030);

  /** Where the limit of a pace that learns stands at least. */
  private static final double LEAST = 1;

  private final double most;
  private final long[] starts;
  private int next;
  private long taken;
  private double limit;
  private long blockedUntil = Long.MIN_VALUE;
  private long changed;

  /**
   * @param perSecond starts allowed in any second, at least 1
   */
  Pace(int perSecond) {
    this.most = perSecond;
    this.limit = perSecond;
    this.starts = new long[perSecond];
  }

  /** Nanoseconds until the next start is allowed, 0 for now. */
  long delay(long now) {
    long earliest = Math.max(now, blockedUntil);
    int window = (int) Math.max(LEAST, Math.floor(limit));
    if (taken >= window) {
      int back = Math.floorMod(next - window, starts.length);
      earliest = Math.max(earliest, starts[back] + WINDOW_NANOS);
    }
    return earliest - now;
  }

  /** Notes a start. */
  void start(long now) {
    starts[next] = now;
    next = (next + 1) % starts.length;
    taken = Math.min(taken + 1, starts.length);
    climb(now);
  }

  /** The server said this is too fast: one step slower, and nothing for a while. */
  void slowDown(long now, long pauseNanos) {
    if (now - changed > WINDOW_NANOS || limit == most) {
      limit = Math.max(LEAST, limit * SLOWER);
      changed = now;
    }
    blockedUntil = Math.max(blockedUntil, now + pauseNanos);
  }

  /** A limit that was met is left by this much, so that the next second is under it. */
  private static final double SLOWER = 0.8;

  /** Back up by one request per second every few seconds, so that refusals stay rare. */
  private static final long CLIMB_NANOS = TimeUnit.SECONDS.toNanos(10);

  private void climb(long now) {
    if (limit < most && now - changed > CLIMB_NANOS) {
      limit = Math.min(most, limit + Math.max(1, limit * 0.02));
      changed = now;
    }
  }

  /** Starts per second allowed at present. */
  double limit() {
    return limit;
  }
}

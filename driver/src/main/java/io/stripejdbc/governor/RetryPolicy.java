package io.stripejdbc.governor;

import io.stripejdbc.fetch.CallFailure.Facts;
import io.stripejdbc.fetch.CallFailure.Trouble;
import java.util.concurrent.TimeUnit;

/**
 * Whether to try again, and after how long: a pure function of what came back.
 *
 * @param maxRetries tries after the first, 0 for none
 */
public record RetryPolicy(int maxRetries) {
  /** Says that it is not worth another try. */
  public static final long GIVE_UP = -1;

  /** The SDK's first delay; with full jitter the mean is half of it. */
  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Another request holds the object for a moment: wait a moment. */
  private static final long LOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(16);

  /**
   * A host that refuses connections is rather wrong than busy; the user should see the error soon.
   */
  private static final int CONNECT_RETRIES = 2;

  /**
   * Nanoseconds to wait before the next try, or {@link #GIVE_UP}.
   *
   * @param attempt the try that failed, from 1
   * @param chance a random number from 0 to 1
   */
  public long delay(Facts facts, int attempt, double chance) {
    if (attempt > maxRetries || !isTransient(facts)) {
      return GIVE_UP;
    }
    if (facts.trouble() == Trouble.CONNECT && attempt > CONNECT_RETRIES) {
      return GIVE_UP;
    }
    long first = facts.isLock() ? LOCK_NANOS : FIRST_NANOS;
    long most = Math.min(LONGEST_NANOS, first << Math.min(attempt - 1, 20));
    long least = asksToWait(facts) ? most / 2 : 0;
    return Math.max(least + (long) ((most - least) * chance), facts.retryAfterNanos());
  }

  /**
   * Chance takes no part of these pauses away but the half: the server said that it is too fast.
   */
  private static boolean asksToWait(Facts facts) {
    return facts.isRateLimit() || facts.retryAfterNanos() >= 0;
  }

  /** Stripe's word comes first, then the status; a GET can always be sent again. */
  static boolean isTransient(Facts facts) {
    if (facts.trouble() != Trouble.STATUS) {
      return true;
    }
    if (facts.shouldRetry() != null) {
      return facts.shouldRetry();
    }
    int status = facts.status();
    boolean failed = status == 200 && "api_error".equals(facts.error().type());
    return facts.isLock() || facts.isRateLimit() || failed || isTransient(status);
  }

  private static boolean isTransient(int status) {
    return status == 429 || status == 409 || status == 408 || status >= 500;
  }
}

package io.stripejdbc.fetch;

import io.stripejdbc.error.DriverFailure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that failed, with what decides about the next one; inside the packages below {@code
 * scan}.
 *
 * <p>It has the {@link DriverFailure} that it becomes when nobody can do better.
 */
public final class CallFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** In which part of a call it failed. */
  public enum Trouble {
    /** No connection: refused, unknown host, connect timeout, TLS. */
    CONNECT,
    /** A connection that broke or sent nothing more before the body was whole. */
    LINK,
    /** A 200 whose body is not what the API promises. */
    BODY,
    /** A status other than 200. */
    STATUS
  }

  /**
   * What came back.
   *
   * @param trouble where it failed
   * @param status HTTP status, 0 when none arrived
   * @param error the error object of the body
   * @param requestId Stripe's {@code Request-Id}
   * @param shouldRetry {@code Stripe-Should-Retry}, null when absent
   * @param limitedReason {@code Stripe-Rate-Limited-Reason}, null when absent
   * @param retryAfterNanos {@code Retry-After}, -1 when absent, 0 when it names no time to wait
   */
  public record Facts(
      Trouble trouble,
      int status,
      ApiError error,
      @Nullable String requestId,
      @Nullable Boolean shouldRetry,
      @Nullable String limitedReason,
      long retryAfterNanos) {

    /** A failure without an answer. */
    public static Facts noAnswer(Trouble trouble) {
      return new Facts(trouble, 0, ApiError.NONE, null, null, null, -1);
    }

    /**
     * Whether another request holds the object: told by the code first, for a 429 of a lock and one
     * of a limit may lack the header that tells them apart.
     */
    public boolean isLock() {
      return hasCode("lock_timeout");
    }

    /** Whether there were too many requests. */
    public boolean isRateLimit() {
      String type = error.type();
      boolean told = type != null && (type.equals("rate_limit_error") || type.equals("rate_limit"));
      return !isLock() && (status == 429 || told || hasCode("rate_limit"));
    }

    /** Whether the error object has this code. */
    public boolean hasCode(String code) {
      return code.equals(error.code());
    }
  }

  private final transient Facts facts;
  private final DriverFailure failure;
  private final @Nullable String refusingAccount;

  /** A failed attempt and the failure it becomes when it is final. */
  public CallFailure(Facts facts, DriverFailure failure) {
    this(facts, failure, null);
  }

  /**
   * @param refusingAccount the account that alone is concerned, {@code platform} or {@code acct_…};
   *     null when it says something of the key, the request or the server
   */
  public CallFailure(Facts facts, DriverFailure failure, @Nullable String refusingAccount) {
    super(failure.getMessage(), failure, false, false);
    this.facts = facts;
    this.failure = failure;
    this.refusingAccount = refusingAccount;
  }

  /** The account that refused for itself alone; null when others may be concerned too. */
  public @Nullable String refusingAccount() {
    return refusingAccount;
  }

  /** What came back. */
  public Facts facts() {
    return Objects.requireNonNull(facts);
  }

  /** The failure this becomes when it is final. */
  public DriverFailure failure() {
    return failure;
  }
}

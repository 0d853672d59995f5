package io.stripejdbc.fetch;

import io.stripejdbc.error.DriverFailure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that failed, with what decides about the next one; inside the rooms below {@code
 * scan}.
 *
 * <p>It carries the {@link DriverFailure} that it becomes when nobody can do better.
 */
public final class CallFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** In which part of a call it failed. */
  public enum Trouble {
    /** No connection: refused, unknown host, connect timeout, TLS. */
    CONNECT,
    /** A connection that broke or fell silent before the body was whole. */
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
   * @param retryAfterNanos {@code Retry-After}, -1 when absent
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

    /** Whether the error object has this code. */
    public boolean hasCode(String code) {
      return code.equals(error.code());
    }
  }

  private final transient Facts facts;
  private final DriverFailure failure;

  /** A failed attempt and the failure it becomes when it is final. */
  public CallFailure(Facts facts, DriverFailure failure) {
    super(failure.getMessage(), failure, false, false);
    this.facts = facts;
    this.failure = failure;
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

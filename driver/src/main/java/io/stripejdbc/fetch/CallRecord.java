package io.stripejdbc.fetch;

import org.jspecify.annotations.Nullable;

/**
 * One attempt of one request, as {@code system.requests} shows it.
 *
 * @param request what was asked
 * @param attempt 1 for the first try
 * @param timing when, and how long
 * @param outcome what came of it
 */
public record CallRecord(PageRequest request, int attempt, Timing timing, Outcome outcome) {

  /**
   * When an attempt was made, and how long it took.
   *
   * @param startedMillis when, milliseconds since the epoch
   * @param waitedNanos time spent waiting for the governor before it
   * @param tookNanos time from sending to the end of the body
   */
  public record Timing(long startedMillis, long waitedNanos, long tookNanos) {}

  /**
   * What came of an attempt.
   *
   * @param status HTTP status, 0 when none arrived
   * @param requestId Stripe's {@code Request-Id}, null when none arrived
   * @param rows rows in the answer, 0 when unknown
   * @param bytes bytes of the body as read, 0 when unknown
   * @param error short reason when the attempt failed, null when it did not
   */
  public record Outcome(
      int status, @Nullable String requestId, long rows, long bytes, @Nullable String error) {
    /** A failure, of which no rows were read. */
    public static Outcome failed(int status, @Nullable String requestId, String error) {
      return new Outcome(status, requestId, 0, 0, error);
    }
  }

  /** Of a request that came to nothing with its connection, and that the HTTP client repeats. */
  public static CallRecord lost(PageRequest request, long millis) {
    return new CallRecord(
        request, 1, new Timing(millis, 0, 0), Outcome.failed(0, null, "CONNECTION_LOST"));
  }
}

package io.stripejdbc.fetch;

import org.jspecify.annotations.Nullable;

/**
 * One attempt of one request, as {@code system.requests} shows it.
 *
 * @param request what was asked
 * @param startedMillis when, milliseconds since the epoch
 * @param attempt 1 for the first try
 * @param status HTTP status, 0 when none arrived
 * @param requestId Stripe's {@code Request-Id}, null when none arrived
 * @param waitedNanos time spent waiting for the governor before it
 * @param tookNanos time from sending to the end of the body
 * @param rows rows in the answer, 0 when unknown
 * @param bytes bytes of the body as read, 0 when unknown
 * @param error short reason when the attempt failed, null when it did not
 */
public record CallRecord(
    PageRequest request,
    long startedMillis,
    int attempt,
    int status,
    @Nullable String requestId,
    long waitedNanos,
    long tookNanos,
    long rows,
    long bytes,
    @Nullable String error) {

  /** Of a request that came to nothing with its connection, and that the HTTP client repeats. */
  public static CallRecord lost(PageRequest request, long millis) {
    return new CallRecord(request, millis, 1, 0, null, 0, 0, 0, 0, "CONNECTION_LOST");
  }
}

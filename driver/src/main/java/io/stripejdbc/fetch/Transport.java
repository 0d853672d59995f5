package io.stripejdbc.fetch;

/**
 * Sends one request once: no retry, no pace, no redirect. What stands between it and a {@link
 * PageSource} is patience.
 */
public interface Transport extends AutoCloseable {
  /**
   * Sends the request and lets {@code reader} read the body while it arrives.
   *
   * @throws CallFailure when the attempt did not end in a 200 that {@code reader} understands
   * @throws io.stripejdbc.error.DriverFailure CANCELLED or TIMEOUT when {@code control} says stop;
   *     at once, also in the middle of a body
   */
  <T> TransportResponse<T> send(PageRequest request, BodyReader<T> reader, CallControl control);

  /** Lets go of connections and threads. */
  @Override
  void close();
}

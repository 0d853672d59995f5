package io.stripejdbc.fetch;

/**
 * The interface to the API that scans use: answers a {@link PageRequest}.
 *
 * <p>Links of the chain (retry, pace, client) are sources around sources. A source never turns a
 * failure into an empty answer.
 */
public interface PageSource {
  /**
   * Sends the request and reads its body.
   *
   * @throws CallFailure when the last attempt did not end in a 200 that {@code reader} understands
   * @throws io.stripejdbc.error.DriverFailure when {@code control} says stop
   */
  <T> T fetch(PageRequest request, BodyReader<T> reader, CallControl control);
}

package io.stripejdbc.fetch;

/**
 * The one seam to the remote: answers a {@link PageRequest}.
 *
 * <p>Links of the chain (retry, pace, client) are sources around sources. A source never turns a
 * failure into an empty answer.
 */
public interface PageSource {
  /**
   * Sends the request and reads its body.
   *
   * @throws io.stripejdbc.error.DriverFailure when the answer is not a 200 that {@code reader}
   *     understands, or when {@code control} says stop
   */
  <T> T fetch(PageRequest request, BodyReader<T> reader, CallControl control);
}

package io.stripejdbc.fetch;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the body of a 200 answer while it arrives.
 *
 * @param <T> what it makes of the body
 */
@FunctionalInterface
public interface BodyReader<T> {
  /**
   * Reads to the end of the document; an {@link IOException} makes the call fail and be retried.
   */
  T read(InputStream body) throws IOException;
}

package io.stripejdbc.fetch;

import com.fasterxml.jackson.core.util.BufferRecyclers;

/**
 * The buffers that Jackson keeps for each thread that has parsed JSON. On a thread of the program's
 * they would keep the driver's class loader after the last connection.
 */
@SuppressWarnings("deprecation") // Jackson names no other way to these buffers.
public final class JacksonThreadBuffers extends BufferRecyclers {
  private JacksonThreadBuffers() {}

  /** Forgets those of this thread; the next parser makes new ones. */
  public static void release() {
    _recyclerRef.remove();
  }
}

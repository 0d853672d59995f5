package io.stripejdbc.stripe;

import java.util.concurrent.Semaphore;

/**
 * How many bytes of one body are read after unpacking, and how many large bodies are in memory at
 * once.
 *
 * <p>A page of Stripe's has some 20 to 500 kB. A body is held whole while it is decoded, so that
 * what is allowed follows from the heap: a 256 MB heap stands two bodies of 16 MB beside all else.
 *
 * @param most bytes of a body, unpacked, that are read
 * @param large bytes beyond which a body is read only by some threads at once
 * @param turns permits for bodies larger than that
 */
record BodyLimit(long most, long large, Semaphore turns) {
  private static final long MEGABYTE = 1 << 20;

  /** Two hundred times the largest page that Stripe's documentation shows. */
  private static final long MOST = 64 * MEGABYTE;

  private static final long PART_OF_HEAP = 16;

  private static final long LEAST = MEGABYTE;

  private static final int LARGE_AT_ONCE = 2;

  /** Shared by all transports of this JVM, for they share its heap. */
  private static final BodyLimit OF_THIS_JVM = of(Runtime.getRuntime().maxMemory());

  static BodyLimit ofThisJvm() {
    return OF_THIS_JVM;
  }

  /** The limit in a heap of so many bytes. */
  static BodyLimit of(long heapBytes) {
    long most = Math.max(LEAST, Math.min(MOST, heapBytes / PART_OF_HEAP));
    return new BodyLimit(most, most / PART_OF_HEAP, new Semaphore(LARGE_AT_ONCE));
  }

  long megabytes() {
    return most / MEGABYTE;
  }
}

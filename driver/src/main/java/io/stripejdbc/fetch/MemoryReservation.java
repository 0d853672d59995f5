package io.stripejdbc.fetch;

/**
 * What one operation of a running statement holds. For one thread.
 *
 * <p>Bytes are taken from the statement in steps, so that counting a row costs an addition.
 */
public final class MemoryReservation {
  /** Bytes that are reserved at once. */
  private static final long STEP = 64 * 1024;

  private final StatementMemory memory;
  private final String operation;
  private long held;
  private long reserved;

  MemoryReservation(StatementMemory memory, String operation) {
    this.memory = memory;
    this.operation = operation;
  }

  /**
   * Counts bytes that are held from now on.
   *
   * @throws io.stripejdbc.error.DriverFailure MEMORY_BUDGET when the statement or the program has
   *     no more
   */
  public void add(long bytes) {
    held += bytes;
    if (held > reserved) {
      long more = Math.max(STEP, held - reserved);
      memory.reserve(more, operation);
      reserved += more;
    }
  }

  /** Bytes that are not held any more; they are kept for those that come. */
  public void subtract(long bytes) {
    held -= bytes;
  }

  /** Nothing is held any more. */
  public void release() {
    memory.release(reserved);
    held = 0;
    reserved = 0;
  }
}

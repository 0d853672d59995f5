package io.stripejdbc.fetch;

/**
 * Bytes of rows that have come and wait for their reader. They never fail a statement: what holds
 * them asks before it fetches more, and fetches less. Counted apart from what operations hold, so
 * that pages on their way take nothing from a sort. For one thread at a time.
 */
public final class BufferReservation {
  /** The part of what a statement may hold, and of what all of them may, that buffers take. */
  private static final long PART = 4;

  private final StatementMemory memory;
  private long held;

  BufferReservation(StatementMemory memory) {
    this.memory = memory;
  }

  /** Rows of so many bytes have come. */
  public void add(long bytes) {
    held += bytes;
    memory.buffer(bytes);
  }

  /** Rows of so many bytes went to the reader. */
  public void subtract(long bytes) {
    add(-Math.min(bytes, held));
  }

  /** Whether there is room for so many bytes more. */
  public boolean hasCapacity(long bytes) {
    return memory.hasBufferCapacity(bytes, PART);
  }

  /** Nothing waits any more. */
  public void release() {
    subtract(held);
  }
}

package io.stripejdbc.fetch;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that the statements of this JVM may hold together, so that two of them cannot do what one
 * may not. Safe for use by many threads.
 */
public final class MemoryPool {
  private static final long MEGABYTE = 1 << 20;

  /** The other part of the heap is for the cache, pages on their way and the program itself. */
  private static final long PART_OF_HEAP = 2;

  private final long most;
  private final AtomicLong reserved = new AtomicLong();
  private final AtomicLong buffered = new AtomicLong();

  /**
   * @param most bytes of all statements together
   */
  public MemoryPool(long most) {
    this.most = most;
  }

  /** The pool of a JVM with a heap of so many bytes. */
  public static MemoryPool ofHeap(long heapBytes) {
    return new MemoryPool(heapBytes / PART_OF_HEAP);
  }

  /**
   * An account for one execution of a statement.
   *
   * @param megabytes what it may hold; never more than the pool has
   */
  public StatementMemory statement(long megabytes) {
    return new StatementMemory(this, Math.min(most, megabytes * MEGABYTE));
  }

  /** An account with all that the pool has. */
  public StatementMemory statement() {
    return new StatementMemory(this, most);
  }

  /** Takes bytes out of the pool; false when it has no more. */
  boolean reserve(long bytes) {
    if (reserved.addAndGet(bytes) <= most) {
      return true;
    }
    reserved.addAndGet(-bytes);
    return false;
  }

  void release(long bytes) {
    reserved.addAndGet(-bytes);
  }

  void buffer(long bytes) {
    buffered.addAndGet(bytes);
  }

  boolean hasBufferCapacity(long bytes, long part) {
    return buffered.get() + bytes <= most / part;
  }

  /** Bytes of rows that wait for their readers. */
  public long buffered() {
    return buffered.get();
  }

  /** Bytes that are held now. */
  public long reserved() {
    return reserved.get();
  }

  long most() {
    return most;
  }
}

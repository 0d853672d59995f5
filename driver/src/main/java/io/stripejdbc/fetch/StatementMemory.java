package io.stripejdbc.fetch;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one execution of a statement holds in memory: rows that an operation must have seen before
 * it gives out its first. Safe for use by many threads; closed with the execution.
 */
public final class StatementMemory implements AutoCloseable {
  private static final long MEGABYTE = 1 << 20;

  private final MemoryPool pool;
  private final long most;
  private final AtomicLong reserved = new AtomicLong();
  private final AtomicLong buffered = new AtomicLong();

  StatementMemory(MemoryPool pool, long most) {
    this.pool = pool;
    this.most = most;
  }

  /** An account that nothing bounds, for what is no statement. */
  public static StatementMemory unlimited() {
    return new MemoryPool(Long.MAX_VALUE).statement();
  }

  /** The account of one operation, which is given back as a whole. */
  public MemoryReservation reservation(String operation) {
    return new MemoryReservation(this, operation);
  }

  /** The account of rows that wait for their reader. */
  public BufferReservation buffer() {
    return new BufferReservation(this);
  }

  /** Rows of so many bytes more, or less, wait for their reader. */
  void buffer(long bytes) {
    buffered.addAndGet(bytes);
    pool.buffer(bytes);
  }

  /** Whether buffers of so many bytes more stay within a part of what may be held. */
  boolean hasBufferCapacity(long bytes, long part) {
    return buffered.get() + bytes <= most / part && pool.hasBufferCapacity(bytes, part);
  }

  /**
   * @param operation what holds them, as a subject: {@code ORDER BY}, {@code the join}
   * @throws DriverFailure MEMORY_BUDGET
   */
  void reserve(long bytes, String operation) {
    if (reserved.addAndGet(bytes) > most) {
      reserved.addAndGet(-bytes);
      throw exceeded(operation + " would hold more than " + most / MEGABYTE + " MB of rows");
    }
    if (!pool.reserve(bytes)) {
      reserved.addAndGet(-bytes);
      throw exceeded(
          operation
              + " would bring what the statements of this program hold beyond "
              + pool.most() / MEGABYTE
              + " MB, half of the heap");
    }
  }

  private static DriverFailure exceeded(String what) {
    return new DriverFailure(
        DriverError.MEMORY_BUDGET,
        what
            + "; put a condition before it, select fewer or shorter columns, or raise property"
            + " 'maxMemoryMegabytes' and the heap of the JVM");
  }

  /** Gives back; nothing where all was given back before. */
  void release(long bytes) {
    long before = reserved.getAndUpdate(held -> Math.max(0, held - bytes));
    pool.release(Math.min(before, bytes));
  }

  /** Bytes that are held now. */
  public long reserved() {
    return reserved.get();
  }

  @Override
  public void close() {
    pool.release(reserved.getAndSet(0));
  }
}

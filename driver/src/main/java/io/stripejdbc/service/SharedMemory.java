package io.stripejdbc.service;

import io.stripejdbc.fetch.MemoryPool;

/** What all statements of this JVM may hold in memory: one heap, one pool, whatever their key. */
public final class SharedMemory {
  private static final MemoryPool POOL = MemoryPool.ofHeap(Runtime.getRuntime().maxMemory());

  private SharedMemory() {}

  public static MemoryPool pool() {
    return POOL;
  }
}

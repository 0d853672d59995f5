package io.stripejdbc.scan;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.MemorySegmentStore;
import java.util.function.LongSupplier;

/** Managers of caches in which nothing is cached yet. */
public final class EmptyCaches {
  private EmptyCaches() {}

  public static CacheManager empty() {
    return of(1L << 26, System::currentTimeMillis);
  }

  public static CacheManager of(long bytes, LongSupplier millis) {
    return new CacheManager(new MemorySegmentStore(bytes, millis), millis, System::nanoTime);
  }
}

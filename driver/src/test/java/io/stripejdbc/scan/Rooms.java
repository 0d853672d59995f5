package io.stripejdbc.scan;

import io.stripejdbc.cache.MemoryStore;
import io.stripejdbc.cache.ReadingRoom;
import java.util.function.LongSupplier;

/** Rooms in which nothing is remembered yet. */
final class Rooms {
  private Rooms() {}

  static ReadingRoom empty() {
    return of(1L << 26, System::currentTimeMillis);
  }

  static ReadingRoom of(long bytes, LongSupplier millis) {
    return new ReadingRoom(new MemoryStore(bytes, millis), millis, System::nanoTime);
  }
}

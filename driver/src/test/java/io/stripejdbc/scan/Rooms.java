package io.stripejdbc.scan;

import io.stripejdbc.cache.MemoryStore;
import io.stripejdbc.cache.ReadingRoom;
import java.util.function.LongSupplier;

/** Rooms in which nothing is remembered yet. */
public final class Rooms {
  private Rooms() {}

  public static ReadingRoom empty() {
    return of(1L << 26, System::currentTimeMillis);
  }

  public static ReadingRoom of(long bytes, LongSupplier millis) {
    return new ReadingRoom(new MemoryStore(bytes, millis), millis, System::nanoTime);
  }
}

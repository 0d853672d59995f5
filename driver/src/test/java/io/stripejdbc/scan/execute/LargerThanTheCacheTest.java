package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.CacheManager;
import io.stripejdbc.cache.MemorySegmentStore;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list that the cache has no room for: what fits is kept, the rest is read and not packed. */
class LargerThanTheCacheTest extends CachedScanFixture {
  private static final int ROWS = 5_000;
  private static final long ROOM = 40_000;

  @BeforeEach
  void theCacheIsSmall() {
    cache = new CacheManager(new MemorySegmentStore(ROOM, millis::get), millis::get, nanos::get);
    chargesAre(ROWS);
  }

  private long packed() {
    return cache.store().list().stream().mapToLong(view -> view.size().rows()).sum();
  }

  @Test
  void everyRowComesOnceAndTheNextTimeAsWell() {
    for (int run = 0; run < 3; run++) {
      List<String> rows = rows(charges("id"));
      assertEquals(ROWS, rows.size());
      assertEquals(ROWS, new HashSet<>(rows).size());
    }
  }

  @Test
  void whatWasKeptFirstStaysAndSavesItsCalls() {
    int first = calls(charges("id")).size();
    assertTrue(packed() > 0);
    assertTrue(cache.store().bytes() <= ROOM, cache.store().bytes() + " bytes");
    assertEquals(List.of(), calls(charges("id").limit(100)));
    int again = calls(charges("id")).size();
    assertTrue(again < first, again + " calls after " + first);
  }
}

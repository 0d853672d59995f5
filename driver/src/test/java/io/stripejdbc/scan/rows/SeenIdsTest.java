package io.stripejdbc.scan.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.MemoryPool;
import io.stripejdbc.fetch.MemoryReservation;
import io.stripejdbc.fetch.StatementMemory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the ids of lists take of a statement's memory. */
class SeenIdsTest {
  private static final long MEGABYTE = 1 << 20;

  private static void read(SeenIds ids, int count) {
    for (int i = 0; i < count; i++) {
      ids.put("ch_" + i, 1);
    }
  }

  @Test
  void whoReadAnIdIsAsAMapWouldHaveIt() {
    SplittableRandom random = new SplittableRandom(7);
    SeenIds ids = new SeenIds(null);
    Map<String, Integer> map = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      String id = "ch_" + random.nextInt(60_000);
      int owner = random.nextInt(-2, 50);
      int expected = map.getOrDefault(id, SeenIds.NOBODY);
      assertEquals(expected, ids.owner(id), id);
      if (owner != SeenIds.NOBODY) {
        map.put(id, owner);
        assertEquals(expected, ids.put(id, owner), id);
      }
    }
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void idsOfOneTableFindRoomInIt() {
    SeenIds ids = new SeenIds(null);
    List<String> alike =
        IntStream.range(0, 600_000)
            .mapToObj(i -> "ch_" + i)
            .filter(id -> SeenIds.high(id) >>> 56 == 7)
            .toList();
    assertTrue(alike.size() > 2_000, alike.size() + " ids");
    alike.forEach(id -> assertEquals(SeenIds.NOBODY, ids.put(id, 3), id));
    alike.forEach(id -> assertEquals(3, ids.owner(id), id));
    assertEquals(SeenIds.NOBODY, ids.owner("ch_none"));
  }

  @Test
  void theIdsOfALongListAreCounted() {
    StatementMemory memory = new MemoryPool(MEGABYTE).statement();
    SeenIds ids = new SeenIds(memory.reservation("The reading of a list"));
    ids.opened();
    DriverFailure failed = assertThrows(DriverFailure.class, () -> read(ids, 200_000));
    assertEquals(DriverError.MEMORY_BUDGET, failed.error());
    assertTrue(failed.getMessage().startsWith("The reading of a list"), failed.getMessage());
  }

  @Test
  void whatAListThatWasReadHasTakenIsThereForTheNext() {
    StatementMemory memory = new MemoryPool(MEGABYTE).statement();
    MemoryReservation all = memory.reservation("The reading of a list");
    for (int list = 0; list < 50; list++) {
      SeenIds ids = new SeenIds(all);
      ids.opened();
      ids.opened();
      read(ids, 3_000);
      ids.closed();
      assertTrue(memory.reserved() > 0);
      ids.closed();
    }
    all.release();
    all.release();
    assertEquals(0, memory.reserved());
  }

  @Test
  void anIdOfAMillionTakesAFewBytes() {
    StatementMemory memory = new MemoryPool(1_000 * MEGABYTE).statement();
    SeenIds ids = new SeenIds(memory.reservation("The reading of a list"));
    ids.opened();
    int read = 0;
    for (int million : new int[] {100_000, 300_000, 1_000_000}) {
      for (; read < million; read++) {
        ids.put("ch_" + read, 1);
      }
      long bytes = memory.reserved() / million;
      assertTrue(bytes >= 16 && bytes <= 32, bytes + " bytes an id of " + million);
    }
  }
}

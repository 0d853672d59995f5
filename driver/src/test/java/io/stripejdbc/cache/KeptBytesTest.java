package io.stripejdbc.cache;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KeptBytesTest {
  @Test
  void aListFillsAStoreBeforeItPushesItsOwnRowsOut() {
    KeptBytes kept = new KeptBytes(1_000);
    kept.add(700);
    assertFalse(kept.isFull());
    kept.add(100);
    assertTrue(kept.isFull());
  }

  @Test
  void whatAnotherScanWaitsForIsKeptHoweverLarge() {
    KeptBytes kept = new KeptBytes(1_000);
    kept.add(2_000);
    kept.await();
    assertFalse(kept.isFull());
  }

  @Test
  void filesHaveRoomForAnyList() {
    KeptBytes kept = new KeptBytes(Long.MAX_VALUE);
    kept.add(Long.MAX_VALUE / 2);
    assertFalse(kept.isFull());
  }
}

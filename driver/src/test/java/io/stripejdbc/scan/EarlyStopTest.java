package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.scan.FakeApi.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Calls of readers who stop before the last row. */
class EarlyStopTest extends LiveScans {
  private void list(String account, int rows) {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      things.add(new Thing("ch_" + account + i, NOW - i, Map.of()));
    }
    api.list(account, "/v1/charges", things);
  }

  private RowCursor open(Question question) {
    return scanner().open(question.spec(), control);
  }

  private static void read(RowCursor cursor, int rows) {
    for (int i = 0; i < rows; i++) {
      assertTrue(cursor.advance());
    }
  }

  @Test
  void aReaderWhoStopsWithinTheFirstPageCostsOneCall() {
    accounts = Set.of("platform");
    list("platform", 1_000);
    try (RowCursor cursor = open(charges("id"))) {
      read(cursor, 100);
      assertEquals(1, api.asked().size());
      read(cursor, 1);
      assertTrue(api.asked().size() > 1);
      read(cursor, 899);
    }
  }

  @Test
  void whoMayStopAtAnyRowAsksOneAccountAfterTheOther() {
    accounts = Set.of("acct_1", "acct_2", "acct_3", "acct_4");
    accounts.forEach(account -> list(account, 150));
    try (RowCursor cursor = open(charges("id").few())) {
      read(cursor, 100);
      assertEquals(1, api.asked().size());
      read(cursor, 1);
      int calls = api.asked().size();
      assertTrue(calls == 2 || calls == 3, "as many more as have come back: " + calls);
      read(cursor, 499);
      assertEquals(false, cursor.advance());
    }
    assertEquals(8, api.asked().size());
  }

  @Test
  void whoFindsNothingReadsEverythingAtTheUsualPace() {
    accounts = Set.of("acct_1", "acct_2", "acct_3");
    accounts.forEach(account -> list(account, 0));
    try (RowCursor cursor = open(charges("id").few())) {
      assertEquals(false, cursor.advance());
    }
    assertEquals(3, api.asked().size());
  }
}

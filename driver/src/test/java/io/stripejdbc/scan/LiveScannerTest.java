package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.execute.LiveScannerFixture;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a scan asks for, in which order, and where it stops. */
class LiveScannerTest extends LiveScannerFixture {
  @Test
  void aListIsReadToItsEndWithFullPages() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 250, NOW));
    List<String> rows = rows(charges("id").accounts("platform"));
    assertEquals(250, new HashSet<>(rows).size());
    assertEquals(250, rows.size());
    assertEquals(
        List.of(
            "platform /v1/charges?limit=100",
            "platform /v1/charges?limit=100&starting_after=ch_100",
            "platform /v1/charges?limit=100&starting_after=ch_200"),
        api.asked());
  }

  @Test
  void aReaderWhoStopsSoonIsReadNothingAhead() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 250, NOW));
    ScanSpecBuilder scanSpecBuilder = charges("id").accounts("platform").newestFirst().reach(5, -1);
    try (RowCursor cursor = scanner().open(scanSpecBuilder.spec(), control)) {
      for (int i = 0; i < 14; i++) {
        assertTrue(cursor.advance());
      }
      assertEquals(List.of("platform /v1/charges?limit=15"), api.asked());
      int more = 14;
      while (cursor.advance()) {
        more++;
      }
      assertEquals(250, more, "what was expected is no bound");
    }
    assertEquals("platform /v1/charges?limit=100&starting_after=ch_15", api.asked().get(1));
  }

  @Test
  void someRowsOfEachListAreOnePageOfEach() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 2, NOW));
    api.list("platform", "/v1/charges", FakeApi.things("ch_p", 30, NOW));
    api.list("acct_1", "/v1/charges", FakeApi.things("ch_a", 30, NOW));
    api.list("acct_2", "/v1/charges", List.of());
    assertEquals(Set.of("ch_p1", "ch_a1"), new HashSet<>(rows(charges("id").reach(-1, 1))));
    assertEquals(
        Set.of(
            "platform /v1/accounts?limit=100",
            "platform /v1/charges?limit=1",
            "acct_1 /v1/charges?limit=1",
            "acct_2 /v1/charges?limit=1"),
        new HashSet<>(api.asked()));
  }

  @Test
  void scansThatHaveBegunRunSideBySide() throws InterruptedException {
    api.list("acct_1", "/v1/charges", FakeApi.things("ch_a", 3, NOW));
    api.list("acct_2", "/v1/charges", FakeApi.things("ch_b", 3, NOW));
    CountDownLatch both = new CountDownLatch(2);
    api.fault =
        request -> {
          both.countDown();
          try {
            return both.await(20, TimeUnit.SECONDS) ? null : new IllegalStateException("alone");
          } catch (InterruptedException e) {
            return new IllegalStateException(e);
          }
        };
    try (RowCursor one = scanner().open(charges("id").accounts("acct_1").spec(), control);
        RowCursor two = scanner().open(charges("id").accounts("acct_2").spec(), control)) {
      one.begin();
      two.begin();
      assertTrue(both.await(20, TimeUnit.SECONDS));
      assertTrue(one.advance());
      assertTrue(two.advance());
    }
  }

  @Test
  void idsAreLookedUpAndAnAbsentOneIsNoRow() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 3, NOW));
    assertEquals(
        Set.of("ch_1", "ch_3"),
        new HashSet<>(rows(charges("id").accounts("platform").ids("ch_1", "ch_9", "ch_3", ""))));
    assertEquals(
        Set.of(
            "platform /v1/charges/ch_1", "platform /v1/charges/ch_9", "platform /v1/charges/ch_3"),
        new HashSet<>(api.asked()));
  }

  @Test
  void anIdNeverLeavesItsPathSegment() {
    rows(charges("id").accounts("platform").ids("../v1/balance?x=1", "..", "a b"));
    assertEquals(
        Set.of(
            "platform /v1/charges/..%2Fv1%2Fbalance%3Fx%3D1",
            "platform /v1/charges/%2E%2E", "platform /v1/charges/a%20b"),
        new HashSet<>(api.asked()));
  }

  @Test
  void aLookedUpObjectMeetsTheOtherConditionsToo() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 3, NOW));
    assertEquals(
        List.of("ch_2"),
        rows(
            charges("id")
                .accounts("platform")
                .ids("ch_1", "ch_2", "ch_3")
                .between(TestCatalog.CREATED, NOW - 1, NOW - 1)));
  }

  @Test
  void aDeletedObjectIsNoRow() {
    api.object("platform", "/v1/charges/ch_1", "{\"id\":\"ch_1\",\"deleted\":true}");
    assertEquals(List.of(), rows(charges("id").accounts("platform").ids("ch_1")));
  }

  @Test
  void rangesAreSentInWholeSeconds() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 30, NOW));
    assertEquals(
        10,
        rows(charges("id").accounts("platform").between(TestCatalog.CREATED, NOW - 19, NOW - 10))
            .size());
    assertEquals(
        List.of(
            "platform /v1/charges?limit=100&created[gte]=%d&created[lt]=%d"
                .formatted(NOW - 19, NOW - 9)),
        api.asked());
  }

  @Test
  void eachValueOfAnEqualityIsAList() {
    api.list(
        "platform",
        "/v1/charges",
        List.of(
            new Thing("ch_1", NOW, Map.of("customer", "\"cus_1\"")),
            new Thing("ch_2", NOW, Map.of("customer", "\"cus_2\"")),
            new Thing("ch_3", NOW, Map.of("customer", "\"cus_3\""))));
    assertEquals(
        Set.of("ch_1", "ch_3"),
        new HashSet<>(
            rows(
                charges("id").accounts("platform").equal(TestCatalog.CUSTOMER, "cus_1", "cus_3"))));
    assertEquals(
        Set.of(
            "platform /v1/charges?limit=100&customer=cus_1",
            "platform /v1/charges?limit=100&customer=cus_3"),
        new HashSet<>(api.asked()));
  }

  @Test
  void hiddenStatesAreReadTooAndMergedWithoutDoubles() {
    Thing both = new Thing("price_2", NOW - 1, Map.of("active", "true"));
    api.body =
        request -> {
          boolean active = FakeApi.line(request).contains("active=true");
          return "{\"object\":\"list\",\"has_more\":false,\"data\":["
              + (active
                  ? new Thing("price_1", NOW, Map.of("active", "true")).json() + "," + both.json()
                  : both.json() + "," + new Thing("price_3", NOW, Map.of("active", "false")).json())
              + "]}";
        };
    List<String> rows = rows(ScanSpecBuilder.of(TestCatalog.PRICES, "id").accounts("platform"));
    assertEquals(3, rows.size());
    assertEquals(Set.of("price_1", "price_2", "price_3"), new HashSet<>(rows));
  }

  @Test
  void aFilterOnAHiddenStateTakesThePlaceOfTheVariants() {
    api.list("platform", "/v1/prices", List.of());
    rows(
        ScanSpecBuilder.of(TestCatalog.PRICES, "id")
            .accounts("platform")
            .equal(TestCatalog.ACTIVE, "false"));
    assertEquals(List.of("platform /v1/prices?limit=100&active=false"), api.asked());
  }

  @Test
  void aLimitMakesTheePageSmallAndAsksOneAccountAfterTheOther() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 2, NOW));
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 250, NOW));
    assertEquals(5, rows(charges("id").limit(5)).size());
    assertEquals(List.of("platform /v1/charges?limit=5"), api.asked());
  }

  @Test
  void aLimitAboveAPageStopsAtIt() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 500, NOW));
    assertEquals(130, rows(charges("id").accounts("platform").limit(130)).size());
    assertEquals(
        List.of(
            "platform /v1/charges?limit=100",
            "platform /v1/charges?limit=30&starting_after=ch_100"),
        api.asked());
  }

  @Test
  void newestFirstIsMergedOverAccountsWithOneCallEach() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 2, NOW));
    api.list("platform", "/v1/charges", FakeApi.things("ch_p", 50, NOW));
    api.list("acct_1", "/v1/charges", FakeApi.things("ch_a", 50, NOW + 1));
    api.list("acct_2", "/v1/charges", FakeApi.things("ch_b", 50, NOW));
    assertEquals(
        List.of("ch_a1", "ch_p1", "ch_a2", "ch_b1"), rows(charges("id").newestFirst().limit(4)));
    assertEquals(
        Set.of(
            "platform /v1/accounts?limit=100",
            "platform /v1/charges?limit=4",
            "acct_1 /v1/charges?limit=4",
            "acct_2 /v1/charges?limit=4"),
        new HashSet<>(api.asked()));
  }

  @Test
  void contradictionsAskNothing() {
    assertEquals(List.of(), rows(charges("id").between(TestCatalog.CREATED, 5, 4)));
    assertEquals(List.of(), rows(charges("id").ids()));
    assertEquals(List.of(), rows(charges("id").limit(0)));
    assertEquals(List.of(), rows(charges("id").accounts()));
    assertEquals(List.of(), api.asked());
  }

  @Test
  void aCloseStopsThePaging() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 100_000, NOW));
    RowCursor cursor = scanner().open(charges("id").accounts("platform").spec(), control);
    assertTrue(cursor.advance());
    cursor.close();
    int calls = api.asked().size();
    assertTrue(calls < 30, "calls made for one row: " + calls);
    assertFalse(cursor.advance());
    assertEquals(0, control.registrations());
  }

  @Test
  void aSlowReaderHoldsThePagesBack() throws InterruptedException {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 100_000, NOW));
    try (RowCursor cursor = scanner().open(charges("id").accounts("platform").spec(), control)) {
      assertTrue(cursor.advance());
      int before = -1;
      while (before != api.asked().size()) {
        before = api.asked().size();
        Thread.sleep(20);
      }
      assertTrue(before <= 12, "calls ahead of the reader: " + before);
    }
  }

  @Test
  void aTableThatNeedsAValueSaysWhich() {
    DriverFailure failure =
        assertThrows(DriverFailure.class, () -> rows(ScanSpecBuilder.of(TestCatalog.TOKENS, "id")));
    assertEquals(DriverError.FILTER_REQUIRED, failure.error());
    assertTrue(failure.getMessage().contains("'card'"), failure.getMessage());
  }

  @Test
  void theExplanationIsWhatIsAsked() {
    assertEquals(
        List.of(
            "GET /v1/accounts?limit=100 (connected accounts)",
            "GET /v1/charges?limit=7&customer=cus_1&created[gte]=5 accounts: platform, all"
                + " connected"),
        scanner()
            .explain(
                charges("id")
                    .equal(TestCatalog.CUSTOMER, "cus_1")
                    .between(TestCatalog.CREATED, 5, Long.MAX_VALUE)
                    .limit(7)
                    .spec()));
    assertEquals(List.of("no calls"), scanner().explain(charges("id").limit(0).spec()));
    assertEquals(List.of(), api.asked());
  }

  @Test
  void aStoppedStatementStopsTheScan() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 1000, NOW));
    RowCursor cursor = scanner().open(charges("id").accounts("platform").spec(), control);
    assertTrue(cursor.advance());
    control.stop();
    DriverFailure failure =
        assertThrows(
            DriverFailure.class,
            () -> {
              while (cursor.advance()) {}
            });
    assertEquals(DriverError.CANCELLED, failure.error());
  }

  @Test
  void timesThatNothingWasMadeAtAskNothing() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 3, NOW));
    long year3002 = 32_600_000_000L;
    for (ScanSpecBuilder never :
        List.of(
            charges("id").between(TestCatalog.CREATED, Long.MIN_VALUE, -1),
            charges("id").between(TestCatalog.CREATED, year3002, year3002 + 5),
            charges("id").between(TestCatalog.CREATED, year3002, Long.MAX_VALUE).newestFirst(),
            charges("id").equal(TestCatalog.CREATED, "-5"))) {
      assertEquals(List.of(), rows(never.accounts("platform")));
      control.freshness = Freshness.cached(300);
      assertEquals(List.of(), rows(never.accounts("platform")));
    }
    assertEquals(List.of(), api.asked());
  }
}

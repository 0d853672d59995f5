package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.execute.CachedScanFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of a list that was read is asked for again when its changes are told by events. */
class RefreshByEventsTest extends CachedScanFixture {
  private static final long LATER = TTL + 1;
  private int events;

  @BeforeEach
  void byEvents() {
    letTimeGoBy();
    control.freshness = Freshness.cached(TTL).broughtUpToDate();
    control.tables = Set.of("charges");
    api.list("platform", "/v1/events", new ArrayList<>());
  }

  private long now() {
    return millis.get() / 1000;
  }

  /** An event about an object, which shows it as it never was. */
  private void event(String type, String object, long created) {
    api.list("platform", "/v1/events")
        .add(
            0,
            new Thing(
                "evt_" + ++events,
                now(),
                Map.of(
                    "type",
                    '"' + type + '"',
                    "data",
                    "{\"object\":{\"id\":\"%s\",\"created\":%d,\"amount\":-1,\"customer\":\"no\"}}"
                        .formatted(object, created))));
  }

  private void change(int at, long amount) {
    List<Thing> list = api.list("platform", "/v1/charges");
    Thing old = list.get(at);
    list.set(at, new Thing(old.id(), old.created(), Map.of("amount", "" + amount)));
    event("charge.updated", old.id(), old.created());
  }

  private void add(String id) {
    api.list("platform", "/v1/charges").add(0, new Thing(id, now(), Map.of()));
    event("charge.succeeded", id, now());
  }

  private static String since(long second) {
    return "platform /v1/events?limit=100&types[0]=charge.deleted&types[1]=charge.succeeded"
        + "&types[2]=charge.updated&types[3]=rate.updated&types[4]=refund.created&created[gte]="
        + second;
  }

  @Test
  void aListThatDidNotChangeCostsOneCallForAllItsPages() {
    chargesAre(950);
    assertEquals(950, rows(charges("id")).size());
    pass(LATER);
    assertEquals(List.of(since(NOW - 60)), calls(charges("id")));
    assertEquals(950, rows(charges("id")).size());
    assertEquals(List.of(), calls(charges("id")));
    pass(LATER);
    assertEquals(List.of(since(NOW + LATER - 60)), calls(charges("id")));
    assertEquals(1, control.refreshCalls.get());
    assertEquals(950, control.keptRows.get());
  }

  @Test
  void aRowThatChangedIsLookedUpAndNeverTakenFromTheEvent() {
    chargesAre(950);
    rows(charges("id", "amount"));
    change(700, 77);
    pass(LATER);
    List<String> calls = calls(charges("id", "amount"));
    assertEquals(2, calls.size());
    assertEquals("platform /v1/charges/ch_701", calls.get(1));
    List<String> rows = rows(charges("id", "amount"));
    assertEquals(950, rows.size());
    assertTrue(rows.contains("ch_701 77"));
  }

  @Test
  void anEventOfTheOverlapIsActedOnOnce() {
    chargesAre(950);
    rows(charges("id"));
    pass(LATER - 10);
    change(700, 77);
    pass(10);
    assertEquals(2, calls(charges("id")).size());
    control.freshness = Freshness.cached(5).broughtUpToDate();
    pass(6);
    assertEquals(List.of(since(NOW + LATER - 60)), calls(charges("id")));
  }

  @Test
  void aLateEventIsFoundByTheNextReading() {
    chargesAre(950);
    rows(charges("id", "amount"));
    pass(LATER);
    rows(charges("id", "amount"));
    change(3, 5);
    List<Thing> list = api.list("platform", "/v1/events");
    Thing event = list.remove(0);
    list.add(new Thing(event.id(), now() - 30, event.fields()));
    pass(LATER);
    assertTrue(rows(charges("id", "amount")).contains("ch_4 5"));
  }

  @Test
  void newRowsAreReadAsTheNewestPartOfTheList() {
    chargesAre(950);
    rows(charges("id"));
    pass(LATER);
    add("ch_new");
    pass(20);
    assertEquals(
        List.of(since(NOW - 60), "platform /v1/charges?limit=100&created[gte]=" + (NOW - 9)),
        calls(charges("id")));
    assertEquals(951, rows(charges("id")).size());
    pass(LATER);
    assertEquals(1, calls(charges("id")).size(), "nothing new since");
    assertEquals(951, rows(charges("id")).size());
  }

  @Test
  void rowsThatAreGoneAreNoRows() {
    chargesAre(950);
    rows(charges("id"));
    Thing gone = api.list("platform", "/v1/charges").remove(500);
    event("charge.deleted", gone.id(), gone.created());
    pass(LATER);
    assertEquals(2, calls(charges("id")).size());
    assertEquals(949, rows(charges("id")).size());
  }

  @Test
  void manyNewRowsThatChangedAreReadInTheirPage() {
    chargesAre(950);
    rows(charges("id", "amount"));
    for (int i = 0; i < 60; i++) {
      change(i, i);
    }
    change(900, 1);
    pass(LATER);
    List<String> calls = calls(charges("id", "amount"));
    assertEquals(
        List.of(
            since(NOW - 60),
            "platform /v1/charges/ch_901",
            "platform /v1/charges?limit=100&created[gte]=" + (OLD - 59)),
        calls);
    assertEquals(950, rows(charges("id", "amount")).size());
    assertTrue(rows(charges("id", "amount")).contains("ch_60 59"));
  }

  @Test
  void tooManyEventsAreNotReadToTheirEnd() {
    chargesAre(250);
    rows(charges("id", "amount"));
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 240; i++) {
        change(i, round);
      }
    }
    pass(LATER);
    assertEquals(2 + 3, calls(charges("id", "amount")).size());
    assertEquals(1, control.warnings.size(), control.warnings.toString());
    assertTrue(rows(charges("id", "amount")).contains("ch_240 2"));
  }

  @Test
  void whoMayNotReadEventsReadsAgainAndIsTold() {
    chargesAre(250);
    rows(charges("id"));
    api.fault =
        request ->
            request.path().equals("/v1/events")
                ? FakeApi.failure(request, DriverError.PERMISSION_DENIED, 403, null, null)
                : null;
    pass(LATER);
    assertEquals(1 + 3, calls(charges("id")).size());
    assertEquals(1, control.warnings.size());
    assertTrue(control.warnings.get(0).contains("refused"), control.warnings.toString());
  }

  @Test
  void whereAnyRowMayHaveACopyOfWhatChangedAllAreReadAgain() {
    chargesAre(250);
    rows(charges("id"));
    event("rate.updated", "txr_1", OLD);
    pass(LATER);
    assertEquals(1 + 3, calls(charges("id")).size());
  }

  @Test
  void aListThatGrowsALittleEachTimeStaysAFewSegments() {
    chargesAre(250);
    rows(charges("id"));
    for (int i = 0; i < 60; i++) {
      pass(LATER);
      add("ch_new" + i);
      change(20 + i % 7, i);
      pass(20);
      assertEquals(251 + i, rows(charges("id", "amount")).size());
    }
    int segments = cache.store().list().size();
    assertTrue(segments <= 4, segments + " segments");
    assertTrue(rows(charges("id", "amount")).contains("ch_new31 null"));
  }

  @Test
  void whatOneCallReadsIsReadAgain() {
    chargesAre(50);
    rows(charges("id"));
    pass(LATER);
    assertEquals(List.of("platform /v1/charges?limit=100"), calls(charges("id")));
  }

  @Test
  void refreshAndOffReadLive() {
    chargesAre(250);
    rows(charges("id"));
    pass(LATER);
    control.freshness = Freshness.cached(TTL).broughtUpToDate().refreshed();
    assertEquals(3, calls(charges("id")).size());
    control.freshness = Freshness.LIVE.broughtUpToDate();
    assertEquals(3, calls(charges("id")).size());
  }

  @Test
  void whoWantsRowsReadAgainDoesNotTakeWhatEventsKept() {
    chargesAre(250);
    rows(charges("id"));
    pass(LATER);
    rows(charges("id"));
    control.freshness = Freshness.cached(TTL);
    assertEquals(3, calls(charges("id")).size());
  }

  @Test
  void whatIsOlderThanEventsIsReadAgain() {
    chargesAre(250);
    rows(charges("id"));
    pass(29 * 86_400 + 1);
    assertEquals(3, calls(charges("id")).size());
    assertEquals(1, control.warnings.size());
  }

  @Test
  void aChangeMovesARowFromOneListToTheOther() {
    control.tables = Set.of("prices");
    List<Thing> prices = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      prices.add(new Thing("price_" + i, OLD - i, Map.of("active", "" + (i % 2 == 0))));
    }
    api.list("platform", "/v1/prices", prices);
    ScanSpecBuilder all =
        ScanSpecBuilder.of(TestCatalog.PRICES, "id", "active").accounts("platform");
    assertEquals(500, rows(all).size());
    prices = api.list("platform", "/v1/prices");
    prices.set(400, new Thing("price_400", OLD - 400, Map.of("active", "false")));
    event("price.updated", "price_400", OLD - 400);
    pass(LATER);
    assertEquals(2, calls(all).size());
    List<String> rows = rows(all);
    assertEquals(500, rows.size());
    assertTrue(rows.contains("price_400 false"));
  }

  @Test
  void aFilteredListGainsAndLosesRows() {
    List<Thing> charges = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      charges.add(new Thing("ch_" + i, OLD - i, Map.of("customer", "\"cus_1\"")));
    }
    charges.add(new Thing("ch_other", OLD - 1000, Map.of("customer", "\"cus_2\"")));
    api.list("platform", "/v1/charges", charges);
    ScanSpecBuilder of = charges("id").equal(TestCatalog.CUSTOMER, "cus_1");
    assertEquals(500, rows(of).size());
    charges = api.list("platform", "/v1/charges");
    charges.set(10, new Thing("ch_10", OLD - 10, Map.of("customer", "\"cus_2\"")));
    charges.set(500, new Thing("ch_other", OLD - 1000, Map.of("customer", "\"cus_1\"")));
    event("charge.updated", "ch_10", OLD - 10);
    event("charge.updated", "ch_other", OLD - 1000);
    pass(LATER);
    assertEquals(3, calls(of).size());
    List<String> rows = rows(of);
    assertEquals(500, rows.size());
    assertTrue(rows.contains("ch_other") && !rows.contains("ch_10"));
  }

  @Test
  void settledRowsAreKeptForGoodAndPendingOnesReadAgain() {
    List<Thing> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String status = i < 40 ? "\"pending\"" : "\"available\"";
      all.add(new Thing("txn_" + i, OLD - i, Map.of("status", status)));
    }
    api.list("platform", "/v1/balance_transactions", all);
    ScanSpecBuilder every =
        ScanSpecBuilder.of(TestCatalog.TRANSACTIONS, "id", "status").accounts("platform");
    assertEquals(1_000, rows(every).size());
    all = api.list("platform", "/v1/balance_transactions");
    for (int i = 0; i < 40; i++) {
      all.set(i, new Thing("txn_" + i, OLD - i, Map.of("status", "\"available\"")));
    }
    pass(20 * 86_400L);
    control.freshness = Freshness.cached(TTL).broughtUpToDate();
    assertEquals(
        List.of("platform /v1/balance_transactions?limit=100&created[gte]=" + (OLD - 39)),
        calls(every));
    assertEquals(0, rows(every).stream().filter(row -> row.endsWith("pending")).count());
  }

  @Test
  void cutListsWithoutTimesAreLookedUpToo() {
    control.tables = Set.of("payment_links");
    List<Thing> links = FakeApi.things("plink_", 350, OLD);
    api.list("platform", "/v1/payment_links", links);
    ScanSpecBuilder all = ScanSpecBuilder.of(TestCatalog.LINKS, "id").accounts("platform");
    rows(all);
    api.list("platform", "/v1/payment_links").remove(100);
    event("payment_link.deleted", "plink_101", OLD);
    api.list("platform", "/v1/payment_links").add(0, new Thing("plink_new", now(), Map.of()));
    event("payment_link.created", "plink_new", now());
    pass(LATER);
    assertEquals(3, calls(all).size());
    assertEquals(350, rows(all).size());
    assertTrue(rows(all).contains("plink_new"));
  }
}

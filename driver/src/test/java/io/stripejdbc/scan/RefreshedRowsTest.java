package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.execute.CachedScanFixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that were brought up to date by events are those that reading again would bring. */
class RefreshedRowsTest extends CachedScanFixture {
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

  private void event(String type, String object) {
    api.list("platform", "/v1/events")
        .add(
            0,
            new Thing(
                "evt_" + ++events,
                now(),
                Map.of("type", '"' + type + '"', "data", "{\"object\":" + object + "}")));
  }

  private void event(String type, Thing thing) {
    event(type, "{\"id\":\"%s\",\"created\":%d}".formatted(thing.id(), thing.created()));
  }

  private List<Thing> all() {
    return api.list("platform", "/v1/charges");
  }

  private void chargesOfTwoCustomers(int count) {
    List<Thing> charges = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      charges.add(new Thing("ch_" + i, OLD - i, Map.of("customer", "\"cus_" + i % 2 + '"')));
    }
    api.list("platform", "/v1/charges", charges);
  }

  private void set(int at, Map<String, String> fields) {
    Thing old = all().get(at);
    Thing changed = new Thing(old.id(), old.created(), fields);
    all().set(at, changed);
    event("charge.updated", changed);
  }

  /**
   * Asks a question that was asked before, when its rows have grown old, and compares with live.
   */
  private List<String> asLive(ScanSpecBuilder question) {
    List<String> refreshed = rows(question);
    Freshness before = control.freshness;
    control.freshness = Freshness.LIVE;
    List<String> live = rows(question);
    control.freshness = before;
    assertEquals(live.stream().sorted().toList(), refreshed.stream().sorted().toList());
    return refreshed;
  }

  /** Of its second there may be others, so that it stands outside of what is known to be whole. */
  @Test
  void theLastRowOfALimitChanges() {
    chargesAre(950);
    ScanSpecBuilder newest = charges("id", "amount").newestFirst().limit(250);
    rows(newest);
    set(249, Map.of("amount", "77"));
    pass(LATER);
    assertTrue(asLive(newest).contains("ch_250 77"));
    set(248, Map.of("amount", "78"));
    all().remove(249);
    event("charge.deleted", new Thing("ch_250", OLD - 249, Map.of()));
    pass(LATER);
    assertTrue(asLive(newest).contains("ch_249 78"));
  }

  @Test
  void rowsOfALimitThatGoAreReplacedByOlderOnes() {
    chargesAre(950);
    ScanSpecBuilder newest = charges("id").newestFirst().limit(250);
    rows(newest);
    for (int i = 0; i < 4; i++) {
      event("charge.deleted", all().remove(10));
    }
    pass(LATER);
    assertTrue(asLive(newest).contains("ch_254"));
  }

  @Test
  void anObjectThatWasDeletedAndMadeAgainIsTheNewOne() {
    chargesAre(950);
    rows(charges("id", "created"));
    event("charge.deleted", all().remove(700));
    Thing again = new Thing("ch_701", now(), Map.of());
    all().add(0, again);
    event("charge.succeeded", again);
    pass(LATER);
    assertEquals(950, asLive(charges("id", "created")).size());
  }

  @Test
  void aConditionOnWhatChangedIsAnsweredByTheWholeListAsItIsNow() {
    chargesOfTwoCustomers(500);
    rows(charges("id", "customer"));
    set(11, Map.of("customer", "\"cus_1\""));
    set(12, Map.of("customer", "\"cus_0\""));
    pass(LATER);
    List<String> rows = asLive(charges("id").equal(TestCatalog.CUSTOMER, "cus_1"));
    assertTrue(rows.contains("ch_12") && !rows.contains("ch_13"), rows.toString());
  }

  @Test
  void aRowComesIntoAFilteredPartOfTime() {
    chargesOfTwoCustomers(900);
    ScanSpecBuilder part =
        charges("id")
            .equal(TestCatalog.CUSTOMER, "cus_1")
            .between(TestCatalog.CREATED, OLD - 800, OLD - 10);
    rows(part);
    set(599, Map.of("customer", "\"cus_1\"")); // Within the seconds.
    set(899, Map.of("customer", "\"cus_1\"")); // Before them.
    set(3, Map.of("customer", "\"cus_1\"")); // After them.
    set(600, Map.of("customer", "\"cus_0\""));
    pass(LATER);
    List<String> rows = asLive(part);
    assertTrue(rows.contains("ch_600") && !rows.contains("ch_601"), rows.toString());
  }

  @Test
  void moreEventsThanAPageInAnyOrderAndTwiceAreAllRead() {
    chargesAre(3_000);
    rows(charges("id", "amount"));
    Random random = new Random(20261130);
    for (int i = 0; i < 250; i++) {
      set(random.nextInt(12), Map.of("amount", "" + i));
      if (random.nextInt(3) == 0) {
        pass(1);
      }
    }
    List<Thing> list = api.list("platform", "/v1/events");
    list.addAll(0, List.copyOf(list.subList(0, 7)));
    for (int i = 0; i + 1 < list.size(); i++) {
      // Of one second they stand in any order.
      if (list.get(i).created() == list.get(i + 1).created()) {
        Collections.swap(list, i, i + 1);
      }
    }
    pass(LATER);
    assertEquals(3_000, asLive(charges("id", "amount")).size());
    assertEquals(0, control.warnings.size(), control.warnings.toString());
  }

  @Test
  void anObjectThatWasNotThereIsMade() {
    chargesAre(350);
    ScanSpecBuilder some = charges("id").ids("ch_7", "ch_8", "ch_9", "ch_new");
    assertEquals(3, rows(some).size());
    Thing made = new Thing("ch_new", now(), Map.of());
    all().add(0, made);
    event("charge.succeeded", made);
    all().remove(7);
    event("charge.deleted", new Thing("ch_7", OLD - 6, Map.of()));
    pass(LATER);
    assertEquals(3, asLive(some).size());
  }

  @Test
  void whatShowsUpLateInTheListIsFoundByItsEvent() {
    chargesAre(350);
    rows(charges("id"));
    Thing late = new Thing("ch_late", now() - 5, Map.of());
    pass(20);
    all().add(0, late);
    event("charge.succeeded", late);
    pass(LATER);
    assertEquals(351, asLive(charges("id")).size());
    Thing old = new Thing("ch_back", OLD - 100, Map.of());
    all().add(101, old);
    event("charge.succeeded", old);
    pass(LATER);
    assertEquals(352, asLive(charges("id")).size());
  }

  /** Then any of them may have changed. */
  @Test
  void anEventThatDoesNotSayWhichObjectMakesThemReadAgain() {
    chargesAre(950);
    rows(charges("id", "amount"));
    Thing old = all().get(400);
    all().set(400, new Thing(old.id(), old.created(), Map.of("amount", "5")));
    event("charge.updated", "{\"object\":\"charge\"}");
    pass(LATER);
    assertTrue(asLive(charges("id", "amount")).contains("ch_401 5"));
  }

  @Test
  void eventsOfOtherTypesAreNothing() {
    chargesAre(950);
    rows(charges("id"));
    event("charge.something_new", new Thing("ch_5", OLD - 4, Map.of()));
    event("customer.updated", new Thing("cus_5", OLD, Map.of()));
    pass(LATER);
    assertEquals(1, calls(charges("id")).size());
    asLive(charges("id"));
  }

  /** The time an event gives for its object is a guess where to look, and no more. */
  @Test
  void aTimeThatAnEventGetsWrongCostsNoRow() {
    chargesAre(950);
    rows(charges("id", "amount"));
    Thing old = all().get(500);
    all().set(500, new Thing(old.id(), old.created(), Map.of("amount", "6")));
    event("charge.updated", new Thing(old.id(), now(), Map.of()));
    Thing made = new Thing("ch_new", now(), Map.of());
    all().add(0, made);
    event("charge.succeeded", new Thing("ch_new", OLD - 20_000, Map.of()));
    pass(LATER);
    assertEquals(951, asLive(charges("id", "amount")).size());
  }

  @Test
  void whoAsksWithAnotherTimeToLiveTakesNothingOlder() {
    chargesAre(950);
    rows(charges("id", "amount"));
    set(400, Map.of("amount", "5"));
    pass(20);
    Freshness of = control.freshness;
    control.freshness = Freshness.cached(10).broughtUpToDate();
    assertTrue(asLive(charges("id", "amount")).contains("ch_401 5"));
    set(401, Map.of("amount", "6"));
    pass(20);
    control.freshness = of;
    assertTrue(rows(charges("id", "amount")).contains("ch_401 5"));
    control.freshness = Freshness.cached(10).broughtUpToDate();
    assertTrue(asLive(charges("id", "amount")).contains("ch_402 6"));
  }

  /** What was read beside the part of a list that is kept is of no use to who asks for an id. */
  @Test
  void anObjectThatIsGoneFromTheNewestPartIsNotFoundInTheOldRows() {
    chargesAre(950);
    rows(charges("id", "amount"));
    for (int i = 0; i < 30; i++) {
      set(i, Map.of("amount", "" + i));
    }
    event("charge.deleted", all().remove(4));
    pass(LATER);
    ScanSpecBuilder newest = charges("id", "amount");
    assertTrue(calls(newest).size() < 5);
    assertEquals(949, asLive(newest).size());
    assertEquals(List.of(), asLive(charges("id", "amount").ids("ch_5")));
    assertEquals(List.of("ch_6 5"), asLive(charges("id", "amount").ids("ch_6")));
  }
}

package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.execute.CachedScanFixture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How old what is cached may be, and what is never cached. */
class FreshnessTest extends CachedScanFixture {
  @Test
  void whatIsTooOldIsReadAgain() {
    chargesAre(3);
    rows(charges("id"));
    pass(TTL);
    assertEquals(List.of(), calls(charges("id")));
    assertEquals(TTL * 1000, control.oldestMillis.get());
    pass(1);
    assertEquals(1, calls(charges("id")).size());
    assertEquals(0, control.oldestMillis.get());
  }

  @Test
  void whatAgesOrIsForgottenWhileItIsReadIsReadToItsEnd() {
    chargesAre(2_000);
    rows(charges("id"));
    int before = api.asked().size();
    control = renewed();
    try (RowCursor cursor = scanner().open(charges("id").spec(), control)) {
      Set<String> rows = new HashSet<>();
      assertTrue(cursor.advance());
      rows.add((String) cursor.row()[0]);
      pass(TTL + 1);
      cache.store().clear();
      while (cursor.advance()) {
        rows.add((String) cursor.row()[0]);
      }
      assertEquals(2_000, rows.size());
    }
    assertEquals(before, api.asked().size());
  }

  @Test
  void theNewestSecondsAreReadAgainWhenTheyAreNamed() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 3, NOW - 1));
    rows(charges("id"));
    api.list("platform", "/v1/charges").add(0, new Thing("ch_late", NOW - 2, Map.of()));
    pass(60);
    assertEquals(List.of(), calls(charges("id")), "up to now: as of the reading");
    ScanSpecBuilder named = charges("id").between(TestCatalog.CREATED, 0, NOW);
    assertEquals(
        List.of(
            "platform /v1/charges?limit=100&created[gte]=%d&created[lt]=%d"
                .formatted(NOW - 9, NOW + 1)),
        calls(named));
    assertEquals(4, rows(named).size());
  }

  @Test
  void readingFreshReadsEverythingAndCachesIt() {
    chargesAre(3);
    rows(charges("id"));
    api.list("platform", "/v1/charges").remove(1);
    assertEquals(3, rows(charges("id")).size());
    control.freshness = Freshness.cached(TTL).refreshed();
    assertEquals(2, rows(charges("id")).size());
    control.freshness = Freshness.cached(TTL);
    int before = api.asked().size();
    assertEquals(2, rows(charges("id")).size());
    assertEquals(before, api.asked().size());
  }

  @Test
  void liveAnswersTakeNothingAndLeaveNothing() {
    chargesAre(3);
    control.freshness = Freshness.LIVE;
    assertEquals(1, calls(charges("id")).size());
    assertEquals(1, calls(charges("id")).size());
    assertEquals(List.of(), scanner().cachedSegments());
  }

  @Test
  void errorsAreNotCached() {
    chargesAre(3);
    api.fault = r -> FakeApi.failure(r, DriverError.PERMISSION_DENIED, 403, null, null);
    assertThrows(DriverFailure.class, () -> rows(charges("id")));
    assertThrows(DriverFailure.class, () -> rows(charges("id")));
    assertEquals(2, api.asked().size());
    api.fault = r -> null;
    assertEquals(3, rows(charges("id")).size());
  }

  /** A price that was made inactive between two readings must not fall between the lists. */
  @Test
  void listsThatShareTheirObjectsComeFromOneReading() {
    api.list("platform", "/v1/prices", new ArrayList<>(List.of(price("price_1", true))));
    ScanSpecBuilder prices = ScanSpecBuilder.of(TestCatalog.PRICES, "id").accounts("platform");
    ScanSpecBuilder active = ScanSpecBuilder.of(TestCatalog.PRICES, "id").accounts("platform");
    rows(prices);
    pass(60);
    api.list("platform", "/v1/prices").set(0, price("price_1", false));
    control.freshness = Freshness.cached(TTL).refreshed();
    assertEquals(List.of(), rows(active.equal(TestCatalog.ACTIVE, "true")));
    control.freshness = Freshness.cached(TTL);
    assertEquals(List.of("price_1"), rows(prices));
  }

  private static Thing price(String id, boolean active) {
    return new Thing(id, OLD, Map.of("active", String.valueOf(active)));
  }

  @Test
  void anAccountThatIsLeftOutIsAskedAgain() {
    lenient = true;
    accounts = Set.of("acct_1", "acct_2");
    api.list("acct_1", "/v1/charges", FakeApi.things("ch_a", 2, OLD));
    api.list("acct_2", "/v1/charges", FakeApi.things("ch_b", 3, OLD));
    api.fault =
        request ->
            request.account().equals("acct_2")
                ? FakeApi.failure(request, DriverError.ACCOUNT_REFUSED, 403, null, null)
                : null;
    ScanSpecBuilder all = ScanSpecBuilder.of(TestCatalog.CHARGES, "id");
    assertEquals(2, rows(all).size());
    api.fault = request -> null;
    int before = api.asked().size();
    assertEquals(5, rows(all).size());
    assertEquals(before + 1, api.asked().size());
  }

  @Test
  void aTimeToLiveOfNothingLastsNoMillisecond() {
    chargesAre(3);
    control.freshness = Freshness.cached(0);
    rows(charges("id"));
    millis.addAndGet(1);
    assertEquals(1, calls(charges("id")).size());
  }

  @Test
  void aClockThatIsSetBackMakesNothingYounger() {
    chargesAre(3);
    rows(charges("id"));
    millis.addAndGet(-TimeUnit.HOURS.toMillis(1));
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(TTL));
    assertEquals(List.of(), calls(charges("id")));
    assertEquals(TTL * 1000, control.oldestMillis.get());
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
    assertEquals(1, calls(charges("id")).size());
  }

  /** What was made between the bound and the reading has never been read. */
  @Test
  void aReadingUpToASecondIsAsOldAsThatSecondForWhatIsNewer() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 3, OLD));
    api.list("platform", "/v1/charges").add(0, new Thing("ch_new", NOW - 2, Map.of()));
    assertEquals(3, rows(upTo(NOW - 5)).size());
    pass(TTL - 4);
    assertEquals(3, rows(upTo(NOW + TTL - 4)).size(), "as it was when that second ended");
    pass(1);
    assertEquals(
        List.of(
            "platform /v1/charges?limit=100&created[gte]=%d&created[lt]=%d"
                .formatted(NOW - 4, NOW + TTL - 2)),
        calls(upTo(NOW + TTL - 3)));
    assertEquals(4, rows(upTo(NOW + TTL - 3)).size());
  }

  private static ScanSpecBuilder upTo(long second) {
    return charges("id").between(TestCatalog.CREATED, 0, second);
  }

  @Test
  void aBoundThatWasNowWhenTheScanBeganIsOldWhenItIsReadLate() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 3, OLD));
    control = renewed();
    try (RowCursor cursor = scanner().open(upTo(NOW).spec(), control)) {
      pass(TTL - 20);
      api.list("platform", "/v1/charges").add(0, new Thing("ch_new", NOW + 9, Map.of()));
      while (cursor.advance()) {}
    }
    pass(TTL - 20);
    assertEquals(4, rows(upTo(NOW + 2 * TTL - 40)).size());
  }

  /** By Stripe's clock the newest was made before anybody asked. */
  @Test
  void aClockThatIsBehindHidesNothingFromWhoNamesNoBound() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 3, OLD));
    api.list("platform", "/v1/charges").add(0, new Thing("ch_new", NOW + 60, Map.of()));
    assertEquals(3, rows(upTo(NOW)).size());
    assertEquals(
        List.of("platform /v1/charges?limit=100&created[gte]=" + (NOW + 1)), calls(charges("id")));
    assertEquals(4, rows(charges("id")).size());
  }

  @Test
  void aBoundFarInTheFutureIsNone() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 3, NOW));
    rows(charges("id").between(TestCatalog.CREATED, 0, NOW + 86_400));
    pass(TTL - 1);
    assertEquals(List.of(), calls(charges("id")));
    assertEquals(List.of(), calls(charges("id").between(TestCatalog.CREATED, 0, NOW + 90_000)));
  }

  /** Beside the rows of a second that was read in part others may have shown up since. */
  @Test
  void theNewestOfANamedSecondAreReadAgainWhereItWasReadTooSoon() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 3, NOW));
    rows(charges("id").newestFirst().limit(2));
    api.list("platform", "/v1/charges").add(1, new Thing("ch_late", NOW - 1, Map.of()));
    pass(60);
    ScanSpecBuilder named =
        charges("id").between(TestCatalog.CREATED, 0, NOW - 1).newestFirst().limit(1);
    assertEquals(List.of("ch_late"), rows(named));
  }

  /**
   * What he reads takes the place of what was there, and is kept for the others as long as that.
   */
  @Test
  void whoWantsItFresherShortensNobodysMemory() {
    chargesAre(3);
    rows(charges("id"));
    pass(6);
    control.freshness = Freshness.cached(5);
    assertEquals(1, calls(charges("id")).size());
    pass(10);
    control.freshness = Freshness.cached(TTL);
    for (int again = 0; again < 3; again++) {
      assertEquals(List.of(), calls(charges("id")));
    }
    control.freshness = Freshness.cached(5);
    assertEquals(1, calls(charges("id")).size());
  }
}

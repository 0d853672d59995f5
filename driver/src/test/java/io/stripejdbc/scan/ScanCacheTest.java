package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.FilterSpec.Operator;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.execute.CachedScanFixture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a scan asks and what it takes from memory. */
class ScanCacheTest extends CachedScanFixture {
  @Test
  void aRepeatedQuestionMakesNoCall() {
    chargesAre(250);
    List<String> first = rows(charges("id"));
    assertEquals(3, api.asked().size());
    List<String> again = rows(charges("id"));
    assertEquals(3, api.asked().size());
    assertEquals(new HashSet<>(first), new HashSet<>(again));
    assertEquals(250, again.size());
    assertEquals(250, control.cachedRows.get());
  }

  @Test
  void anotherColumnMakesNoCall() {
    List<Thing> things = new ArrayList<>();
    for (int i = 1; i <= 150; i++) {
      things.add(
          new Thing("ch_" + i, OLD - i, Map.of("amount", "" + i, "customer", "\"cus_" + i + "\"")));
    }
    api.list("platform", "/v1/charges", things);
    rows(charges("id"));
    int before = api.asked().size();
    List<String> amounts = rows(charges("connected_account", "amount", "customer"));
    assertEquals(before, api.asked().size());
    assertTrue(amounts.contains("platform 7 cus_7"), amounts.toString());
    assertEquals(150, new HashSet<>(amounts).size());
  }

  @Test
  void anotherFilterMakesNoCall() {
    List<Thing> things = new ArrayList<>();
    for (int i = 1; i <= 150; i++) {
      things.add(new Thing("ch_" + i, OLD - i, Map.of("customer", "\"cus_" + i % 3 + "\"")));
    }
    api.list("platform", "/v1/charges", things);
    rows(charges("id"));
    int before = api.asked().size();
    List<String> some = rows(charges("id").equal(TestCatalog.CUSTOMER, "cus_1"));
    assertEquals(before, api.asked().size());
    assertEquals(50, some.size());
    assertEquals(50, rows(charges("id").equal(TestCatalog.CUSTOMER, "cus_1", "cus_7")).size());
    assertEquals(before, api.asked().size());
  }

  @Test
  void aFilterThatRevealsHiddenRowsIsAlwaysAsked() {
    chargesAre(3);
    rows(charges("id"));
    FilterSpec reveals =
        new FilterSpec("customer", "customer", Operator.EQUAL, true, List.of(), true);
    assertEquals(1, calls(charges("id").equal(reveals, "cus_1")).size());
    assertEquals(0, calls(charges("id").equal(reveals, "cus_1")).size());
  }

  @Test
  void aNarrowerRangeMakesNoCall() {
    chargesAre(250);
    rows(charges("id"));
    int before = api.asked().size();
    ScanSpecBuilder narrow = charges("id").between(TestCatalog.CREATED, OLD - 120, OLD - 101);
    assertEquals(20, rows(narrow).size());
    assertEquals(before, api.asked().size());
  }

  @Test
  void aWiderRangeAsksForTheGapAlone() {
    chargesAre(250);
    rows(charges("id").between(TestCatalog.CREATED, OLD - 120, OLD - 101));
    api.list("platform", "/v1/charges").removeIf(t -> t.id().equals("ch_110"));
    List<String> calls = calls(charges("id").between(TestCatalog.CREATED, OLD - 130, OLD - 91));
    assertEquals(
        Set.of(
            "platform /v1/charges?limit=100&created[gte]=%d&created[lt]=%d"
                .formatted(OLD - 100, OLD - 90),
            "platform /v1/charges?limit=100&created[gte]=%d&created[lt]=%d"
                .formatted(OLD - 130, OLD - 120)),
        new HashSet<>(calls));
    assertEquals(2, calls.size());
    // The middle was cached: what was deleted since is still there.
    assertEquals(40, rows(charges("id").between(TestCatalog.CREATED, OLD - 130, OLD - 91)).size());
  }

  @Test
  void oneAccountOfManyMakesNoCall() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 2, OLD));
    api.list("platform", "/v1/charges", FakeApi.things("ch_p", 3, OLD));
    api.list("acct_1", "/v1/charges", FakeApi.things("ch_a", 3, OLD));
    api.list("acct_2", "/v1/charges", FakeApi.things("ch_b", 3, OLD));
    rows(ScanSpecBuilder.of(TestCatalog.CHARGES, "connected_account", "id"));
    assertEquals(4, api.asked().size());
    ScanSpecBuilder one = ScanSpecBuilder.of(TestCatalog.CHARGES, "id").accounts("acct_2");
    assertEquals(Set.of("ch_b1", "ch_b2", "ch_b3"), new HashSet<>(rows(one)));
    assertEquals(9, rows(ScanSpecBuilder.of(TestCatalog.CHARGES, "id")).size());
    assertEquals(4, api.asked().size());
  }

  @Test
  void theNewestOfEachAccountMakeNoCallTheSecondTime() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 2, OLD));
    api.list("platform", "/v1/charges", FakeApi.things("ch_p", 30, OLD));
    api.list("acct_1", "/v1/charges", FakeApi.things("ch_a", 30, OLD - 3));
    api.list("acct_2", "/v1/charges", FakeApi.things("ch_b", 30, OLD - 50));
    ScanSpecBuilder newest = ScanSpecBuilder.of(TestCatalog.CHARGES, "id").newestFirst().limit(5);
    List<String> first = rows(newest);
    int before = api.asked().size();
    assertEquals(first, rows(newest));
    assertEquals(before, api.asked().size());
    rows(ScanSpecBuilder.of(TestCatalog.CHARGES, "id").newestFirst().limit(3));
    assertEquals(before, api.asked().size());
  }

  @Test
  void theNewestOfAListThatIsCachedMakeNoCall() {
    chargesAre(250);
    rows(charges("id"));
    int before = api.asked().size();
    assertEquals(List.of("ch_1"), rows(charges("id").newestFirst().limit(1)));
    assertEquals(List.of("ch_1", "ch_2"), rows(charges("id").newestFirst().limit(2)));
    assertEquals(before, api.asked().size());
  }

  @Test
  void aLimitWithoutOrderMakesNoCallTheSecondTime() {
    chargesAre(250);
    assertEquals(7, rows(charges("id").limit(7)).size());
    assertEquals(1, api.asked().size());
    assertEquals(7, rows(charges("id").limit(7)).size());
    assertEquals(1, api.asked().size());
    assertEquals(9, rows(charges("id").limit(9)).size());
    assertEquals(2, api.asked().size());
  }

  @Test
  void whoClosesEarlyLeavesWhatHeRead() {
    chargesAre(450);
    api.list("platform", "/v1/charges");
    rows(charges("id").newestFirst(), 120);
    ScanSpecBuilder narrow = charges("id").between(TestCatalog.CREATED, OLD - 50, OLD);
    assertEquals(51, rows(narrow).size());
    // What follows in the list may have a row of these seconds: that is asked once.
    assertEquals(1, control.calls.get());
    assertEquals(51, rows(narrow).size());
    assertEquals(0, control.calls.get());
  }

  @Test
  void theOrderHoldsOverPiecesReadAndCached() {
    chargesAre(350);
    rows(charges("id").between(TestCatalog.CREATED, OLD - 120, OLD - 101));
    rows(charges("id").between(TestCatalog.CREATED, OLD - 270, OLD - 201));
    List<String> all = rows(charges("id").newestFirst());
    List<String> wanted = new ArrayList<>();
    FakeApi.things("ch_", 350, OLD).forEach(thing -> wanted.add(thing.id()));
    assertEquals(wanted, all);
    assertEquals(wanted, rows(charges("id").newestFirst()));
  }

  @Test
  void parametersThatAreNoFieldAreNeverMissing() {
    api.list("platform", "/v1/issuing/tokens", FakeApi.things("t_", 0, OLD));
    ScanSpecBuilder one = ScanSpecBuilder.of(TestCatalog.TOKENS, "id").accounts("platform");
    FilterSpec card = TestCatalog.TOKENS.filters().get(0);
    assertEquals(1, calls(one.equal(card, "ic_1")).size());
    ScanSpecBuilder other = ScanSpecBuilder.of(TestCatalog.TOKENS, "id").accounts("platform");
    assertEquals(1, calls(other.equal(card, "ic_2")).size());
  }

  @Test
  void whatALimitLeavesOutIsNotCountedAsCached() {
    chargesAre(250);
    rows(charges("id"));
    assertEquals(7, rows(charges("id").limit(7)).size());
    assertEquals(7, control.cachedRows.get());
  }

  @Test
  void aBudgetPaysForWhatIsMissingAlone() {
    chargesAre(450);
    control.budget = 3;
    DriverFailure spent = assertThrows(DriverFailure.class, () -> rows(charges("id")));
    assertEquals(DriverError.REQUEST_BUDGET, spent.error());
    assertEquals(3, api.asked().size());
    assertEquals(450, rows(charges("id")).size());
    assertTrue(control.calls.get() <= 3);
    control.budget = 0;
    assertEquals(450, rows(charges("id")).size());
  }

  /** Somebody else has read on while he rested. */
  @Test
  void whoReadsOnAfterARestAsksForNothingAgain() {
    letTimeGoBy();
    List<Thing> things = new ArrayList<>();
    for (int i = 1; i <= 6_000; i++) {
      things.add(new Thing("ch_" + i, OLD - i / 7, Map.of()));
    }
    api.list("platform", "/v1/charges", things);
    for (ScanSpecBuilder all : List.of(charges("id").newestFirst(), charges("id"))) {
      cache.store().clear();
      control = renewed();
      List<String> rows = new ArrayList<>();
      int before = api.asked().size();
      try (RowCursor rested = scanner().open(all.spec(), control)) {
        assertTrue(rested.advance());
        rows.add((String) rested.row()[0]);
        standStill();
        assertEquals(6_000, new HashSet<>(rows(charges("id").newestFirst())).size());
        while (rested.advance()) {
          rows.add((String) rested.row()[0]);
        }
      }
      assertEquals(6_000, rows.size());
      assertEquals(6_000, new HashSet<>(rows).size());
      assertTrue(api.asked().size() - before <= 66, api.asked().size() - before + " calls");
    }
  }
}

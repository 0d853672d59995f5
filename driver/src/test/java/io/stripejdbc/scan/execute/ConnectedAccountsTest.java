package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.scan.EmptyCaches;
import io.stripejdbc.scan.FakeApi;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpecBuilder;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.window.ListStatistics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which accounts are asked, and what becomes of one that refuses. */
class ConnectedAccountsTest extends LiveScannerFixture {
  @Test
  void theNumberOfAccountsIsThatOfTheList() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 150, NOW));
    Scanner scanner = scanner();
    assertEquals(151, scanner.accountCount(control));
    assertEquals(151, scanner.accountCount(control));
    assertEquals(2, api.asked().size(), "listed once a statement, in pages");
    accounts = Set.of("platform", "acct_7");
    assertEquals(2, scanner().accountCount(control));
    assertEquals(2, api.asked().size());
  }

  @Test
  void everyAccountInScopeIsAskedAndNamedInItsRows() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 2, NOW));
    api.list("platform", "/v1/charges", FakeApi.things("ch_p", 1, NOW));
    api.list("acct_1", "/v1/charges", FakeApi.things("ch_a", 1, NOW));
    api.list("acct_2", "/v1/charges", FakeApi.things("ch_b", 1, NOW));
    assertEquals(
        Set.of("platform ch_p1", "acct_1 ch_a1", "acct_2 ch_b1"),
        new HashSet<>(rows(charges("connected_account", "id"))));
  }

  @Test
  void namedAccountsListNothing() {
    api.list("acct_1", "/v1/charges", FakeApi.things("ch_a", 1, NOW));
    assertEquals(List.of("ch_a1"), rows(charges("id").accounts("acct_1")));
    assertEquals(List.of("acct_1 /v1/charges?limit=100"), api.asked());
  }

  @Test
  void aRefusedAccountListNamesTheWayOut() {
    api.fault =
        request ->
            request.path().equals("/v1/accounts")
                ? FakeApi.failure(request, DriverError.PERMISSION_DENIED, 403, null, null)
                : null;
    api.list("platform", "/v1/charges", List.of());
    DriverFailure failure = assertThrows(DriverFailure.class, () -> rows(charges("id")));
    assertTrue(failure.getMessage().contains("accounts=platform"), failure.getMessage());
    assertEquals(DriverError.PERMISSION_DENIED, failure.error());
  }

  @Test
  void aRefusedAccountFailsOrIsLeftOutWithAWarning() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 2, NOW));
    api.list("platform", "/v1/charges", FakeApi.things("ch_p", 1, NOW));
    api.list("acct_2", "/v1/charges", FakeApi.things("ch_b", 1, NOW));
    api.fault =
        request ->
            request.account().equals("acct_1")
                ? FakeApi.failure(
                    request, DriverError.ACCOUNT_REFUSED, 403, "account_invalid", null)
                : null;
    DriverFailure failure = assertThrows(DriverFailure.class, () -> rows(charges("id")));
    assertEquals(DriverError.ACCOUNT_REFUSED, failure.error());
    lenient = true;
    assertEquals(Set.of("ch_p1", "ch_b1"), new HashSet<>(rows(charges("id"))));
    assertEquals(List.of("acct_1"), control.skipped);
  }

  private void refuses(String account) {
    api.fault =
        request -> request.account().equals(account) ? FakeApi.refusal(request, account) : null;
  }

  @Test
  void anUnknownAccountHasNoRowsWhenThePropertyNamesTheAccounts() {
    accounts = Set.of("platform", "acct_1");
    assertEquals(List.of(), rows(charges("id").accounts("acct_nope", "nonsense", "acct_b@d", "")));
    assertEquals(List.of(), api.asked());
    assertEquals(Set.of("acct_nope", "nonsense", "acct_b@d"), control.unknown.keySet());
    assertTrue(control.unknown.get("acct_nope").contains("property 'accounts'"));
    assertTrue(control.unknown.get("nonsense").contains("'platform' or an id acct_"));
  }

  @Test
  void anAccountThatRefusesIsLookedForInTheListAndHasNoRowsWhereItIsNotThere() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 150, NOW));
    api.list("acct_7", "/v1/charges", FakeApi.things("ch_a", 1, NOW));
    refuses("acct_nope");
    assertEquals(List.of("ch_a1"), rows(charges("id").accounts("acct_nope", "acct_7")));
    assertEquals(Set.of("acct_nope"), control.unknown.keySet());
    assertEquals(4, api.asked().size(), api.asked().toString());
    assertEquals(List.of(), control.skipped);
  }

  @Test
  void anAccountThatIsListedAndRefusesIsNoEmptyOne() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 2, NOW));
    refuses("acct_1");
    DriverFailure failure =
        assertThrows(DriverFailure.class, () -> rows(charges("id").accounts("acct_1")));
    assertEquals(DriverError.ACCOUNT_REFUSED, failure.error());
    lenient = true;
    assertEquals(List.of(), rows(charges("id").accounts("acct_1")));
    assertEquals(List.of("acct_1"), control.skipped);
    assertEquals(Set.of(), control.unknown.keySet());
  }

  @Test
  void anAccountOfThePropertyThatRefusesIsNeverUnknown() {
    accounts = Set.of("platform", "acct_1");
    refuses("acct_1");
    DriverFailure failure =
        assertThrows(DriverFailure.class, () -> rows(charges("id").accounts("acct_1")));
    assertEquals(DriverError.ACCOUNT_REFUSED, failure.error());
    assertEquals(1, api.asked().size());
  }

  @Test
  void whereAccountsCannotBeListedTheRefusalItselfIsTold() {
    api.fault =
        request ->
            request.path().equals("/v1/accounts")
                ? FakeApi.failure(request, DriverError.PERMISSION_DENIED, 403, null, null)
                : FakeApi.refusal(request, "acct_nope");
    DriverFailure failure =
        assertThrows(DriverFailure.class, () -> rows(charges("id").accounts("acct_nope")));
    assertEquals(DriverError.ACCOUNT_REFUSED, failure.error());
  }

  @Test
  void anUnknownAccountIsNoRowOfAccountsEither() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 2, NOW));
    api.object("platform", "/v1/account", "{\"id\":\"acct_own\",\"object\":\"account\"}");
    api.fault =
        request ->
            request.path().startsWith("/v1/accounts/acct_nope")
                ? FakeApi.refusal(request, "acct_nope")
                : null;
    ScanSpecBuilder asked = ScanSpecBuilder.of(TestCatalog.ACCOUNTS, "connected_account", "id");
    assertEquals(List.of(), rows(asked.accounts("acct_nope")));
    assertEquals(Set.of("acct_nope"), control.unknown.keySet());
    assertEquals(
        List.of(),
        rows(ScanSpecBuilder.of(TestCatalog.ACCOUNTS, "connected_account", "id").ids("acct_nope")));
  }

  @Test
  void accountsAreThePlatformsOwnBesideTheConnectedOnes() {
    api.object("platform", "/v1/account", "{\"id\":\"acct_own\",\"object\":\"account\"}");
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 2, NOW));
    assertEquals(
        Set.of("platform acct_own", "acct_1 acct_1", "acct_2 acct_2"),
        new HashSet<>(rows(ScanSpecBuilder.of(TestCatalog.ACCOUNTS, "connected_account", "id"))));
  }

  @Test
  void anAccountByItsIdIsFoundOnceAndThePlatformIsThePlatform() {
    api.object("platform", "/v1/account", "{\"id\":\"acct_own\",\"object\":\"account\"}");
    api.object("platform", "/v1/accounts/acct_own", "{\"id\":\"acct_own\"}");
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 2, NOW));
    assertEquals(
        Set.of("platform acct_own", "acct_2 acct_2"),
        new HashSet<>(
            rows(
                ScanSpecBuilder.of(TestCatalog.ACCOUNTS, "connected_account", "id")
                    .ids("acct_own", "acct_2"))));
  }

  @Test
  void whatHangsOnAccountsBelongsToThem() {
    api.object("platform", "/v1/account", "{\"id\":\"acct_own\",\"object\":\"account\"}");
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 1, NOW));
    api.list("platform", "/v1/accounts/acct_own/persons", FakeApi.things("person_p", 1, NOW));
    api.list("platform", "/v1/accounts/acct_1/persons", FakeApi.things("person_a", 1, NOW));
    assertEquals(
        Set.of("platform acct_own person_p1", "acct_1 acct_1 person_a1"),
        new HashSet<>(
            rows(ScanSpecBuilder.of(TestCatalog.PERSONS, "connected_account", "account", "id"))));
  }

  /** Its lists are asked side by side: one may be refused when the other is let through. */
  @Test
  void ofAnAccountThatRefusesOneListNoRowIsGiven() {
    lenient = true;
    accounts = Set.of("acct_1", "acct_2");
    for (String account : accounts) {
      api.list(
          account,
          "/v1/prices",
          List.of(
              new Thing(account + "_a", NOW, Map.of("active", "true")),
              new Thing(account + "_b", NOW, Map.of("active", "false"))));
    }
    api.fault =
        request ->
            FakeApi.line(request).equals("acct_1 /v1/prices?limit=100&active=true")
                ? FakeApi.failure(request, DriverError.ACCOUNT_REFUSED, 403, null, null)
                : null;
    WorkerPool one = new WorkerPool(1);
    try {
      // One call at a time, so that the refusal comes first.
      Scanner scanner =
          new LiveScanner(
              new TestCatalog(),
              accounts,
              lenient,
              api,
              one,
              new ListStatistics(),
              EmptyCaches.empty(),
              () -> {});
      assertEquals(
          Set.of("acct_2_a", "acct_2_b"),
          new HashSet<>(
              rows(
                  scanner,
                  ScanSpecBuilder.of(TestCatalog.PRICES, "id").accounts("acct_1", "acct_2"))));
      assertEquals(List.of("acct_1"), control.skipped);
    } finally {
      one.close();
    }
  }

  @Test
  void scansOfOneStatementListTheAccountsOnceEvenSideBySide() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 150, NOW));
    for (Thing account : api.list("platform", "/v1/accounts")) {
      api.list(account.id(), "/v1/charges", List.of());
      api.list(account.id(), "/v1/prices", List.of());
    }
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 1, NOW));
    api.list("platform", "/v1/prices", List.of());
    CountDownLatch both = new CountDownLatch(1);
    api.fault =
        request -> {
          await(both);
          return null;
        };
    Scanner scanner = scanner();
    try (RowCursor charges = scanner.open(charges("id").spec(), control);
        RowCursor prices =
            scanner.open(ScanSpecBuilder.of(TestCatalog.PRICES, "id").spec(), control)) {
      charges.begin();
      prices.begin();
      both.countDown();
      assertFalse(prices.advance());
      assertTrue(charges.advance());
      assertFalse(charges.advance());
    }
    assertEquals(2, api.asked().stream().filter(line -> line.contains("/v1/accounts")).count());
    assertEquals(2 + 151 + 2 * 151, api.asked().size());
  }

  /** Whoever was to list them is read no further: nobody waits for that. */
  @Test
  void aScanWhoseSisterWasClosedListsTheAccountsItself() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 1, NOW));
    api.list("platform", "/v1/charges", List.of());
    api.list("acct_1", "/v1/charges", FakeApi.things("ch_", 2, NOW));
    CountDownLatch closed = new CountDownLatch(1);
    api.fault =
        request -> {
          await(closed);
          return null;
        };
    Scanner scanner = scanner();
    try (RowCursor second = scanner.open(charges("id").spec(), control)) {
      try (RowCursor first = scanner.open(charges("id").spec(), control)) {
        first.begin();
        second.begin();
      }
      closed.countDown();
      assertTrue(second.advance());
      assertTrue(second.advance());
      assertFalse(second.advance());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static final int LATENCY = 100;

  /** The platform with two connected accounts, and itself among them. */
  private void accountsOfThePlatform() {
    List<Thing> all = new ArrayList<>(FakeApi.things("acct_", 2, NOW));
    all.add(new Thing("acct_own", NOW - 9, Map.of()));
    api.list("platform", "/v1/accounts", all);
    api.object("platform", "/v1/account", "{\"id\":\"acct_own\",\"created\":1}");
    for (Thing account : all) {
      String path = "/v1/accounts/" + account.id() + "/persons";
      api.list("platform", path, FakeApi.things("person_" + account.id(), 1, NOW));
    }
  }

  /** Each in the order of their answers: the first call takes longest, or is the quickest. */
  private List<SimulatedCallExecutor> bothOrders() {
    int[] calls = new int[2];
    return List.of(
        new SimulatedCallExecutor(8, () -> calls[0]++ == 0 ? 3 * LATENCY : LATENCY),
        new SimulatedCallExecutor(8, () -> calls[1]++ == 0 ? LATENCY : 3 * LATENCY));
  }

  @Test
  void theListOfAccountsAndThePlatformsOwnAreAskedSideBySide() {
    accountsOfThePlatform();
    for (SimulatedCallExecutor executor : bothOrders()) {
      List<String> rows =
          rows(
              scanner(executor),
              ScanSpecBuilder.of(TestCatalog.ACCOUNTS, "connected_account", "id").whole());
      assertEquals(
          Set.of("platform acct_own", "acct_1 acct_1", "acct_2 acct_2"), new HashSet<>(rows));
      assertEquals(3, rows.size());
      assertEquals(3 * LATENCY, executor.now());
    }
  }

  @Test
  void aListOfANamedAccountIsAskedBesideWhichOneIsThePlatformsOwn() {
    accountsOfThePlatform();
    for (SimulatedCallExecutor executor : bothOrders()) {
      ScanSpecBuilder persons = ScanSpecBuilder.of(TestCatalog.PERSONS, "connected_account", "id");
      int before = api.asked().size();
      List<String> rows = rows(scanner(executor), persons.parents("acct_1", "acct_2").whole());
      assertEquals(Set.of("acct_1 person_acct_11", "acct_2 person_acct_21"), new HashSet<>(rows));
      assertEquals(before + 3, api.asked().size());
      assertEquals(3 * LATENCY, executor.now());
      assertEquals(
          List.of("platform person_acct_own1"),
          rows(scanner(), persons.parents("acct_own", "acct_own").whole()));
      assertEquals(
          List.of("acct_1 person_acct_11"), rows(scanner(), persons.parents("acct_1").limit(1)));
      api.asked();
    }
  }
}

package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.scan.FakeApi.Thing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveScannerTest {
  private static final long NOW = 1_700_000_000;

  private final FakeApi api = new FakeApi();
  private final WorkerPool pool = new WorkerPool(4);
  private final FreeControl control = new FreeControl();
  private Set<String> accounts = Set.of("platform", "connected");
  private boolean lenient;

  @AfterEach
  void closePool() {
    pool.close();
  }

  private Scanner scanner() {
    return new LiveScanner(
        new Tables(), accounts, lenient, api, pool, new Beginnings(), Rooms.empty(), () -> {});
  }

  private List<String> rows(Question question) {
    List<String> rows = new ArrayList<>();
    try (RowCursor cursor = scanner().open(question.spec(), control)) {
      while (cursor.advance()) {
        rows.add(
            Arrays.stream(cursor.row())
                .map(String::valueOf)
                .reduce("", (a, b) -> a.isEmpty() ? b : a + " " + b));
      }
    }
    return rows;
  }

  private static Question charges(String... columns) {
    return Question.of(Tables.CHARGES, columns);
  }

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
    Question question = charges("id").accounts("platform").newestFirst().reach(5, -1);
    try (RowCursor cursor = scanner().open(question.spec(), control)) {
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
                .between(Tables.CREATED, NOW - 1, NOW - 1)));
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
        rows(charges("id").accounts("platform").between(Tables.CREATED, NOW - 19, NOW - 10))
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
            rows(charges("id").accounts("platform").equal(Tables.CUSTOMER, "cus_1", "cus_3"))));
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
    List<String> rows = rows(Question.of(Tables.PRICES, "id").accounts("platform"));
    assertEquals(3, rows.size());
    assertEquals(Set.of("price_1", "price_2", "price_3"), new HashSet<>(rows));
  }

  @Test
  void aFilterOnAHiddenStateTakesThePlaceOfTheVariants() {
    api.list("platform", "/v1/prices", List.of());
    rows(Question.of(Tables.PRICES, "id").accounts("platform").equal(Tables.ACTIVE, "false"));
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
    assertEquals(List.of(), rows(charges("id").between(Tables.CREATED, 5, 4)));
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
  void aVanishedCursorLosesAndDoublesNothing() {
    List<Thing> things = new ArrayList<>();
    for (int i = 1; i <= 260; i++) {
      things.add(new Thing("ch_" + i, NOW - i / 7, Map.of()));
    }
    api.list("platform", "/v1/charges", things);
    api.fault =
        request -> {
          if (FakeApi.line(request).endsWith("starting_after=ch_100")) {
            api.list("platform", "/v1/charges").removeIf(t -> t.id().equals("ch_100"));
          }
          return null;
        };
    List<String> rows = rows(charges("id").accounts("platform"));
    assertEquals(260, rows.size());
    assertEquals(260, new HashSet<>(rows).size());
  }

  @Test
  void aVanishedCursorOfAListWithoutTimesStepsBack() {
    api.list("platform", "/v1/payment_links", FakeApi.things("plink_", 150, NOW));
    api.fault =
        request -> {
          if (FakeApi.line(request).endsWith("starting_after=plink_100")) {
            api.list("platform", "/v1/payment_links").removeIf(t -> t.id().equals("plink_100"));
          }
          return null;
        };
    List<String> rows = rows(Question.of(Tables.LINKS, "id").accounts("platform"));
    assertEquals(150, rows.size());
    assertEquals(150, new HashSet<>(rows).size());
  }

  @Test
  void anEmptyPageThatGoesOnIsAnErrorAfterAFewTries() {
    api.body = request -> "{\"object\":\"list\",\"data\":[],\"has_more\":true}";
    DriverFailure failure =
        assertThrows(DriverFailure.class, () -> rows(charges("id").accounts("platform")));
    assertEquals(DriverError.BAD_ANSWER, failure.error());
    assertEquals(3, api.asked().size());
  }

  @Test
  void aRepeatedPageIsAnErrorAfterAFewTries() {
    api.body =
        request ->
            "{\"object\":\"list\",\"data\":[{\"id\":\"ch_1\",\"created\":5}],\"has_more\":true}";
    DriverFailure failure =
        assertThrows(DriverFailure.class, () -> rows(charges("id").accounts("platform")));
    assertEquals(DriverError.BAD_ANSWER, failure.error());
    assertEquals(4, api.asked().size());
  }

  @Test
  void cursorsInACircleAreFoundOut() {
    api.body =
        request -> {
          String line = FakeApi.line(request);
          int at = line.indexOf("starting_after=ch_");
          int last = at < 0 ? 0 : Integer.parseInt(line.substring(at + 18));
          int next = last % 7 + 1;
          return "{\"object\":\"list\",\"data\":[{\"id\":\"ch_%d\",\"created\":5}],\"has_more\":true}"
              .formatted(next);
        };
    DriverFailure failure =
        assertThrows(DriverFailure.class, () -> rows(charges("id").accounts("platform")));
    assertEquals(DriverError.BAD_ANSWER, failure.error());
  }

  @Test
  void aBodyThatIsNoListIsAnErrorAndNotAnEmptyTable() {
    api.body = request -> "{}";
    assertThrows(RuntimeException.class, () -> rows(charges("id").accounts("platform")));
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

  @Test
  void childrenOfAKnownParentAreOneList() {
    api.list("platform", "/v1/invoices/in_1/lines", FakeApi.things("il_", 3, NOW));
    assertEquals(
        List.of("in_1 il_1", "in_1 il_2", "in_1 il_3"),
        rows(
            Question.of(Tables.LINES, "invoice", "id")
                .accounts("platform")
                .parents("in_1", "in_9")));
    assertEquals(
        Set.of(
            "platform /v1/invoices/in_1/lines?limit=100",
            "platform /v1/invoices/in_9/lines?limit=100"),
        new HashSet<>(api.asked()));
  }

  @Test
  void childrenOfAllParentsAreTakenFromThemAndFollowedOnlyWhereThereAreMore() {
    api.list(
        "platform",
        "/v1/invoices",
        List.of(
            new Thing("in_1", NOW, Map.of("lines", list(false, "il_1", "il_2"))),
            new Thing("in_2", NOW, Map.of("lines", list(true, "il_3"))),
            new Thing("in_3", NOW, Map.of())));
    api.list("platform", "/v1/invoices/in_2/lines", FakeApi.things("il_", 4, NOW));
    api.list("platform", "/v1/invoices/in_3/lines", FakeApi.things("ilx_", 1, NOW));
    assertEquals(
        Set.of(
            "platform in_1 il_1",
            "platform in_1 il_2",
            "platform in_2 il_3",
            "platform in_2 il_4",
            "platform in_3 ilx_1"),
        new HashSet<>(
            rows(
                Question.of(Tables.LINES, "connected_account", "invoice", "id")
                    .accounts("platform"))));
    assertEquals(
        Set.of(
            "platform /v1/invoices?limit=100",
            "platform /v1/invoices/in_2/lines?limit=100&starting_after=il_3",
            "platform /v1/invoices/in_3/lines?limit=100"),
        new HashSet<>(api.asked()));
  }

  private static String list(boolean more, String... ids) {
    return Arrays.stream(ids)
        .map(id -> "{\"id\":\"" + id + "\",\"amount\":1}")
        .collect(
            java.util.stream.Collectors.joining(
                ",", "{\"object\":\"list\",\"data\":[", "],\"has_more\":" + more + "}"));
  }

  @Test
  void childrenByParameterGoThroughTheParentsWithTheirHiddenStates() {
    api.list(
        "platform",
        "/v1/subscriptions",
        List.of(new Thing("sub_1", NOW, Map.of("status", "\"all\""))));
    api.list(
        "platform",
        "/v1/subscription_items",
        List.of(new Thing("si_1", NOW, Map.of("subscription", "\"sub_1\""))));
    assertEquals(
        List.of("sub_1 si_1"),
        rows(Question.of(Tables.ITEMS, "subscription", "id").accounts("platform")));
    assertEquals(
        List.of(
            "platform /v1/subscriptions?limit=100&status=all",
            "platform /v1/subscription_items?limit=100&subscription=sub_1"),
        api.asked());
  }

  @Test
  void anObjectOfAnAccountIsOneRowEach() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 1, NOW));
    api.object("platform", "/v1/balance", "{\"object\":\"balance\"}");
    api.object("acct_1", "/v1/balance", "{\"object\":\"balance\"}");
    assertEquals(
        Set.of("platform", "acct_1"),
        new HashSet<>(rows(Question.of(Tables.BALANCE, "connected_account"))));
  }

  @Test
  void rowsInsideAnObjectHaveTheirPosition() {
    api.object(
        "platform",
        "/v1/balance",
        "{\"available\":[{\"amount\":5,\"currency\":\"eur\"},{\"amount\":7,\"currency\":\"usd\"}]}");
    assertEquals(
        List.of("platform 0 5 eur", "platform 1 7 usd"),
        rows(
            Question.of(
                    Tables.BALANCE_AVAILABLE, "connected_account", "position", "amount", "currency")
                .accounts("platform")));
  }

  @Test
  void accountsAreThePlatformsOwnBesideTheConnectedOnes() {
    api.object("platform", "/v1/account", "{\"id\":\"acct_own\",\"object\":\"account\"}");
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 2, NOW));
    assertEquals(
        Set.of("platform acct_own", "acct_1 acct_1", "acct_2 acct_2"),
        new HashSet<>(rows(Question.of(Tables.ACCOUNTS, "connected_account", "id"))));
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
                Question.of(Tables.ACCOUNTS, "connected_account", "id")
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
        new HashSet<>(rows(Question.of(Tables.PERSONS, "connected_account", "account", "id"))));
  }

  @Test
  void aTableThatNeedsAValueSaysWhich() {
    DriverFailure failure =
        assertThrows(DriverFailure.class, () -> rows(Question.of(Tables.TOKENS, "id")));
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
                    .equal(Tables.CUSTOMER, "cus_1")
                    .between(Tables.CREATED, 5, Long.MAX_VALUE)
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
}

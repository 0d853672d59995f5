package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.cache.ReadingRoom;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.FilterSpec.Operator;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.scan.FakeApi.Thing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a scan asks and what it takes from memory. */
class RememberingTest {
  private static final long NOW = 1_700_000_000;

  /** Long before now: nothing new shows up there. */
  private static final long OLD = NOW - 100_000;

  private static final long TTL = 300;

  private final FakeApi api = new FakeApi();
  private final WorkerPool pool = new WorkerPool(4);
  private final AtomicLong millis = new AtomicLong(TimeUnit.SECONDS.toMillis(NOW));
  private final ReadingRoom room = Rooms.of(1L << 26, millis::get);
  private FreeControl control = FreeControl.remembering(TTL);
  private boolean lenient;
  private Set<String> accounts = Set.of("platform", "connected");

  @AfterEach
  void nothingIsLeftBehind() {
    assertEquals(0, room.readingCount(), "readings that nobody closed");
    pool.close();
  }

  private Scanner scanner() {
    return new LiveScanner(
        new Tables(), accounts, lenient, api, pool, new Beginnings(), room, () -> {});
  }

  private List<String> rows(Question question) {
    return rows(question, Long.MAX_VALUE);
  }

  private List<String> rows(Question question, long most) {
    control = renewed();
    List<String> rows = new ArrayList<>();
    try (RowCursor cursor = scanner().open(question.spec(), control)) {
      while (rows.size() < most && cursor.advance()) {
        rows.add(
            Arrays.stream(cursor.row())
                .map(String::valueOf)
                .reduce("", (a, b) -> a.isEmpty() ? b : a + " " + b));
      }
    }
    return rows;
  }

  private FreeControl renewed() {
    FreeControl next = new FreeControl();
    next.freshness = control.freshness;
    return next;
  }

  /** The calls that a question makes. */
  private List<String> calls(Question question) {
    int before = api.asked().size();
    rows(question);
    return api.asked().subList(before, api.asked().size());
  }

  private void pass(long seconds) {
    millis.addAndGet(TimeUnit.SECONDS.toMillis(seconds));
  }

  private static Question charges(String... columns) {
    return Question.of(Tables.CHARGES, columns).accounts("platform");
  }

  private void chargesAre(int count) {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", count, OLD));
  }

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
    List<String> some = rows(charges("id").equal(Tables.CUSTOMER, "cus_1"));
    assertEquals(before, api.asked().size());
    assertEquals(50, some.size());
    assertEquals(50, rows(charges("id").equal(Tables.CUSTOMER, "cus_1", "cus_7")).size());
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
    Question all = Question.of(Tables.CHARGES, "id");
    assertEquals(2, rows(all).size());
    api.fault = request -> null;
    int before = api.asked().size();
    assertEquals(5, rows(all).size());
    assertEquals(before + 1, api.asked().size());
  }

  @Test
  void aNarrowerRangeMakesNoCall() {
    chargesAre(250);
    rows(charges("id"));
    int before = api.asked().size();
    Question narrow = charges("id").between(Tables.CREATED, OLD - 120, OLD - 101);
    assertEquals(20, rows(narrow).size());
    assertEquals(before, api.asked().size());
  }

  @Test
  void aWiderRangeAsksForTheGapAlone() {
    chargesAre(250);
    rows(charges("id").between(Tables.CREATED, OLD - 120, OLD - 101));
    api.list("platform", "/v1/charges").removeIf(t -> t.id().equals("ch_110"));
    List<String> calls = calls(charges("id").between(Tables.CREATED, OLD - 130, OLD - 91));
    assertEquals(
        Set.of(
            "platform /v1/charges?limit=100&created[gte]=%d&created[lt]=%d"
                .formatted(OLD - 100, OLD - 90),
            "platform /v1/charges?limit=100&created[gte]=%d&created[lt]=%d"
                .formatted(OLD - 130, OLD - 120)),
        new HashSet<>(calls));
    assertEquals(2, calls.size());
    // The middle was remembered: what was deleted since is still there.
    assertEquals(40, rows(charges("id").between(Tables.CREATED, OLD - 130, OLD - 91)).size());
  }

  @Test
  void oneAccountOfManyMakesNoCall() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 2, OLD));
    api.list("platform", "/v1/charges", FakeApi.things("ch_p", 3, OLD));
    api.list("acct_1", "/v1/charges", FakeApi.things("ch_a", 3, OLD));
    api.list("acct_2", "/v1/charges", FakeApi.things("ch_b", 3, OLD));
    rows(Question.of(Tables.CHARGES, "connected_account", "id"));
    assertEquals(4, api.asked().size());
    Question one = Question.of(Tables.CHARGES, "id").accounts("acct_2");
    assertEquals(Set.of("ch_b1", "ch_b2", "ch_b3"), new HashSet<>(rows(one)));
    assertEquals(9, rows(Question.of(Tables.CHARGES, "id")).size());
    assertEquals(4, api.asked().size());
  }

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
      room.store().clear();
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
    Question named = charges("id").between(Tables.CREATED, 0, NOW);
    assertEquals(
        List.of(
            "platform /v1/charges?limit=100&created[gte]=%d&created[lt]=%d"
                .formatted(NOW - 9, NOW + 1)),
        calls(named));
    assertEquals(4, rows(named).size());
  }

  @Test
  void theNewestOfEachAccountMakeNoCallTheSecondTime() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 2, OLD));
    api.list("platform", "/v1/charges", FakeApi.things("ch_p", 30, OLD));
    api.list("acct_1", "/v1/charges", FakeApi.things("ch_a", 30, OLD - 3));
    api.list("acct_2", "/v1/charges", FakeApi.things("ch_b", 30, OLD - 50));
    Question newest = Question.of(Tables.CHARGES, "id").newestFirst().limit(5);
    List<String> first = rows(newest);
    int before = api.asked().size();
    assertEquals(first, rows(newest));
    assertEquals(before, api.asked().size());
    rows(Question.of(Tables.CHARGES, "id").newestFirst().limit(3));
    assertEquals(before, api.asked().size());
  }

  @Test
  void theNewestOfAListThatIsRememberedMakeNoCall() {
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
    int before = api.asked().size();
    Question narrow = charges("id").between(Tables.CREATED, OLD - 50, OLD);
    assertEquals(51, rows(narrow).size());
    assertEquals(before, api.asked().size());
  }

  @Test
  void theOrderHoldsOverPiecesReadAndRemembered() {
    chargesAre(350);
    rows(charges("id").between(Tables.CREATED, OLD - 120, OLD - 101));
    rows(charges("id").between(Tables.CREATED, OLD - 270, OLD - 201));
    List<String> all = rows(charges("id").newestFirst());
    List<String> wanted = new ArrayList<>();
    FakeApi.things("ch_", 350, OLD).forEach(thing -> wanted.add(thing.id()));
    assertEquals(wanted, all);
    assertEquals(wanted, rows(charges("id").newestFirst()));
  }

  @Test
  void listsWithoutTimesAreRememberedWhole() {
    api.list("platform", "/v1/payment_links", FakeApi.things("pl_", 130, OLD));
    Question links = Question.of(Tables.LINKS, "id").accounts("platform");
    assertEquals(2, calls(links).size());
    assertEquals(130, rows(links).size());
    assertEquals(2, api.asked().size());
  }

  @Test
  void theBeginningOfAListWithoutTimesIsRemembered() {
    api.list("platform", "/v1/payment_links", FakeApi.things("pl_", 130, OLD));
    Question links = Question.of(Tables.LINKS, "id").accounts("platform").limit(5);
    assertEquals(1, calls(links).size());
    assertEquals(0, calls(links).size());
    assertEquals(5, rows(links).size());
  }

  @Test
  void anObjectAskedForByItsIdIsRememberedAbsentOnesToo() {
    chargesAre(3);
    Question one = charges("id").ids("ch_2", "ch_none");
    assertEquals(2, calls(one).size());
    assertEquals(0, calls(one).size());
    assertEquals(List.of("ch_2"), rows(one));
  }

  @Test
  void anObjectIsFoundInAListThatIsRemembered() {
    chargesAre(150);
    rows(charges("id"));
    int before = api.asked().size();
    assertEquals(List.of("ch_77"), rows(charges("id").ids("ch_77")));
    assertEquals(before, api.asked().size());
  }

  @Test
  void aSingletonIsRemembered() {
    api.object("platform", "/v1/balance", "{\"object\":\"balance\",\"livemode\":false}");
    Question balance = Question.of(Tables.BALANCE, "connected_account").accounts("platform");
    assertEquals(1, calls(balance).size());
    assertEquals(0, calls(balance).size());
    assertEquals(List.of("platform"), rows(balance));
  }

  @Test
  void embeddedChildrenComeFromTheirRememberedParents() {
    api.object(
        "platform",
        "/v1/balance",
        "{\"object\":\"balance\",\"available\":[{\"amount\":3,\"currency\":\"jpy\"},"
            + "{\"amount\":5,\"currency\":\"usd\"}]}");
    Question of =
        Question.of(Tables.BALANCE_AVAILABLE, "connected_account", "position", "amount")
            .accounts("platform");
    assertEquals(List.of("platform 0 3", "platform 1 5"), rows(of));
    assertEquals(0, calls(of).size());
    assertEquals(List.of("platform 0 3", "platform 1 5"), rows(of));
  }

  @Test
  void childrenFollowedOverPagesAreRemembered() {
    List<Thing> invoices = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      invoices.add(
          new Thing(
              "in_" + i,
              OLD - i,
              Map.of(
                  "lines",
                  "{\"object\":\"list\",\"has_more\":true,\"data\":[{\"id\":\"il_%d1\",\"amount\":1}]}"
                      .formatted(i))));
      api.list("platform", "/v1/invoices/in_" + i + "/lines", FakeApi.things("il_" + i, 3, OLD));
    }
    api.list("platform", "/v1/invoices", invoices);
    Question lines = Question.of(Tables.LINES, "invoice", "id").accounts("platform");
    Set<String> first = new HashSet<>(rows(lines));
    assertEquals(6, first.size());
    assertEquals(0, calls(lines).size());
    assertEquals(first, new HashSet<>(rows(lines)));
  }

  @Test
  void errorsAreNotRemembered() {
    chargesAre(3);
    api.fault = r -> FakeApi.failure(r, DriverError.PERMISSION_DENIED, 403, null, null);
    assertThrows(DriverFailure.class, () -> rows(charges("id")));
    assertThrows(DriverFailure.class, () -> rows(charges("id")));
    assertEquals(2, api.asked().size());
    api.fault = r -> null;
    assertEquals(3, rows(charges("id")).size());
  }

  @Test
  void readingFreshReadsEverythingAndRemembersIt() {
    chargesAre(3);
    rows(charges("id"));
    api.list("platform", "/v1/charges").remove(1);
    assertEquals(3, rows(charges("id")).size());
    control.freshness = Freshness.remembered(TTL).refreshed();
    assertEquals(2, rows(charges("id")).size());
    control.freshness = Freshness.remembered(TTL);
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
    assertEquals(List.of(), scanner().remembered());
  }

  /** A price that was made inactive between two readings must not fall between the lists. */
  @Test
  void listsThatShareTheirObjectsComeFromOneReading() {
    api.list("platform", "/v1/prices", new ArrayList<>(List.of(price("price_1", true))));
    Question prices = Question.of(Tables.PRICES, "id").accounts("platform");
    Question active = Question.of(Tables.PRICES, "id").accounts("platform");
    rows(prices);
    pass(60);
    api.list("platform", "/v1/prices").set(0, price("price_1", false));
    control.freshness = Freshness.remembered(TTL).refreshed();
    assertEquals(List.of(), rows(active.equal(Tables.ACTIVE, "true")));
    control.freshness = Freshness.remembered(TTL);
    assertEquals(List.of("price_1"), rows(prices));
  }

  private static Thing price(String id, boolean active) {
    return new Thing(id, OLD, Map.of("active", String.valueOf(active)));
  }

  @Test
  void parametersThatAreNoFieldAreNeverMissing() {
    api.list("platform", "/v1/issuing/tokens", FakeApi.things("t_", 0, OLD));
    Question one = Question.of(Tables.TOKENS, "id").accounts("platform");
    FilterSpec card = Tables.TOKENS.filters().get(0);
    assertEquals(1, calls(one.equal(card, "ic_1")).size());
    Question other = Question.of(Tables.TOKENS, "id").accounts("platform");
    assertEquals(1, calls(other.equal(card, "ic_2")).size());
  }
}

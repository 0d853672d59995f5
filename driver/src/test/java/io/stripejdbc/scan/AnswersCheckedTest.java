package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.execute.LiveScannerFixture;
import io.stripejdbc.scan.execute.SimulatedCallExecutor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What comes back is checked against what was asked: right rows, or an error after few calls. */
class AnswersCheckedTest extends LiveScannerFixture {
  private static final String PATH = "/v1/charges";

  private static ScanSpecBuilder platform(String... columns) {
    return charges(columns).accounts("platform");
  }

  private void refused(ScanSpecBuilder scanSpecBuilder, int calls, String what) {
    int before = api.asked().size();
    SimulatedCallExecutor executor = new SimulatedCallExecutor(8, () -> 100);
    DriverFailure failure =
        assertThrows(DriverFailure.class, () -> rows(scanner(executor), scanSpecBuilder));
    assertEquals("58030", failure.toSqlException().getSQLState(), failure.getMessage());
    assertTrue(failure.getMessage().contains(what), failure.getMessage());
    assertTrue(failure.getMessage().contains("'platform'"), failure.getMessage());
    int made = api.asked().size() - before;
    assertTrue(made <= calls, made + " calls");
  }

  private void onceEach(int count, ScanSpecBuilder scanSpecBuilder, int calls) {
    for (Freshness freshness : List.of(Freshness.LIVE, Freshness.cached(300))) {
      for (int workers : new int[] {1, 8}) {
        control.freshness = freshness;
        int before = api.asked().size();
        List<String> rows =
            rows(scanner(new SimulatedCallExecutor(workers, () -> 100)), scanSpecBuilder);
        assertEquals(count, rows.size());
        assertEquals(count, new HashSet<>(rows).size());
        int made = api.asked().size() - before;
        assertTrue(made <= calls, made + " calls with " + workers + " workers");
      }
    }
  }

  private static List<Thing> yearOf(int count) {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      things.add(new Thing("ch_" + i, NOW - i * 30_000L, Map.of()));
    }
    return things;
  }

  @Test
  void aWindowWhoseEndIsIgnoredStopsTheScanAtOnce() {
    api.list("platform", PATH, yearOf(1050));
    api.ignored = Set.of("created[lt]");
    refused(platform("id").between(TestCatalog.CREATED, 0, NOW - 9_000_000), 1, "created[lt]=");
    refused(platform("id"), 12, "created[lt]=");
  }

  @Test
  void aWindowWhoseBeginningIsIgnoredStopsTheScanSoon() {
    api.list("platform", PATH, yearOf(1050));
    api.ignored = Set.of("created[gte]");
    long from = NOW - 250 * 30_000L;
    refused(platform("id").between(TestCatalog.CREATED, from, Long.MAX_VALUE), 4, "created[gte]=");
  }

  @Test
  void aWindowThatTakesItsBorderInLosesAndDoublesNothing() {
    api.list("platform", PATH, yearOf(1050));
    api.takesBorderIn = true;
    onceEach(1050, platform("id"), 30);
  }

  @Test
  void aPageThatBeginsWithTheObjectOfItsCursorGivesItOnce() {
    api.list("platform", PATH, yearOf(1050));
    api.repeatsCursor = true;
    onceEach(1050, platform("id"), 30);
  }

  @Test
  void rowsThatDoNotMeetAConditionAreDropped() {
    List<Thing> things = yearOf(300);
    for (int i = 0; i < 300; i++) {
      Thing thing = things.get(i);
      String customer = i % 100 == 7 ? "\"cus_1\"" : i % 3 == 0 ? "null" : "\"cus_2\"";
      things.set(i, new Thing(thing.id(), thing.created(), Map.of("customer", customer)));
    }
    api.list("platform", PATH, things);
    api.ignored = Set.of("customer");
    onceEach(3, platform("id").equal(TestCatalog.CUSTOMER, "cus_1"), 6);
    assertEquals(2, rows(platform("id").equal(TestCatalog.CUSTOMER, "cus_1").limit(2)).size());
  }

  @Test
  void whatWasCachedOfAnIgnoredConditionMeetsIt() {
    List<Thing> things = yearOf(30);
    Thing one = new Thing("ch_x", NOW, Map.of("customer", "\"cus_1\""));
    things.add(0, one);
    api.list("platform", PATH, things);
    api.ignored = Set.of("customer");
    control.freshness = Freshness.cached(300);
    Scanner scanner = scanner();
    ScanSpecBuilder scanSpecBuilder = platform("id").equal(TestCatalog.CUSTOMER, "cus_1");
    assertEquals(List.of("ch_x"), rows(scanner, scanSpecBuilder));
    assertEquals(List.of("ch_x"), rows(scanner, scanSpecBuilder));
    assertEquals(1, api.asked().size());
  }

  @Test
  void anObjectOfAnotherKindIsNoRow() {
    api.list("platform", PATH, yearOf(30));
    api.list("platform", PATH).set(9, new Thing("re_1", NOW, Map.of("object", "\"refunds\"")));
    refused(platform("id"), 1, "'refunds'");
    api.body = request -> "{\"object\":\"search_result\",\"data\":[],\"has_more\":false}";
    refused(platform("id"), 1, "'search_result'");
    api.body = request -> "{\"object\":\"invoices\",\"id\":\"ch_1\"}";
    refused(platform("id").ids("ch_1"), 1, "'invoices'");
  }

  @Test
  void anObjectWithAnotherIdIsNotTheOneThatWasAskedFor() {
    api.body = request -> "{\"id\":\"ch_2\",\"created\":5}";
    refused(platform("id").ids("ch_1"), 1, "'ch_2'");
  }

  @Test
  void anObjectThatComesTwiceInAPageIsOneRow() {
    List<Thing> things = yearOf(20);
    things.add(7, things.get(3));
    api.list("platform", PATH, things);
    onceEach(20, platform("id"), 1);
  }

  /** Pages of which each has its own ids, and the second one again those of the first. */
  @Test
  void anEarlierPageThatComesLaterIsFoundOut() {
    for (String table : List.of("charges", "payment_links")) {
      api.body =
          request -> {
            String line = FakeApi.line(request);
            boolean first = !line.contains("starting_after");
            boolean second = line.contains("starting_after=x_3");
            int from = first ? 1 : second ? 4 : 2;
            return "{\"object\":\"list\",\"has_more\":true,\"data\":["
                + "{\"id\":\"x_%d\",\"created\":9},".formatted(from)
                + "{\"id\":\"x_%d\",\"created\":9},".formatted(from + 2)
                + "{\"id\":\"x_%d\",\"created\":9}]}".formatted(from + 1 + (first ? 1 : 0));
          };
      ScanSpecBuilder scanSpecBuilder =
          ScanSpecBuilder.of(new TestCatalog().table(table).orElseThrow(), "id")
              .accounts("platform");
      refused(scanSpecBuilder, 7, "came back");
    }
  }

  @Test
  void aListOfAccountsThatNamesOneTwiceReadsItOnce() {
    api.list(
        "platform",
        "/v1/accounts",
        List.of(new Thing("acct_1", NOW, Map.of()), new Thing("acct_1", NOW, Map.of())));
    api.list("platform", PATH, List.of());
    api.list("acct_1", PATH, yearOf(5));
    onceEach(5, charges("id"), 3);
  }

  @Test
  void aChildOfAnotherParentIsAnError() {
    api.list("platform", "/v1/invoices/in_1/lines", List.of());
    api.body =
        request ->
            "{\"object\":\"list\",\"has_more\":false,\"data\":"
                + "[{\"id\":\"il_1\",\"invoice\":\"in_2\"}]}";
    refused(
        ScanSpecBuilder.of(TestCatalog.LINES, "id").accounts("platform").parents("in_1"),
        1,
        "'in_2'");
  }

  @Test
  void aCursorThatIsGoneLosesNoRowOfAListOutOfOrder() {
    List<Thing> things = yearOf(350);
    things.set(99, new Thing("ch_99", NOW - 349 * 30_000L, Map.of()));
    things.set(240, new Thing("ch_240", NOW, Map.of()));
    api.list("platform", PATH, things);
    api.fault =
        request -> {
          if (FakeApi.line(request).endsWith("starting_after=ch_99")) {
            api.list("platform", PATH).removeIf(t -> t.id().equals("ch_99"));
          }
          return null;
        };
    List<String> rows = rows(platform("id"));
    assertEquals(350, rows.size());
    assertEquals(350, new HashSet<>(rows).size());
    assertTrue(api.asked().size() <= 6, String.join("\n", api.asked()));
  }
}

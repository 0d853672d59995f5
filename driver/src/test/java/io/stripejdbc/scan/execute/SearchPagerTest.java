package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stripejdbc.catalog.SearchSpec;
import io.stripejdbc.catalog.TableConditions;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.PageRequest;
import io.stripejdbc.scan.EmptyCaches;
import io.stripejdbc.scan.FakeApi;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.scan.ScanSpec.SearchClause;
import io.stripejdbc.scan.ScanSpec.SearchClause.Comparison;
import io.stripejdbc.scan.ScanSpecBuilder;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.TestCatalog;
import io.stripejdbc.scan.UnlimitedCallControl;
import io.stripejdbc.scan.request.SearchPolicy;
import io.stripejdbc.scan.window.ListStatistics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Search API is asked page by page beside the newest of the list, and never for nothing. */
class SearchPagerTest {
  private static final long NOW = 1_700_000_000L;
  private static final SearchSpec AMOUNT =
      new SearchSpec("amount", "amount", SearchSpec.Kind.NUMBER);
  private static final TableSpec CHARGES = searchable(TestCatalog.CHARGES);
  private static final SearchClause LARGE =
      new SearchClause(AMOUNT, null, Comparison.GREATER, Set.of("5"));

  private final FakeApi api = new FakeApi();
  private final WorkerPool pool = new WorkerPool(4);
  private SearchPolicy searchPolicy = new SearchPolicy(() -> NOW);

  @AfterEach
  void closePool() {
    pool.close();
  }

  private static TableSpec searchable(TableSpec t) {
    return new TableSpec(
        t.name(),
        t.remarks(),
        t.endpoint().withSearchPath("/v1/charges/search"),
        t.list(),
        t.object(),
        t.rows(),
        new TableConditions(t.filters(), List.of(AMOUNT), t.required()));
  }

  private static ScanSpecBuilder question() {
    return ScanSpecBuilder.of(CHARGES, "id").accounts("platform").search(LARGE);
  }

  private List<String> rows(ScanSpecBuilder scanSpecBuilder) {
    Scanner scanner =
        new LiveScanner(
            new TestCatalog(),
            new LiveScanner.Allowed(Set.of("platform"), searchPolicy, false, false),
            api,
            pool,
            new ListStatistics(),
            EmptyCaches.empty(),
            new LiveScanner.Lifecycle(() -> {}, () -> {}));
    List<String> rows = new ArrayList<>();
    try (RowCursor cursor = scanner.open(scanSpecBuilder.spec(), new UnlimitedCallControl())) {
      while (cursor.advance()) {
        rows.add(String.valueOf(cursor.row()[0]));
      }
    }
    return rows;
  }

  private static String found(String id, String next) {
    return "{\"object\":\"search_result\",\"data\":[{\"id\":\"%s\",\"created\":1}],".formatted(id)
        + "\"has_more\":"
        + (next != null)
        + ",\"next_page\":"
        + (next == null ? null : '"' + next + '"')
        + '}';
  }

  private static boolean isSearch(PageRequest request) {
    return request.path().endsWith("/search");
  }

  private void answerTwoPages() {
    api.body =
        request ->
            !isSearch(request)
                ? null
                : request.parameters().stream().anyMatch(p -> p.name().equals("page"))
                    ? found("ch_old2", null)
                    : found("ch_old1", "token");
  }

  @Test
  void pagesFollowTheTokenAndTheNewestHourOfTheListIsReadBesides() {
    api.list(
        "platform",
        "/v1/charges",
        List.of(
            new FakeApi.Thing("ch_new", NOW - 10, java.util.Map.of()),
            new FakeApi.Thing("ch_old1", 1, java.util.Map.of())));
    answerTwoPages();
    assertEquals(Set.of("ch_new", "ch_old1", "ch_old2"), new HashSet<>(rows(question())));
    assertEquals(
        Set.of(
            "platform /v1/charges/search?limit=100&query=amount>5",
            "platform /v1/charges/search?limit=100&query=amount>5&page=token",
            "platform /v1/charges?limit=100&created[gte]=" + (NOW - 3600)),
        new HashSet<>(api.asked()));
  }

  @Test
  void theListIsReadOnceWhereSearchingIsRefused() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 3, NOW));
    api.fault =
        request ->
            isSearch(request)
                ? FakeApi.failure(request, DriverError.REQUEST_REFUSED, 400, null, null)
                : null;
    SearchClause either = new SearchClause(AMOUNT, null, Comparison.EQUAL, Set.of("5", "6"));
    assertEquals(
        List.of("ch_1", "ch_2", "ch_3"),
        rows(ScanSpecBuilder.of(CHARGES, "id").accounts("platform").search(either)).stream()
            .sorted()
            .toList());
    assertEquals(1, api.asked().stream().filter("platform /v1/charges?limit=100"::equals).count());
  }

  @Test
  void aTokenThatComesBackEndsTheScanWithAnError() {
    api.list("platform", "/v1/charges", List.of());
    api.body = request -> isSearch(request) ? found("ch_1", "token") : null;
    DriverFailure failure = assertThrows(DriverFailure.class, () -> rows(question()));
    assertEquals(DriverError.BAD_ANSWER, failure.error());
  }

  @Test
  void listsAreReadWhereTheyCanDoIt() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 3, NOW));
    for (ScanSpecBuilder listed :
        List.of(
            question().newestFirst(),
            question().limit(5),
            question().equal(TestCatalog.CUSTOMER, "cus_1"),
            question().ids("ch_1"))) {
      rows(listed);
    }
    searchPolicy = SearchPolicy.OFF;
    rows(question());
    assertEquals(List.of(), api.asked().stream().filter(line -> line.contains("search")).toList());
  }

  private ScanSpecBuilder longAgo() {
    return question().between(TestCatalog.CREATED, 0, NOW - 100_000);
  }

  /** The order of results and its stability over pages are not documented. */
  @Test
  void aRowThatAnotherPageBringsAgainIsGivenOnce() {
    api.body =
        request ->
            request.parameters().stream().anyMatch(p -> p.name().equals("page"))
                ? found("ch_1", null)
                : found("ch_1", "token");
    assertEquals(List.of("ch_1"), rows(longAgo()));
    assertEquals(2, api.asked().size());
  }

  @Test
  void whatASearchFoundBeforeItWasRefusedIsNotGivenAgain() {
    api.list("platform", "/v1/charges", FakeApi.things("ch_", 2, 2));
    api.body = request -> isSearch(request) ? found("ch_1", "token") : null;
    api.fault =
        request ->
            request.parameters().stream().anyMatch(p -> p.name().equals("page"))
                ? FakeApi.failure(request, DriverError.REQUEST_REFUSED, 400, null, null)
                : null;
    assertEquals(List.of("ch_1", "ch_2"), rows(longAgo()).stream().sorted().toList());
  }
}

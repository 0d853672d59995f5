package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.fetch.Freshness;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.execute.LiveScannerFixture;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows that belong to a parent, listed or embedded. */
class ChildrenTest extends LiveScannerFixture {
  @Test
  void childrenOfAKnownParentAreOneList() {
    api.list("platform", "/v1/invoices/in_1/lines", FakeApi.things("il_", 3, NOW));
    assertEquals(
        List.of("in_1 il_1", "in_1 il_2", "in_1 il_3"),
        rows(
            ScanSpecBuilder.of(TestCatalog.LINES, "invoice", "id")
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
    api.list(
        "platform",
        "/v1/invoices/in_2/lines",
        List.of(new Thing("il_4", NOW, Map.of()), new Thing("il_3", NOW, Map.of())));
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
                ScanSpecBuilder.of(TestCatalog.LINES, "connected_account", "invoice", "id")
                    .accounts("platform"))));
    assertEquals(
        Set.of(
            "platform /v1/invoices?limit=100",
            "platform /v1/invoices/in_2/lines?limit=100",
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
        rows(ScanSpecBuilder.of(TestCatalog.ITEMS, "subscription", "id").accounts("platform")));
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
        new HashSet<>(rows(ScanSpecBuilder.of(TestCatalog.BALANCE, "connected_account"))));
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
            ScanSpecBuilder.of(
                    TestCatalog.BALANCE_AVAILABLE,
                    "connected_account",
                    "position",
                    "amount",
                    "currency")
                .accounts("platform")));
  }

  /** Nobody promises that the list inside a parent and the list by itself have one order. */
  @Test
  void childrenOfWhichSomeCameWithTheirParentComeOnceEachWhateverTheirOrder() {
    String lines = list(true, "il_1", "il_2");
    api.list("platform", "/v1/invoices", List.of(new Thing("in_1", NOW, Map.of("lines", lines))));
    List<Thing> things = FakeApi.things("il_", 120, NOW);
    for (int order = 0; order < 4; order++) {
      Collections.shuffle(things, new Random(order));
      api.list("platform", "/v1/invoices/in_1/lines", things);
      Scanner scanner = scanner();
      for (boolean cached : List.of(false, true, true)) {
        control.freshness = cached ? Freshness.cached(300) : Freshness.LIVE;
        List<String> rows =
            rows(scanner, ScanSpecBuilder.of(TestCatalog.LINES, "id").accounts("platform"));
        assertEquals(120, rows.size(), rows.toString());
        assertEquals(120, new HashSet<>(rows).size());
      }
    }
    assertEquals("platform /v1/invoices/in_1/lines?limit=100", api.asked().get(1));
    assertEquals(4 * 2 * 3, api.asked().size());
  }

  /** Known from a parent that was cached, a child may be gone when the others are asked for. */
  @Test
  void childrenBesideOneThatIsGoneAreReadFromTheBeginning() {
    String lines = list(true, "il_1", "il_2");
    api.list("platform", "/v1/invoices", List.of(new Thing("in_1", NOW, Map.of("lines", lines))));
    api.list("platform", "/v1/invoices/in_1/lines", FakeApi.things("il_", 5, NOW));
    api.list("platform", "/v1/invoices/in_1/lines").remove(1);
    List<String> rows = rows(ScanSpecBuilder.of(TestCatalog.LINES, "id").accounts("platform"));
    assertEquals(5, rows.size(), rows.toString());
    assertEquals(Set.of("il_1", "il_2", "il_3", "il_4", "il_5"), new HashSet<>(rows));
    assertEquals(
        List.of("platform /v1/invoices?limit=100", "platform /v1/invoices/in_1/lines?limit=100"),
        api.asked());
  }
}

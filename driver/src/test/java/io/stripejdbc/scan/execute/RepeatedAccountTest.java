package io.stripejdbc.scan.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.scan.FakeApi;
import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.ScanSpecBuilder;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.scan.TestCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Accounts that answer with the rows of another: rows are told twice, and a warning says so. */
class RepeatedAccountTest extends LiveScannerFixture {
  private static List<Thing> made(String prefix, int count) {
    List<Thing> things = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      things.add(new Thing(prefix + String.format("%016d", i), NOW - i, Map.of()));
    }
    return things;
  }

  private String warning(int rows, String... accounts) {
    ScanSpecBuilder spec = charges("id");
    assertEquals(rows, rows(accounts.length == 0 ? spec : spec.accounts(accounts)).size());
    assertEquals(1, control.warnings.size(), control.warnings.toString());
    return control.warnings.remove(0);
  }

  @Test
  void aPlatformAmongItsOwnConnectedAccountsIsWarnedOf() {
    api.list("platform", "/v1/accounts", List.of(new Thing("acct_own", NOW, Map.of())));
    api.list("platform", "/v1/charges", made("ch_", 150));
    // One came between the two calls.
    List<Thing> later = made("ch_", 150);
    later.add(0, new Thing("ch_9999999999999999", NOW + 1, Map.of()));
    for (List<Thing> its : List.of(made("ch_", 150), later.subList(1, 151))) {
      api.list("acct_own", "/v1/charges", its);
      String message = warning(300);
      assertTrue(message.contains("connected_account <> 'acct_own'"), message);
      assertTrue(message.contains("counted twice"), message);
    }
    assertEquals(150, rows(charges("id").accounts("platform")).size());
    assertEquals(150, rows(charges("id").accounts("acct_own")).size());
    assertEquals(List.of(), control.warnings);
  }

  @Test
  void aPlatformThatIsKnownIsReadOnceUnderItsOwnName() {
    api.list("platform", "/v1/accounts", List.of(new Thing("acct_own", NOW, Map.of())));
    api.object("platform", "/v1/account", "{\"id\":\"acct_own\",\"created\":" + NOW + "}");
    api.list("platform", "/v1/charges", made("ch_", 150));
    api.list("acct_own", "/v1/charges", made("ch_", 150));
    Scanner scanner = scanner();
    assertEquals(
        List.of("platform acct_own"),
        rows(scanner, ScanSpecBuilder.of(TestCatalog.ACCOUNTS, "connected_account", "id")));
    List<String> rows = rows(scanner, charges("connected_account"));
    assertEquals(150, rows.size());
    assertEquals(Set.of("platform"), Set.copyOf(rows));
  }

  @Test
  void aHeaderThatIsLostOnTheWayIsNoticed() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 3, NOW));
    List<Thing> all = made("ch_", 250);
    api.list("platform", "/v1/charges", all);
    for (int i = 1; i <= 3; i++) {
      api.list("acct_" + i, "/v1/charges", all);
    }
    assertTrue(warning(1_000).contains("counted twice"));
    assertTrue(warning(500, "acct_1", "acct_2").contains("as by a proxy"));
  }

  @Test
  void anObjectOfOneAccountIsWarnedOfInAnother() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 2, NOW));
    String id = made("ch_", 1).get(0).id();
    for (String account : List.of("platform", "acct_1", "acct_2")) {
      api.list(account, "/v1/charges", made("ch_", 1));
    }
    assertEquals(3, rows(charges("id").ids(id)).size());
    assertEquals(1, control.warnings.size());
  }

  @Test
  void idsThatSomebodyChoseMayComeInSeveralAccounts() {
    api.list("platform", "/v1/accounts", FakeApi.things("acct_", 2, NOW));
    for (String account : List.of("platform", "acct_1", "acct_2")) {
      api.list(account, "/v1/charges", FakeApi.things("gold_plan_", 5, NOW));
    }
    assertEquals(15, rows(charges("connected_account", "id")).size());
    List<String> asked = api.asked().stream().filter(line -> line.contains("charges")).toList();
    assertEquals(3, asked.size(), asked.toString());
    assertEquals(List.of(), control.warnings);
  }
}

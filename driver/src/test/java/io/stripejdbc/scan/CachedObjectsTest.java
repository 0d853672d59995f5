package io.stripejdbc.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.scan.FakeApi.Thing;
import io.stripejdbc.scan.execute.CachedScanFixture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Objects, lists without times and children, taken from memory. */
class CachedObjectsTest extends CachedScanFixture {
  @Test
  void listsWithoutTimesAreCachedWhole() {
    api.list("platform", "/v1/payment_links", FakeApi.things("pl_", 130, OLD));
    ScanSpecBuilder links = ScanSpecBuilder.of(TestCatalog.LINKS, "id").accounts("platform");
    assertEquals(2, calls(links).size());
    assertEquals(130, rows(links).size());
    assertEquals(2, api.asked().size());
  }

  @Test
  void theBeginningOfAListWithoutTimesIsCached() {
    api.list("platform", "/v1/payment_links", FakeApi.things("pl_", 130, OLD));
    ScanSpecBuilder links =
        ScanSpecBuilder.of(TestCatalog.LINKS, "id").accounts("platform").limit(5);
    assertEquals(1, calls(links).size());
    assertEquals(0, calls(links).size());
    assertEquals(5, rows(links).size());
  }

  @Test
  void anObjectAskedForByItsIdIsCachedAbsentOnesToo() {
    chargesAre(3);
    ScanSpecBuilder one = charges("id").ids("ch_2", "ch_none");
    assertEquals(2, calls(one).size());
    assertEquals(0, calls(one).size());
    assertEquals(List.of("ch_2"), rows(one));
  }

  @Test
  void anObjectIsFoundInAListThatIsCached() {
    chargesAre(150);
    rows(charges("id"));
    int before = api.asked().size();
    assertEquals(List.of("ch_77"), rows(charges("id").ids("ch_77")));
    assertEquals(before, api.asked().size());
  }

  @Test
  void aSingletonIsCached() {
    api.object("platform", "/v1/balance", "{\"object\":\"balance\",\"livemode\":false}");
    ScanSpecBuilder balance =
        ScanSpecBuilder.of(TestCatalog.BALANCE, "connected_account").accounts("platform");
    assertEquals(1, calls(balance).size());
    assertEquals(0, calls(balance).size());
    assertEquals(List.of("platform"), rows(balance));
  }

  @Test
  void embeddedChildrenComeFromTheirCachedParents() {
    api.object(
        "platform",
        "/v1/balance",
        "{\"object\":\"balance\",\"available\":[{\"amount\":3,\"currency\":\"jpy\"},"
            + "{\"amount\":5,\"currency\":\"usd\"}]}");
    ScanSpecBuilder of =
        ScanSpecBuilder.of(TestCatalog.BALANCE_AVAILABLE, "connected_account", "position", "amount")
            .accounts("platform");
    assertEquals(List.of("platform 0 3", "platform 1 5"), rows(of));
    assertEquals(0, calls(of).size());
    assertEquals(List.of("platform 0 3", "platform 1 5"), rows(of));
  }

  @Test
  void childrenFollowedOverPagesAreCached() {
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
    ScanSpecBuilder lines =
        ScanSpecBuilder.of(TestCatalog.LINES, "invoice", "id").accounts("platform");
    Set<String> first = new HashSet<>(rows(lines));
    assertEquals(6, first.size());
    assertEquals(0, calls(lines).size());
    assertEquals(first, new HashSet<>(rows(lines)));
  }

  @Test
  void aListThatIsNotThereIsCachedToo() {
    ScanSpecBuilder lines =
        ScanSpecBuilder.of(TestCatalog.LINES, "id").accounts("platform").parents("in_none");
    assertEquals(1, calls(lines).size());
    assertEquals(List.of(), calls(lines));
    pass(TTL + 1);
    assertEquals(1, calls(lines).size());
  }

  @Test
  void anObjectOfOneAccountIsNotThatOfAnother() {
    accounts = Set.of("acct_1", "acct_2");
    for (String account : accounts) {
      Thing thing = new Thing("ch_1", OLD, Map.of("customer", "\"cus_of_" + account + "\""));
      api.list(account, "/v1/charges", List.of(thing));
    }
    ScanSpecBuilder first = ScanSpecBuilder.of(TestCatalog.CHARGES, "customer").accounts("acct_1");
    ScanSpecBuilder second = ScanSpecBuilder.of(TestCatalog.CHARGES, "customer").accounts("acct_2");
    assertEquals(List.of("cus_of_acct_1"), rows(first));
    assertEquals(List.of("cus_of_acct_2"), rows(second.ids("ch_1")));
    assertEquals(List.of("cus_of_acct_1"), rows(first.ids("ch_1")));
    assertEquals(2, api.asked().size());
  }
}

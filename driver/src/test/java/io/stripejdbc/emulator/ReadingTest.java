package io.stripejdbc.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Windows, pages, expansions, hidden rows, search and v2 answer as the API documents them. */
class ReadingTest {
  private static final String[] PINNED = {"Stripe-Version", World.API_VERSION};

  private static Emulator emulator;
  private static World world;
  private static EmulatorClient client;

  @BeforeAll
  static void start() {
    emulator = Emulator.start(EmulatorOptions.demo().withScale(0.3));
    world = emulator.world();
    client = new EmulatorClient(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  private static List<String> ids(Iterable<JsonNode> rows) {
    List<String> ids = new ArrayList<>();
    rows.forEach(row -> ids.add(row.get("id").asText()));
    return ids;
  }

  @Test
  void windowsOfCreatedCutAListWithoutLoss() {
    List<JsonNode> all = client.all("/v1/charges");
    long middle = all.get(all.size() / 2).get("created").asLong();
    List<String> parts = new ArrayList<>(ids(client.all("/v1/charges?created[gt]=" + middle)));
    parts.addAll(ids(client.all("/v1/charges?created[lte]=" + middle)));
    assertEquals(ids(all), parts);
    String second = "/v1/charges?created=" + middle;
    assertTrue(client.all(second).stream().allMatch(row -> row.get("created").asLong() == middle));
  }

  @Test
  void endingBeforeGivesTheRowsAbove() {
    JsonNode page = client.json("/v1/charges?limit=20").get("data");
    JsonNode above = client.json("/v1/charges?limit=5&ending_before=" + page.at("/10/id").asText());
    assertEquals(ids(page).subList(5, 10), ids(above.get("data")));
    assertTrue(above.get("has_more").asBoolean());
    JsonNode top = client.json("/v1/charges?limit=5&ending_before=" + page.at("/3/id").asText());
    assertEquals("3 false", top.get("data").size() + " " + top.get("has_more").asBoolean());
  }

  @Test
  void expansionPutsTheObjectWhereItsIdWas() {
    List<JsonNode> disputes = client.all("/v1/disputes?expand[]=data.charge.balance_transaction");
    assertFalse(disputes.isEmpty());
    for (JsonNode dispute : disputes) {
      assertEquals("charge", dispute.at("/charge/object").asText());
      assertEquals(
          "balance_transaction", dispute.at("/charge/balance_transaction/object").asText());
    }
    JsonNode txn = client.json("/v1/balance_transactions?type=refund&expand[]=data.source");
    assertEquals("refund", txn.at("/data/0/source/object").asText());
    String discounted = "/v1/subscriptions?status=all&expand[]=data.discounts";
    assertTrue(
        client.all(discounted).stream()
            .anyMatch(each -> each.at("/discounts/0/object").asText().equals("discount")));
  }

  @Test
  void someFieldsComeOnlyWhenExpanded() {
    String refunded = world.objects(World.PLATFORM, "/v1/refunds").get(0).get("charge").asText();
    assertFalse(client.json("/v1/charges/" + refunded).has("refunds"));
    JsonNode charge = client.json("/v1/charges/" + refunded + "?expand[]=refunds");
    assertEquals(refunded, charge.at("/refunds/data/0/charge").asText());
    List<JsonNode> prices = client.all("/v1/prices?expand[]=data.tiers");
    assertTrue(prices.stream().anyMatch(price -> price.path("tiers").size() == 2));
  }

  @Test
  void listsHideWhatTheApiHides() {
    List<JsonNode> shown = client.all("/v1/subscriptions");
    List<JsonNode> all = client.all("/v1/subscriptions?status=all");
    assertTrue(shown.size() < all.size());
    assertEquals(world.rows(World.PLATFORM, "/v1/subscriptions").size(), all.size());
    assertTrue(client.all("/v1/prices").stream().allMatch(each -> each.get("active").asBoolean()));
    assertFalse(client.all("/v1/prices?active=false").isEmpty());
    String deleted =
        world.objects(World.PLATFORM, "/v1/customers").stream()
            .filter(each -> each.has("deleted"))
            .findFirst()
            .orElseThrow()
            .get("id")
            .asText();
    assertFalse(ids(client.all("/v1/customers")).contains(deleted));
    assertTrue(client.json("/v1/customers/" + deleted).get("deleted").asBoolean());
  }

  @Test
  void eventsAreOfThirtyDaysAndTakeWildcards() {
    List<JsonNode> events = client.all("/v1/events?type=charge.*");
    long since = world.now().getEpochSecond() - 30L * 86_400;
    assertFalse(events.isEmpty());
    for (JsonNode event : events) {
      assertTrue(event.get("type").asText().startsWith("charge."));
      assertTrue(event.get("created").asLong() > since);
      assertTrue(event.at("/data/object/id").isTextual(), event.toString());
    }
    String two = "/v1/events?types[]=charge.failed&types[]=payout.paid";
    Set<String> types =
        client.all(two).stream().map(each -> each.get("type").asText()).collect(Collectors.toSet());
    assertEquals(Set.of("charge.failed", "payout.paid"), types);
  }

  @Test
  void anAccountSeesItsOwnAndThePlatformSeesIts() {
    String account = world.connectedAccounts().get(2);
    List<String> theirs = ids(client.all("/v1/charges", "Stripe-Account", account));
    assertEquals(ids(client.all("/v1/charges", "Stripe-Context", account)), theirs);
    assertFalse(theirs.equals(ids(client.all("/v1/charges"))));
    assertEquals(account, client.json("/v1/account", "Stripe-Account", account).get("id").asText());
    assertEquals(List.of(), client.all("/v1/accounts", "Stripe-Account", account));
    assertEquals(world.platformId(), client.json("/v1/account").get("id").asText());
  }

  @Test
  void whileSomebodyReadsRowsMayComeAndGo() {
    String account = world.connectedAccounts().get(5);
    JsonNode page = client.json("/v1/refunds?limit=2", "Stripe-Account", account);
    String last = page.at("/data/1/id").asText();
    ObjectNode fresh = ((ObjectNode) page.at("/data/0")).deepCopy().put("id", "re_new");
    world.add(account, "/v1/refunds", fresh.put("created", world.now().getEpochSecond()));
    JsonNode now = client.json("/v1/refunds?limit=1", "Stripe-Account", account);
    assertEquals("re_new", now.at("/data/0/id").asText());
    int before = world.rows(account, "/v1/refunds").size();
    world.add(account, "/v1/refunds", fresh.put("status", "pending"));
    assertEquals(before, world.rows(account, "/v1/refunds").size());
    world.remove(account, "/v1/refunds", last);
    JsonNode gone = client.json("/v1/refunds?starting_after=" + last, "Stripe-Account", account);
    assertEquals("resource_missing", gone.at("/error/code").asText());
  }

  @Test
  void searchSpeaksItsLanguage() {
    List<JsonNode> all = client.all("/v1/charges");
    long succeeded =
        all.stream()
            .filter(each -> each.get("status").asText().equals("succeeded"))
            .filter(each -> each.get("amount").asLong() > 5000)
            .count();
    JsonNode found =
        search("charges", "status:\"SUCCEEDED\" AND amount>5000", "&expand[]=total_count");
    assertEquals(succeeded, found.get("total_count").asLong());
    assertEquals("search_result", found.get("object").asText());
    JsonNode next =
        search(
            "charges",
            "status:\"succeeded\" AND amount>5000",
            "&page=" + found.get("next_page").asText());
    assertFalse(ids(next.get("data")).contains(found.at("/data/0/id").asText()));
    assertTrue(search("products", "name~\"plan\"", "").get("data").size() > 0);
    assertTrue(search("customers", "metadata[\"plan\"]:\"pro\"", "").get("data").size() > 0);
    JsonNode others = search("charges", "-status:\"succeeded\"", "").get("data");
    assertFalse(others.isEmpty());
    others.forEach(each -> assertFalse(each.get("status").asText().equals("succeeded")));
    assertTrue(search("charges", "colour:\"red\"", "").has("error"));
    assertTrue(search("charges", "status:\"a\" AND status:\"b\" OR status:\"c\"", "").has("error"));
  }

  private static JsonNode search(String list, String query, String more) {
    return client.json("/v1/" + list + "/search?query=" + query + more);
  }

  @Test
  void v2PagesByLinksAndIncludesOnRequest() {
    List<String> ids = new ArrayList<>();
    JsonNode page = client.json("/v2/core/accounts?limit=4", PINNED);
    while (true) {
      ids.addAll(ids(page.get("data")));
      assertTrue(page.at("/data/0/identity").isNull());
      if (page.get("next_page_url").isNull()) {
        break;
      }
      page = client.json(page.get("next_page_url").asText(), PINNED);
    }
    assertEquals(Set.copyOf(world.connectedAccounts()), Set.copyOf(ids));
    assertEquals(world.connectedAccounts().size(), ids.size());
    String one = "/v2/core/accounts/" + ids.get(0) + "?include[0]=identity";
    assertTrue(client.json(one, PINNED).get("identity").isObject());
    assertTrue(client.json(one, PINNED).get("created").asText().matches(".*T.*\\.\\d{3}Z"));
    String next = client.json("/v2/core/accounts?limit=4", PINNED).get("next_page_url").asText();
    JsonNode other = client.json(next + "&closed=false", PINNED);
    assertEquals("page", other.at("/error/param").asText());
  }
}

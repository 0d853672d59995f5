package io.stripejdbc.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stripejdbc.emulator.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What holds between the objects of an account at any time. */
final class WorldChecks {
  private static final List<String> SOURCES =
      List.of(
          "/v1/charges",
          "/v1/refunds",
          "/v1/payouts",
          "/v1/transfers",
          "/v1/topups",
          "/v1/application_fees",
          "/v1/disputes",
          "/v1/application_fees/{id}/refunds",
          "/v1/transfers/{id}/reversals");

  private WorldChecks() {}

  static void check(World world, String account) {
    aRefundsChargeKnowsItsSum(world, account);
    balanceTransactionsAddUpToTheBalance(world, account);
    everySourceHasItsTransaction(world, account);
    anInvoiceIsTheSumOfItsLines(world, account);
    aListIsNewestFirstAndOfNow(world, account);
  }

  static Map<String, JsonNode> byId(World world, String account, String path) {
    Map<String, JsonNode> byId = new HashMap<>();
    world.objects(account, path).forEach(each -> byId.put(each.get("id").asText(), each));
    return byId;
  }

  /** The number of refunds. */
  static int aRefundsChargeKnowsItsSum(World world, String account) {
    Map<String, JsonNode> charges = byId(world, account, "/v1/charges");
    Map<String, Long> refunded = new HashMap<>();
    List<? extends JsonNode> refunds = world.objects(account, "/v1/refunds");
    for (JsonNode refund : refunds) {
      JsonNode charge = charges.get(refund.get("charge").asText());
      assertTrue(refund.get("created").asLong() >= charge.get("created").asLong());
      if (!refund.get("status").asText().equals("failed")) {
        refunded.merge(charge.get("id").asText(), refund.get("amount").asLong(), Long::sum);
      }
    }
    charges.forEach(
        (id, charge) ->
            assertEquals(
                refunded.getOrDefault(id, 0L), charge.get("amount_refunded").asLong(), id));
    return refunds.size();
  }

  static void balanceTransactionsAddUpToTheBalance(World world, String account) {
    Map<String, Long> sums = new TreeMap<>();
    for (JsonNode txn : world.objects(account, "/v1/balance_transactions")) {
      assertEquals(txn.get("net").asLong(), txn.get("amount").asLong() - txn.get("fee").asLong());
      String where = txn.get("status").asText() + " " + txn.get("currency").asText();
      sums.merge(where, txn.get("net").asLong(), Long::sum);
    }
    JsonNode balance = world.objects(account, "/v1/balance").get(0);
    for (String status : List.of("available", "pending")) {
      for (JsonNode amount : balance.get(status)) {
        String where = status + " " + amount.get("currency").asText();
        assertEquals(
            sums.getOrDefault(where, 0L), amount.get("amount").asLong(), account + " " + where);
        sums.remove(where);
      }
    }
    assertEquals(Map.of(), sums, account);
  }

  static void everySourceHasItsTransaction(World world, String account) {
    Set<String> txns = byId(world, account, "/v1/balance_transactions").keySet();
    Set<String> ids = new HashSet<>();
    for (String path : SOURCES) {
      for (JsonNode source : world.objects(account, path)) {
        ids.add(source.get("id").asText());
        if (source.hasNonNull("balance_transaction")) {
          assertTrue(txns.contains(source.get("balance_transaction").asText()));
        }
      }
    }
    for (JsonNode txn : world.objects(account, "/v1/balance_transactions")) {
      assertTrue(ids.contains(txn.get("source").asText()), txn.toString());
    }
  }

  /** Whether some invoice has more lines than it embeds. */
  static boolean anInvoiceIsTheSumOfItsLines(World world, String account) {
    boolean more = false;
    for (JsonNode invoice : world.objects(account, "/v1/invoices")) {
      JsonNode lines = invoice.get("lines");
      assertTrue(lines.get("data").size() <= 10);
      if (lines.get("has_more").asBoolean()) {
        more = true;
        continue;
      }
      long sum = 0;
      for (JsonNode line : lines.get("data")) {
        assertEquals(invoice.get("id"), line.get("invoice"));
        sum += line.get("amount").asLong();
      }
      assertEquals(sum, invoice.get("subtotal").asLong());
    }
    return more;
  }

  private static void aListIsNewestFirstAndOfNow(World world, String account) {
    long now = world.now().getEpochSecond();
    for (String path : List.of("/v1/charges", "/v1/events", "/v1/balance_transactions")) {
      long last = now;
      for (JsonNode each : world.objects(account, path)) {
        assertTrue(each.get("created").asLong() <= last, each.toString());
        last = each.get("created").asLong();
      }
    }
  }
}

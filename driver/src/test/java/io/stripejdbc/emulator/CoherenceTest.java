package io.stripejdbc.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The marketplace's books agree with one another, for the platform and every account. */
class CoherenceTest {
  private static Emulator emulator;
  private static World world;

  @BeforeAll
  static void start() {
    emulator = Emulator.start(EmulatorOptions.demo().withScale(0.3));
    world = emulator.world();
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  private static List<String> accounts() {
    List<String> accounts = new ArrayList<>(world.connectedAccounts());
    accounts.add(World.PLATFORM);
    return accounts;
  }

  private static List<? extends JsonNode> all(String account, String path) {
    return world.objects(account, path);
  }

  private static Map<String, JsonNode> byId(String account, String path) {
    return WorldChecks.byId(world, account, path);
  }

  @Test
  void aRefundsChargeExistsAndKnowsItsSum() {
    int refunds = 0;
    for (String account : accounts()) {
      refunds += WorldChecks.aRefundsChargeKnowsItsSum(world, account);
    }
    assertTrue(refunds > 50, "refunds: " + refunds);
  }

  @Test
  void balanceTransactionsAddUpToTheBalance() {
    accounts().forEach(each -> WorldChecks.balanceTransactionsAddUpToTheBalance(world, each));
  }

  @Test
  void anAutomaticPayoutIsTheSumOfItsTransactions() {
    EmulatorClient client = new EmulatorClient(emulator);
    String account = world.connectedAccounts().get(0);
    List<JsonNode> payouts = client.all("/v1/payouts", "Stripe-Account", account);
    assertTrue(payouts.size() > 10);
    for (JsonNode payout : payouts.subList(0, 10)) {
      String filter = "/v1/balance_transactions?payout=" + payout.get("id").asText();
      List<JsonNode> txns = client.all(filter, "Stripe-Account", account);
      long paidOut = txns.stream().mapToLong(txn -> txn.get("net").asLong()).sum();
      assertEquals(0, paidOut, "the payout takes what its transactions brought");
      assertTrue(txns.stream().anyMatch(txn -> txn.get("type").asText().equals("payout")));
    }
  }

  @Test
  void aTransferArrivesAsAPaymentOfTheConnectedAccount() {
    Map<String, Map<String, JsonNode>> payments = new HashMap<>();
    List<? extends JsonNode> transfers = all(World.PLATFORM, "/v1/transfers");
    assertTrue(transfers.size() > 100);
    for (JsonNode transfer : transfers) {
      String destination = transfer.get("destination").asText();
      JsonNode arrived =
          payments
              .computeIfAbsent(destination, account -> byId(account, "/v1/charges"))
              .get(transfer.get("destination_payment").asText());
      assertEquals(transfer.get("id"), arrived.get("source_transfer"));
      assertEquals(transfer.get("amount"), arrived.get("amount"));
      assertEquals(transfer.get("currency"), arrived.get("currency"));
    }
  }

  @Test
  void anApplicationFeeBelongsToAChargeOfItsAccount() {
    List<? extends JsonNode> fees = all(World.PLATFORM, "/v1/application_fees");
    assertTrue(fees.size() > 100);
    for (JsonNode fee : fees) {
      String account = fee.get("account").asText();
      JsonNode charge = world.object(account, "/v1/charges", fee.get("charge").asText()).get();
      assertEquals(fee.get("id"), charge.get("application_fee"));
    }
  }

  @Test
  void everyTransactionHasItsSourceAndEverySourceItsTransaction() {
    accounts().forEach(each -> WorldChecks.everySourceHasItsTransaction(world, each));
  }

  @Test
  void anInvoiceIsTheSumOfItsLines() {
    boolean more = false;
    for (String account : accounts()) {
      more |= WorldChecks.anInvoiceIsTheSumOfItsLines(world, account);
    }
    assertTrue(more, "some invoice has more lines than it embeds");
  }

  @Test
  void nothingHappensAfterNowAndKuwaitPaysInTens() {
    long now = world.now().getEpochSecond();
    Set<String> currencies = new HashSet<>();
    for (String account : accounts()) {
      for (String path : List.of("/v1/charges", "/v1/refunds", "/v1/invoices", "/v1/payouts")) {
        for (JsonNode each : all(account, path)) {
          assertTrue(each.get("created").asLong() <= now, each.toString());
          currencies.add(each.get("currency").asText());
          boolean tens = each.path("amount").asLong() % 10 == 0;
          assertTrue(tens || !each.get("currency").asText().equals("kwd"), each.toString());
        }
      }
    }
    assertTrue(currencies.containsAll(Set.of("usd", "eur", "gbp", "jpy", "kwd")));
  }

  @Test
  void theSameSeedAndClockGiveTheSameWorld() {
    try (Emulator twin = Emulator.start(EmulatorOptions.demo().withScale(0.3))) {
      for (String path : List.of("/v1/charges", "/v1/events", "/v1/issuing/cards")) {
        assertEquals(all(World.PLATFORM, path), twin.world().objects(World.PLATFORM, path));
      }
    }
  }

  @Test
  void theSameIsSoldWheneverItIs() {
    EmulatorOptions later = EmulatorOptions.demo(Instant.parse("2027-03-02T23:59:59Z"));
    try (Emulator twin = Emulator.start(later.withScale(0.3))) {
      for (String account : accounts()) {
        assertEquals(sales(world, account), sales(twin.world(), account), account);
      }
    }
  }

  private static Map<String, Long> sales(World where, String account) {
    Map<String, Long> sales = new TreeMap<>();
    for (JsonNode charge : where.objects(account, "/v1/charges")) {
      String kind = charge.get("currency").asText() + " " + charge.get("status").asText();
      sales.merge(kind, charge.get("amount").asLong(), Long::sum);
      sales.merge("number of " + kind, 1L, Long::sum);
    }
    return sales;
  }

  @Test
  void someObjectsShareASecond() {
    List<Long> seconds =
        all(World.PLATFORM, "/v1/charges").stream()
            .map(each -> each.get("created").asLong())
            .toList();
    assertFalse(seconds.size() == Set.copyOf(seconds).size());
    assertEquals(seconds.stream().sorted((a, b) -> Long.compare(b, a)).toList(), seconds);
  }

  @Test
  void everySubscriptionStatusIsThere() {
    Set<String> statuses =
        all(World.PLATFORM, "/v1/subscriptions").stream()
            .map(each -> each.get("status").asText())
            .collect(Collectors.toSet());
    assertTrue(
        statuses.containsAll(Set.of("active", "canceled", "trialing", "past_due", "paused")),
        statuses.toString());
  }
}

package io.stripejdbc.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.emulator.world.change.AppliedChange;
import io.stripejdbc.emulator.world.change.WorldChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What changes of the world do to objects, lists and events, as a client of the API sees it. */
class WorldChangesTest extends ChangingWorldFixture {
  private List<JsonNode> events(String... headers) {
    return client.all("/v1/events?created[gte]=" + world.now().getEpochSecond(), headers);
  }

  @Test
  void aRefundChangesTheChargeAndTellsBoth() {
    JsonNode charge =
        first(
            "/v1/charges",
            each ->
                each.get("paid").asBoolean()
                    && each.get("captured").asBoolean()
                    && each.get("amount_refunded").asLong() == 0
                    && !each.hasNonNull("transfer"));
    String id = charge.get("id").asText();
    control.advance(Duration.ofMinutes(5));
    AppliedChange refund = control.apply(new WorldChange.RefundCharge(World.PLATFORM, id, 100));

    assertEquals(100, client.json("/v1/charges/" + id).get("amount_refunded").asLong());
    JsonNode newest = client.json("/v1/refunds?limit=1").get("data").get(0);
    assertEquals(refund.id(), newest.get("id").asText());
    List<JsonNode> events = events();
    assertTrue(types(events).containsAll(Set.of("refund.created", "charge.refunded")));
    JsonNode told = events.stream().filter(has("type", "charge.refunded")).findFirst().get();
    assertEquals(id, told.at("/data/object/id").asText());
    assertEquals(100, told.at("/data/object/amount_refunded").asLong());
    assertEquals(world.now().getEpochSecond(), told.get("created").asLong());
    assertEquals(refund.events().size(), events.size());
  }

  @Test
  void aRefundOfADestinationChargeIsToldOnBothAccounts() {
    JsonNode charge =
        first(
            "/v1/charges",
            each -> each.hasNonNull("transfer") && each.get("amount_refunded").asLong() == 0);
    String destination = charge.at("/transfer_data/destination").asText();
    control.advance(Duration.ofMinutes(5));
    long whole = charge.get("amount").asLong();
    control.apply(new WorldChange.RefundCharge(World.PLATFORM, charge.get("id").asText(), whole));
    assertTrue(types(events()).contains("transfer.reversed"));
    List<JsonNode> theirs = events("Stripe-Account", destination);
    assertEquals(Set.of("refund.created", "charge.refunded"), types(theirs));
    assertEquals(destination, theirs.get(0).get("account").asText());
  }

  @Test
  void aDeletedCustomerSaysSoAndIsInNoList() {
    JsonNode living = first("/v1/subscriptions?status=active", each -> true);
    String id = living.get("customer").asText();
    control.advance(Duration.ofMinutes(1));
    control.apply(new WorldChange.DeleteCustomer(World.PLATFORM, id));
    JsonNode gone = client.json("/v1/customers/" + id);
    assertTrue(gone.get("deleted").asBoolean());
    assertEquals(3, gone.size());
    assertFalse(
        client.all("/v1/customers").stream().anyMatch(has("id", id)), "the list has it still");
    String subscription = "/v1/subscriptions/" + living.get("id").asText();
    assertEquals("canceled", client.json(subscription).get("status").asText());
    List<JsonNode> events = events();
    assertTrue(
        types(events).containsAll(Set.of("customer.deleted", "customer.subscription.deleted")));
    JsonNode told = events.stream().filter(has("type", "customer.deleted")).findFirst().get();
    assertTrue(told.at("/data/object/email").isTextual(), "the event shows what was deleted");
  }

  @Test
  void aCustomerThatIsRenamedTellsTheNameBefore() {
    String id = customer();
    String name = client.json("/v1/customers/" + id).get("name").asText();
    control.advance(Duration.ofMinutes(1));
    control.apply(new WorldChange.RenameCustomer(World.PLATFORM, id, "Somebody Else"));
    assertEquals("Somebody Else", client.json("/v1/customers/" + id).get("name").asText());
    JsonNode told = events().get(0);
    assertEquals("customer.updated", told.get("type").asText());
    assertEquals(1, told.at("/data/previous_attributes").size());
    assertEquals(name, told.at("/data/previous_attributes/name").asText());
  }

  @Test
  void deletedDraftsProductsAndCouponsAreInNoList() {
    AppliedChange draft = control.apply(new WorldChange.DraftInvoice(World.PLATFORM, customer()));
    control.apply(new WorldChange.DeleteInvoice(World.PLATFORM, draft.id()));
    AppliedChange product = control.apply(new WorldChange.CreateProduct(World.PLATFORM, "Jar"));
    control.apply(new WorldChange.DeleteProduct(World.PLATFORM, product.id()));
    control.apply(new WorldChange.CreateCoupon(World.PLATFORM, "SUMMER", 20));
    control.apply(new WorldChange.DeleteCoupon(World.PLATFORM, "SUMMER"));
    assertEquals(404, client.raw("/v1/invoices/" + draft.id()).statusCode());
    assertEquals(404, client.raw("/v1/products/" + product.id()).statusCode());
    assertTrue(client.json("/v1/coupons/SUMMER").get("deleted").asBoolean());
    for (String list : List.of("/v1/invoices", "/v1/products", "/v1/coupons")) {
      List<String> gone = List.of(draft.id(), product.id(), "SUMMER");
      assertTrue(
          client.all(list).stream().noneMatch(each -> gone.contains(each.get("id").asText())));
    }
    Set<String> told = types(events());
    assertTrue(told.containsAll(Set.of("invoice.deleted", "product.deleted", "coupon.deleted")));
  }

  @Test
  void aDraftIsFinalisedAndPaid() {
    AppliedChange draft = control.apply(new WorldChange.DraftInvoice(World.PLATFORM, customer()));
    control.advance(Duration.ofHours(1));
    control.apply(new WorldChange.FinalizeInvoice(World.PLATFORM, draft.id()));
    JsonNode open = client.json("/v1/invoices/" + draft.id());
    assertEquals("open", open.get("status").asText());
    assertTrue(open.hasNonNull("number"));
    control.advance(Duration.ofHours(1));
    control.apply(new WorldChange.PayInvoice(World.PLATFORM, draft.id()));
    JsonNode paid = client.json("/v1/invoices/" + draft.id());
    assertEquals("paid", paid.get("status").asText());
    assertEquals(0, paid.get("amount_remaining").asLong());
    Set<String> told = types(events());
    assertTrue(
        told.containsAll(Set.of("invoice.paid", "charge.succeeded", "invoice_payment.paid")),
        told.toString());
  }

  @Test
  void aSubscriptionIsRenewedWithAnInvoiceThatIsPaidOrNot() {
    JsonNode living = first("/v1/subscriptions?status=active", each -> !ends(each));
    String id = living.get("id").asText();
    control.advance(Duration.ofMinutes(1));
    control.apply(new WorldChange.RenewSubscription(World.PLATFORM, id, true));
    JsonNode renewed = client.json("/v1/subscriptions/" + id);
    long start = renewed.at("/items/data/0/current_period_start").asLong();
    assertEquals(world.now().getEpochSecond(), start);
    String invoice = renewed.get("latest_invoice").asText();
    assertNotEquals(living.get("latest_invoice").asText(), invoice);
    JsonNode paid = client.json("/v1/invoices/" + invoice);
    assertEquals("subscription_cycle", paid.get("billing_reason").asText());
    assertEquals("paid", paid.get("status").asText());
    assertTrue(
        types(events())
            .containsAll(
                Set.of(
                    "customer.subscription.updated",
                    "invoice.created",
                    "invoice.finalized",
                    "invoice.paid",
                    "charge.succeeded")));
    control.advance(Duration.ofMinutes(1));
    control.apply(new WorldChange.RenewSubscription(World.PLATFORM, id, false));
    JsonNode late = client.json("/v1/subscriptions/" + id);
    assertEquals("past_due", late.get("status").asText());
    JsonNode open = client.json("/v1/invoices/" + late.get("latest_invoice").asText());
    assertEquals("open", open.get("status").asText());
    Set<String> told = types(events());
    assertTrue(
        told.contains("invoice.payment_failed") && !told.contains("invoice.paid"), "" + told);
  }

  private static boolean ends(JsonNode subscription) {
    return subscription.get("cancel_at_period_end").asBoolean();
  }

  @Test
  void anAccountIsClosedAndGetsAnotherBankAccount() {
    String account = world.connectedAccounts().get(0);
    JsonNode before = client.json("/v1/accounts/" + account);
    boolean open = before.get("charges_enabled").asBoolean();
    control.advance(Duration.ofMinutes(1));
    control.apply(new WorldChange.RestrictAccount(account, open));
    assertEquals(!open, client.json("/v1/accounts/" + account).get("charges_enabled").asBoolean());
    JsonNode capability = client.json("/v1/accounts/" + account + "/capabilities/transfers");
    assertEquals(open ? "inactive" : "active", capability.get("status").asText());
    assertEquals(
        Set.of("account.updated", "capability.updated", "person.updated"),
        types(events("Stripe-Account", account)));
    control.advance(Duration.ofMinutes(1));
    String now = control.apply(new WorldChange.ReplaceBankAccount(account)).id();
    List<JsonNode> banks = client.all("/v1/accounts/" + account + "/external_accounts");
    assertEquals(List.of(now), banks.stream().map(each -> each.get("id").asText()).toList());
    assertEquals(
        Set.of(
            "account.updated",
            "account.external_account.created",
            "account.external_account.deleted"),
        types(events("Stripe-Account", account)));
    assertEquals(List.of(), events());
  }

  @Test
  void whatIsPendingBecomesAvailableInSilence() {
    control.apply(new WorldChange.TakePayment(World.PLATFORM, customer(), 5000, ""));
    JsonNode txn = client.json("/v1/balance_transactions?limit=1").get("data").get(0);
    assertEquals("pending", txn.get("status").asText());
    control.advance(Duration.ofDays(3));
    String path = "/v1/balance_transactions/" + txn.get("id").asText();
    assertEquals("available", client.json(path).get("status").asText());
    List<JsonNode> about = client.all("/v1/events?types[0]=balance.available");
    assertFalse(about.isEmpty(), "one event says that something is available, about no row");
  }

  @Test
  void aPayoutOnItsWayArrives() {
    control.advance(Duration.ofDays(3));
    AppliedChange sent = control.apply(new WorldChange.PayOut(World.PLATFORM));
    assertNotEquals("", sent.id());
    String path = "/v1/payouts/" + sent.id();
    assertEquals("pending", client.json(path).get("status").asText());
    control.advance(Duration.ofDays(3));
    assertEquals("paid", client.json(path).get("status").asText());
    assertTrue(
        client.all("/v1/events?type=payout.paid").stream()
            .anyMatch(each -> each.at("/data/object/id").asText().equals(sent.id())));
  }

  @Test
  void aChangeThatCannotHappenIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> control.apply(new WorldChange.PayInvoice(World.PLATFORM, "in_nobody")));
    Instant now = world.now();
    assertThrows(IllegalArgumentException.class, () -> control.advanceTo(now.minusSeconds(1)));
  }

  @Test
  void whatNoEventTellsChangesAllTheSame() {
    String id = first("/v1/payment_intents", each -> true).get("id").asText();
    control.advance(Duration.ofMinutes(1));
    control.apply(new WorldChange.AnnotatePaymentIntent(World.PLATFORM, id, "call back"));
    assertEquals(
        "call back", client.json("/v1/payment_intents/" + id).at("/metadata/note").asText());
    assertEquals(List.of(), new ArrayList<>(events()));
  }
}

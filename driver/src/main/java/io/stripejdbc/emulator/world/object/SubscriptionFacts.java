package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.Discounts;
import io.stripejdbc.emulator.world.model.Subscription;

/** Subscriptions and their items as the API writes them. */
public final class SubscriptionFacts {
  private SubscriptionFacts() {}

  public static ObjectNode of(Subscription subscription) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", subscription.id);
    facts.put("created", subscription.created);
    facts.put("start_date", subscription.created);
    facts.put("billing_cycle_anchor", subscription.created);
    facts.put("status", subscription.status);
    facts.put("customer", subscription.buyer.id());
    facts.put("currency", subscription.currency().code());
    facts.put(
        "collection_method", subscription.sendInvoice ? "send_invoice" : "charge_automatically");
    facts.put("cancel_at_period_end", subscription.endsWithPeriod);
    facts.putObject("automatic_tax").put("enabled", false);
    facts.putObject("billing_mode").put("type", "classic");
    facts.putObject("invoice_settings").putObject("issuer").put("type", "self");
    facts.putObject("metadata").put("seats", String.valueOf(subscription.items.size()));
    facts.putArray("default_tax_rates");
    ArrayNode discounts = facts.putArray("discounts");
    if (subscription.discount != null) {
      discounts.add(subscription.discount.id());
    }
    if (subscription.sendInvoice) {
      facts.put("days_until_due", 30);
    } else {
      facts.put("default_payment_method", subscription.buyer.method().id());
    }
    if (!subscription.invoices.isEmpty()) {
      facts.put("latest_invoice", subscription.invoices.get(subscription.invoices.size() - 1).id);
    }
    if (subscription.collectionPaused) {
      facts.putObject("pause_collection").put("behavior", "keep_as_draft");
    }
    ends(facts, subscription);
    hidden(facts, subscription);
    return facts;
  }

  private static void ends(ObjectNode facts, Subscription subscription) {
    if (subscription.trialEnd > 0) {
      facts.put("trial_start", subscription.created).put("trial_end", subscription.trialEnd);
      facts
          .putObject("trial_settings")
          .putObject("end_behavior")
          .put("missing_payment_method", "create_invoice");
    }
    if (subscription.canceledAt > 0) {
      facts.put("canceled_at", subscription.canceledAt).put("ended_at", subscription.canceledAt);
      facts.putObject("cancellation_details").put("reason", "cancellation_requested");
    } else if (subscription.endsWithPeriod) {
      facts.put("cancel_at", subscription.periodEnd);
      facts.put("canceled_at", subscription.periodStart + 60);
      ObjectNode details = facts.putObject("cancellation_details");
      details.put("reason", "cancellation_requested").put("feedback", "too_expensive");
    }
    if (subscription.status.equals("incomplete_expired")) {
      facts.put("ended_at", subscription.created + 23 * 3600);
    }
  }

  /** What the list filters by and the object does not say itself. */
  private static void hidden(ObjectNode facts, Subscription subscription) {
    facts.put("_period_start", subscription.periodStart);
    facts.put("_period_end", subscription.periodEnd);
    ArrayNode prices = facts.putArray("_prices");
    subscription.items.forEach(item -> prices.add(item.price().id()));
  }

  public static ObjectNode of(Subscription subscription, Subscription.Item item) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", item.id());
    facts.put("created", item.created());
    facts.put("subscription", subscription.id);
    if (!item.price().metered()) {
      facts.put("quantity", item.quantity());
    }
    ArrayNode discounts = facts.putArray("discounts");
    Discounts.Use use = subscription.itemDiscounts.get(item.id());
    if (use != null) {
      discounts.add(use.id());
    }
    facts.put("current_period_start", subscription.periodStart);
    facts.put("current_period_end", subscription.periodEnd);
    facts.putObject("metadata");
    facts.putArray("tax_rates");
    facts.set("price", ProductFacts.of(item.price()));
    facts.set("plan", ProductFacts.plan(item.price()));
    return facts;
  }
}

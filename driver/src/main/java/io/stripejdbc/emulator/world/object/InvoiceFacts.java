package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.Invoice;
import io.stripejdbc.emulator.world.model.PaymentIntent;
import io.stripejdbc.emulator.world.model.Subscription;
import io.stripejdbc.emulator.world.model.WorldClock;

/** Invoices as the API writes them. */
public final class InvoiceFacts {
  private InvoiceFacts() {}

  public static ObjectNode of(Invoice invoice) {
    ObjectNode facts = JsonNodes.object();
    Buyer buyer = invoice.buyer;
    facts.put("id", invoice.id);
    facts.put("created", invoice.created);
    facts.put("currency", invoice.currency.code());
    facts.put("status", invoice.status);
    facts.put("number", invoice.number.isEmpty() ? null : invoice.number);
    facts.put("billing_reason", invoice.reason);
    facts.put("customer", buyer.id());
    facts.put("customer_email", buyer.email());
    facts.put("customer_name", buyer.name());
    facts.put("customer_tax_exempt", "none");
    facts.set("customer_address", CustomerFacts.address(buyer));
    facts.put("account_name", invoice.seller.name);
    facts.put("account_country", invoice.seller.country);
    facts.put("period_start", invoice.periodStart);
    facts.put("period_end", invoice.periodEnd);
    facts.putObject("automatic_tax").put("enabled", false);
    facts.putObject("issuer").put("type", "self");
    facts.putObject("metadata");
    boolean sent = invoice.dueDate > 0;
    facts.put("collection_method", sent ? "send_invoice" : "charge_automatically");
    facts.put("due_date", sent ? (Long) invoice.dueDate : null);
    facts.put("auto_advance", invoice.status.equals("open"));
    amounts(facts, invoice);
    outcome(facts, invoice);
    parent(facts, invoice);
    return facts;
  }

  private static void amounts(ObjectNode facts, Invoice invoice) {
    long total = invoice.total();
    long paid = invoice.paid() ? total : 0;
    facts.put("subtotal", invoice.subtotal());
    facts.put("subtotal_excluding_tax", invoice.subtotal());
    facts.put("total", total);
    facts.put("total_excluding_tax", total - invoice.tax);
    facts.put("amount_due", total);
    facts.put("amount_paid", paid);
    facts.put("amount_remaining", total - paid);
    facts.put("starting_balance", 0);
    facts.put("post_payment_credit_notes_amount", invoice.credited);
    ArrayNode taxes = facts.putArray("total_taxes");
    if (invoice.tax > 0) {
      ObjectNode tax = taxes.addObject().put("amount", invoice.tax);
      tax.put("tax_behavior", "exclusive").put("taxability_reason", "standard_rated");
      tax.put("taxable_amount", invoice.subtotal()).put("type", "tax_rate_details");
    }
    ArrayNode off = facts.putArray("total_discount_amounts");
    ArrayNode discounts = facts.putArray("discounts");
    Subscription subscription = invoice.subscription;
    if (invoice.discount > 0 && subscription != null && subscription.discount != null) {
      discounts.add(subscription.discount.id());
      off.addObject().put("amount", invoice.discount).put("discount", subscription.discount.id());
    }
  }

  private static void outcome(ObjectNode facts, Invoice invoice) {
    boolean draft = invoice.status.equals("draft");
    boolean tried = invoice.intent != null && invoice.intent.latest != null;
    facts.put("attempted", tried).put("attempt_count", tried ? 1 : 0);
    if (draft) {
      facts.put("automatically_finalizes_at", invoice.created + 3600);
    } else {
      facts.put("effective_at", invoice.created);
      facts.put("ending_balance", 0);
      facts.put("webhooks_delivered_at", invoice.created + 2);
      facts.put("hosted_invoice_url", "https://invoice.stripe.example/i/" + invoice.id);
      facts.put("invoice_pdf", "https://pay.stripe.example/invoice/" + invoice.id + "/pdf");
    }
    if (invoice.status.equals("open") && tried) {
      facts.put("next_payment_attempt", invoice.created + 3 * WorldClock.DAY);
    }
    ObjectNode transitions = facts.putObject("status_transitions");
    transitions.put("finalized_at", draft ? null : (Long) finalizedAt(invoice));
    switch (invoice.status) {
      case "paid" -> transitions.put("paid_at", paidAt(invoice));
      case "void" -> transitions.put("voided_at", closedAt(invoice));
      case "uncollectible" -> transitions.put("marked_uncollectible_at", closedAt(invoice));
      default -> {}
    }
  }

  public static long finalizedAt(Invoice invoice) {
    return invoice.finalizedAt > 0 ? invoice.finalizedAt : invoice.created + 1;
  }

  static long closedAt(Invoice invoice) {
    return invoice.closedAt > 0 ? invoice.closedAt : invoice.created + 7200;
  }

  public static long paidAt(Invoice invoice) {
    PaymentIntent intent = invoice.intent;
    return intent == null || intent.latest == null ? invoice.created : intent.latest.created;
  }

  private static void parent(ObjectNode facts, Invoice invoice) {
    if (invoice.subscription != null) {
      ObjectNode parent = facts.putObject("parent").put("type", "subscription_details");
      ObjectNode details = parent.putObject("subscription_details");
      details.put("subscription", invoice.subscription.id).putObject("metadata");
    }
  }
}

package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.Invoice;
import io.stripejdbc.emulator.world.model.PaymentIntent;
import io.stripejdbc.emulator.world.model.Subscription;

/** Invoice lines, invoice items and invoice payments as the API writes them. */
public final class InvoiceLineFacts {
  private InvoiceLineFacts() {}

  public static ObjectNode line(Invoice invoice, Invoice.Line line) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", line.id());
    facts.put("invoice", invoice.id);
    facts.put("amount", line.amount()).put("subtotal", line.amount());
    facts.put("currency", invoice.currency.code());
    facts.put("description", line.text());
    facts.put("discountable", true);
    facts.put("quantity", line.quantity());
    facts.put("quantity_decimal", String.valueOf(line.quantity()));
    ObjectNode period = facts.putObject("period");
    period.put("start", invoice.periodStart).put("end", invoice.periodEnd);
    facts.set("pricing", pricing(line));
    facts.putArray("taxes");
    ArrayNode off = facts.putArray("discount_amounts");
    ObjectNode parent = facts.putObject("parent");
    Subscription subscription = invoice.subscription;
    if (subscription == null) {
      parent.put("type", "invoice_item_details");
      ObjectNode details = parent.putObject("invoice_item_details");
      details.put("invoice_item", line.item()).put("proration", false);
    } else {
      parent.put("type", "subscription_item_details");
      ObjectNode details = parent.putObject("subscription_item_details");
      details.put("subscription", subscription.id).put("subscription_item", line.item());
      details.put("proration", false);
      facts.put("subscription", subscription.id);
      if (invoice.discount > 0 && subscription.discount != null && onlyLine(invoice)) {
        off.addObject().put("amount", invoice.discount).put("discount", subscription.discount.id());
      }
    }
    return facts;
  }

  private static boolean onlyLine(Invoice invoice) {
    return invoice.lines.size() == 1;
  }

  private static ObjectNode pricing(Invoice.Line line) {
    ObjectNode pricing = JsonNodes.object().put("type", "price_details");
    pricing.put("unit_amount_decimal", String.valueOf(line.price().unitAmount()));
    ObjectNode details = pricing.putObject("price_details");
    details.put("price", line.price().id()).put("product", line.price().product().id());
    return pricing;
  }

  public static ObjectNode item(Invoice invoice, Invoice.Line line) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", line.item());
    facts.put("date", invoice.created);
    facts.put("invoice", invoice.id);
    facts.put("customer", invoice.buyer.id());
    facts.put("amount", line.amount());
    facts.put("currency", invoice.currency.code());
    facts.put("description", line.text());
    facts.put("discountable", true);
    facts.put("quantity", line.quantity());
    facts.put("quantity_decimal", String.valueOf(line.quantity()));
    ObjectNode period = facts.putObject("period");
    period.put("start", invoice.created).put("end", invoice.created);
    facts.set("pricing", pricing(line));
    facts.putObject("metadata");
    facts.put("_pending", false);
    return facts;
  }

  public static ObjectNode payment(Invoice invoice, PaymentIntent intent) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", paymentId(invoice));
    facts.put("created", InvoiceFacts.finalizedAt(invoice));
    facts.put("invoice", invoice.id);
    facts.put("currency", invoice.currency.code());
    facts.put("amount_requested", invoice.total());
    facts.put("amount_paid", invoice.paid() ? (Long) invoice.total() : null);
    facts.put("is_default", true);
    String status =
        invoice.paid() ? "paid" : intent.status.equals("canceled") ? "canceled" : "open";
    facts.put("status", status);
    ObjectNode payment = facts.putObject("payment").put("type", "payment_intent");
    payment.put("payment_intent", intent.id);
    ObjectNode transitions = facts.putObject("status_transitions");
    switch (status) {
      case "paid" -> transitions.put("paid_at", InvoiceFacts.paidAt(invoice));
      case "canceled" -> transitions.put("canceled_at", InvoiceFacts.closedAt(invoice));
      default -> {}
    }
    return facts;
  }

  public static String paymentId(Invoice invoice) {
    return "inpay_" + invoice.id.substring(3);
  }
}

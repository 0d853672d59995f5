package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.Invoice;
import io.stripejdbc.emulator.world.model.Refund;

/** Credit notes for refunded invoices, with their lines, as the API writes them. */
public final class CreditNoteFacts {
  private CreditNoteFacts() {}

  public static String id(Refund refund) {
    return "cn_" + refund.id.substring(3);
  }

  public static ObjectNode note(Invoice invoice, Refund refund) {
    ObjectNode facts = JsonNodes.object().put("id", id(refund));
    facts.put("created", refund.created).put("effective_at", refund.created);
    facts.put("invoice", invoice.id).put("customer", invoice.buyer.id());
    facts.put("currency", invoice.currency.code());
    facts.put("number", invoice.number + "-CN-01");
    facts.put("pdf", "https://pay.stripe.example/credit_notes/" + id(refund) + "/pdf");
    facts.put("reason", "order_change").put("status", "issued").put("type", "post_payment");
    facts.put("amount", refund.amount).put("subtotal", refund.amount);
    facts.put("subtotal_excluding_tax", refund.amount);
    facts.put("total", refund.amount).put("total_excluding_tax", refund.amount);
    facts.put("post_payment_amount", refund.amount);
    ObjectNode part = facts.putArray("refunds").addObject();
    part.put("amount_refunded", refund.amount).put("refund", refund.id).put("type", "refund");
    facts.putObject("metadata");
    return facts;
  }

  public static ObjectNode line(Invoice invoice, Refund refund) {
    ObjectNode facts = JsonNodes.object().put("id", "cnli_" + refund.id.substring(3));
    Invoice.Line line = invoice.lines.get(0);
    facts.put("amount", refund.amount).put("description", line.text());
    facts.put("type", "invoice_line_item").put("invoice_line_item", line.id());
    facts.put("quantity", 1).put("unit_amount", refund.amount);
    facts.put("unit_amount_decimal", String.valueOf(refund.amount));
    facts.putObject("metadata");
    return facts;
  }
}

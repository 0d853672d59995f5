package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.ApplicationFee;
import io.stripejdbc.emulator.world.model.BalanceTransaction;
import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.PaymentIntent;
import io.stripejdbc.emulator.world.model.Transfer;
import org.jspecify.annotations.Nullable;

/** Charges as the API writes them. */
public final class ChargeFacts {
  private ChargeFacts() {}

  public static ObjectNode of(Payment payment) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", payment.id);
    facts.put("created", payment.created);
    facts.put("amount", payment.amount);
    facts.put("amount_captured", payment.paid() ? payment.amount : 0);
    facts.put("amount_refunded", payment.refunded);
    facts.put("currency", payment.currency.code());
    facts.put("status", payment.status);
    facts.put("captured", payment.captured);
    facts.put("paid", payment.status.equals("succeeded"));
    facts.put("refunded", payment.refunded == payment.amount);
    facts.put("disputed", payment.dispute != null);
    facts.put("balance_transaction", id(payment.transaction));
    money(facts, payment);
    if (payment.intent != null) {
      sale(facts, payment, payment.intent);
    } else if (payment.arrivedFrom != null) {
      arrival(facts, payment.arrivedFrom);
    }
    if (payment.status.equals("failed")) {
      facts.put("failure_code", "card_declined");
      facts.put("failure_message", "Your card was declined.");
    }
    return facts;
  }

  static @Nullable String id(@Nullable BalanceTransaction transaction) {
    return transaction == null ? null : transaction.id;
  }

  private static void money(ObjectNode facts, Payment payment) {
    ApplicationFee fee = payment.fee;
    if (fee != null) {
      facts.put("application_fee", fee.id);
      facts.put("application_fee_amount", fee.amount);
    }
    if (!payment.seller.platform) {
      facts.put("application", IdGenerator.APPLICATION);
    }
    Transfer transfer = payment.transfer;
    if (transfer != null) {
      facts.put("transfer", transfer.id);
      facts.put("transfer_group", transfer.group);
      ObjectNode data = facts.putObject("transfer_data");
      data.put("destination", transfer.destination.id);
      if (fee == null) {
        data.put("amount", transfer.amount);
      }
    }
  }

  private static void sale(ObjectNode facts, Payment payment, PaymentIntent intent) {
    Buyer buyer = intent.buyer;
    facts.put("payment_intent", intent.id);
    facts.put("customer", buyer.id());
    facts.put("description", intent.description);
    facts.put("payment_method", buyer.method().id());
    facts.set("billing_details", CustomerFacts.billing(buyer));
    facts.put("receipt_email", buyer.email());
    facts.put("receipt_url", "https://pay.stripe.example/receipts/" + payment.id);
    facts.put("calculated_statement_descriptor", "HARBOUR MARKET");
    if (!intent.transferGroup.isEmpty()) {
      facts.put("transfer_group", intent.transferGroup);
    }
    facts.putObject("fraud_details");
    ObjectNode metadata = facts.putObject("metadata");
    if (intent.invoice == null) {
      metadata.put("order_id", "A-" + (intent.created % 100_000));
    }
    if (!payment.note.isEmpty()) {
      metadata.put("note", payment.note);
    }
    ObjectNode outcome = facts.putObject("outcome");
    boolean failed = payment.status.equals("failed");
    outcome.put("type", failed ? "issuer_declined" : "authorized");
    outcome.put("network_status", failed ? "declined_by_network" : "approved_by_network");
    outcome.put("seller_message", failed ? "The bank did not say why." : "Payment complete.");
    outcome.put("risk_level", intent.created % 37 == 0 ? "elevated" : "normal");
    outcome.put("risk_score", intent.created % 60);
    if (failed) {
      outcome.put("reason", "generic_decline");
    }
    facts.set("payment_method_details", PaymentMethodFacts.details(buyer, payment.amount));
  }

  private static void arrival(ObjectNode facts, Transfer transfer) {
    facts.put("source_transfer", transfer.id);
    facts.put("transfer_group", transfer.group);
    ObjectNode details = facts.putObject("payment_method_details");
    details.put("type", "stripe_account");
    details.putObject("stripe_account");
  }
}

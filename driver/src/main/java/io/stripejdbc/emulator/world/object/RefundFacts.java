package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.BalanceTransaction;
import io.stripejdbc.emulator.world.model.Buyer;
import io.stripejdbc.emulator.world.model.Dispute;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.PaymentIntent;
import io.stripejdbc.emulator.world.model.Refund;
import io.stripejdbc.emulator.world.model.WorldClock;

/** Refunds and disputes as the API writes them. */
public final class RefundFacts {
  private RefundFacts() {}

  public static ObjectNode of(Refund refund) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", refund.id);
    facts.put("created", refund.created);
    facts.put("amount", refund.amount);
    facts.put("currency", refund.payment.currency.code());
    facts.put("charge", refund.payment.id);
    facts.put("status", refund.status);
    facts.put("reason", refund.reason.isEmpty() ? null : refund.reason);
    facts.put("balance_transaction", ChargeFacts.id(refund.transaction));
    facts.putObject("metadata");
    PaymentIntent intent = refund.payment.intent;
    if (intent != null) {
      facts.put("payment_intent", intent.id);
      facts.put("customer", intent.buyer.id());
      facts.put("payment_method", intent.buyer.method().id());
    }
    if (refund.reversal != null) {
      facts.put("transfer_reversal", refund.reversal.id);
    }
    if (refund.carriesOut != null) {
      facts.put("source_transfer_reversal", refund.carriesOut.id);
    }
    if (refund.failureTxn != null) {
      facts.put("failure_balance_transaction", refund.failureTxn.id);
      facts.put("failure_reason", "expired_or_canceled_card");
    }
    if (refund.status.equals("pending")) {
      facts.put("pending_reason", "processing");
    }
    ObjectNode destination = facts.putObject("destination_details");
    destination.put("type", "card");
    destination.putObject("card").put("type", "refund").put("reference_status", "pending");
    return facts;
  }

  public static ObjectNode of(Dispute dispute) {
    Payment payment = dispute.payment;
    ObjectNode facts = JsonNodes.object();
    facts.put("id", dispute.id);
    facts.put("created", dispute.created);
    facts.put("amount", payment.amount);
    facts.put("currency", payment.currency.code());
    facts.put("charge", payment.id);
    facts.put("reason", dispute.reason);
    facts.put("status", dispute.status);
    facts.put("is_charge_refundable", dispute.status.startsWith("warning"));
    facts.putObject("metadata");
    facts.putArray("enhanced_eligibility_types");
    ArrayNode lines = facts.putArray("balance_transactions");
    for (BalanceTransaction transaction :
        new BalanceTransaction[] {dispute.withdrawn, dispute.reinstated}) {
      if (transaction != null) {
        lines.add(BalanceTransactionFacts.of(transaction, Long.MAX_VALUE));
      }
    }
    boolean answered = !dispute.status.contains("needs_response");
    ObjectNode evidence = facts.putObject("evidence_details");
    evidence.put("due_by", WorldClock.midnight(dispute.created, 8) - 1);
    evidence.put("has_evidence", answered).put("submission_count", answered ? 1 : 0);
    evidence.putObject("enhanced_eligibility");
    PaymentIntent intent = payment.intent;
    if (intent != null) {
      facts.put("payment_intent", intent.id);
      Buyer.Method method = intent.buyer.method();
      ObjectNode details = facts.putObject("payment_method_details").put("type", "card");
      ObjectNode card = details.putObject("card").put("brand", method.brand());
      card.put("network", method.brand()).put("network_reason_code", "10.4");
      card.put("case_type", dispute.withdrawn == null ? "inquiry" : "chargeback");
      facts.putObject("evidence").put("customer_name", intent.buyer.name());
    }
    return facts;
  }
}

package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.Payout;
import io.stripejdbc.emulator.world.model.Topup;
import io.stripejdbc.emulator.world.model.WorldClock;

/** Payouts and top-ups as the API writes them. */
public final class PayoutFacts {
  private PayoutFacts() {}

  public static ObjectNode of(Payout payout) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", payout.id);
    facts.put("created", payout.created);
    facts.put("arrival_date", payout.arrival);
    facts.put("amount", payout.amount);
    facts.put("currency", payout.currency.code());
    facts.put("automatic", payout.automatic);
    facts.put("status", payout.status);
    facts.put("type", "bank_account");
    facts.put("method", "standard");
    facts.put("source_type", "card");
    facts.put("description", "STRIPE PAYOUT");
    facts.put("destination", payout.destination);
    facts.put("reconciliation_status", payout.automatic ? "completed" : "not_applicable");
    facts.put("balance_transaction", ChargeFacts.id(payout.transaction));
    facts.putObject("metadata");
    ObjectNode trace = facts.putObject("trace_id");
    trace.put("status", payout.status.equals("paid") ? "supported" : "pending");
    if (payout.status.equals("paid")) {
      trace.put("value", String.valueOf(100_000_000 + payout.created % 900_000_000));
    }
    if (payout.failureTxn != null) {
      facts.put("failure_balance_transaction", payout.failureTxn.id);
      facts.put("failure_code", "account_closed");
      facts.put("failure_message", "The bank account has been closed");
    }
    return facts;
  }

  public static ObjectNode of(Topup topup) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", topup.id);
    facts.put("created", topup.created);
    facts.put("amount", topup.amount);
    facts.put("currency", "usd");
    facts.put("status", topup.status);
    facts.put("description", "Top-up");
    facts.put("initiated_by", "user");
    facts.put("statement_descriptor", "Top-up");
    facts.put("expected_availability_date", WorldClock.midnight(topup.created, 1));
    facts.put("balance_transaction", ChargeFacts.id(topup.transaction));
    if (topup.status.equals("failed")) {
      facts.put("failure_code", "insufficient_funds");
      facts.put("failure_message", "The bank account had insufficient funds.");
    }
    return facts;
  }
}

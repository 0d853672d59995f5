package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.ApplicationFee;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Transfer;
import io.stripejdbc.emulator.world.model.TransferReversal;

/** Transfers, application fees and what came back of them, as the API writes them. */
public final class TransferFacts {
  private TransferFacts() {}

  public static ObjectNode of(Transfer transfer) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", transfer.id);
    facts.put("created", transfer.created);
    facts.put("amount", transfer.amount);
    facts.put("amount_reversed", transfer.reversed());
    facts.put("currency", transfer.currency.code());
    facts.put("destination", transfer.destination.id);
    facts.put("reversed", transfer.reversed() == transfer.amount);
    facts.put("balance_transaction", ChargeFacts.id(transfer.transaction));
    facts.put("source_type", "card");
    facts.put("transfer_group", transfer.group);
    if (transfer.source != null) {
      facts.put("source_transaction", transfer.source.id);
    }
    if (transfer.arrived != null) {
      facts.put("destination_payment", transfer.arrived.id);
    }
    return facts;
  }

  public static ObjectNode of(TransferReversal reversal) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", reversal.id);
    facts.put("created", reversal.created);
    facts.put("amount", reversal.amount);
    facts.put("currency", reversal.transfer.currency.code());
    facts.put("transfer", reversal.transfer.id);
    facts.put("balance_transaction", ChargeFacts.id(reversal.transaction));
    facts.putObject("metadata");
    if (reversal.cause != null) {
      facts.put("source_refund", reversal.cause.id);
    }
    if (reversal.carriedOut != null) {
      facts.put("destination_payment_refund", reversal.carriedOut.id);
    }
    return facts;
  }

  public static ObjectNode of(ApplicationFee fee) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", fee.id);
    facts.put("created", fee.created);
    facts.put("amount", fee.amount);
    facts.put("amount_refunded", fee.refunded());
    facts.put("refunded", fee.refunded() == fee.amount);
    facts.put("currency", fee.currency.code());
    facts.put("account", fee.account.id);
    facts.put("application", IdGenerator.APPLICATION);
    facts.put("charge", fee.payment.id);
    facts.put("balance_transaction", ChargeFacts.id(fee.transaction));
    ObjectNode source = facts.putObject("fee_source").put("type", "charge");
    source.put("charge", fee.payment.id);
    Transfer transfer = fee.payment.arrivedFrom;
    if (transfer != null && transfer.source != null) {
      facts.put("originating_transaction", transfer.source.id);
    }
    return facts;
  }

  public static ObjectNode of(ApplicationFee.Returned returned) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", returned.id);
    facts.put("created", returned.created);
    facts.put("amount", returned.amount);
    facts.put("currency", returned.fee.currency.code());
    facts.put("fee", returned.fee.id);
    facts.put("balance_transaction", ChargeFacts.id(returned.transaction));
    facts.putObject("metadata");
    return facts;
  }
}

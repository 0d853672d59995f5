package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.Ids;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.Txn;
import java.util.Map;
import java.util.TreeMap;

/** Balance transactions and balances as the API writes them. */
public final class TxnFacts {
  private TxnFacts() {}

  public static ObjectNode of(Txn txn, long now) {
    ObjectNode facts = Json.object();
    facts.put("id", txn.id);
    facts.put("created", txn.created);
    facts.put("available_on", txn.availableOn);
    facts.put("amount", txn.amount);
    facts.put("fee", txn.fee());
    facts.put("net", txn.net());
    facts.put("currency", txn.currency.code());
    facts.put("description", txn.description.isEmpty() ? null : txn.description);
    facts.put("type", txn.movement.type);
    facts.put("reporting_category", txn.movement.category);
    facts.put("source", txn.source);
    facts.put("status", txn.availableOn <= now ? "available" : "pending");
    facts.put("balance_type", "payments");
    if (txn.exchangeRate != 0) {
      facts.put("exchange_rate", txn.exchangeRate);
    }
    ArrayNode fees = facts.putArray("fee_details");
    fee(fees, txn, txn.stripeFee, "stripe_fee", "Stripe processing fees");
    fee(fees, txn, txn.applicationFee, "application_fee", "Harbour Market application fee");
    if (txn.payout != null) {
      facts.put("_payout", txn.payout.id);
    }
    return facts;
  }

  private static void fee(ArrayNode fees, Txn txn, long amount, String type, String text) {
    if (amount != 0) {
      ObjectNode fee = fees.addObject();
      fee.put("amount", amount).put("currency", txn.currency.code());
      fee.put("description", text).put("type", type);
      fee.put("application", type.equals("application_fee") ? Ids.APPLICATION : null);
    }
  }

  /** The sums of a ledger by currency. */
  public static ObjectNode balance(Seller seller, long now) {
    Map<Currency, long[]> sums = new TreeMap<>();
    sums.put(seller.currency, new long[2]);
    for (Txn txn : seller.ledger.txns()) {
      int column = txn.availableOn <= now ? 0 : 1;
      sums.computeIfAbsent(txn.currency, any -> new long[2])[column] += txn.net();
    }
    ObjectNode facts = Json.object();
    ArrayNode available = facts.putArray("available");
    ArrayNode pending = facts.putArray("pending");
    sums.forEach(
        (currency, sum) -> {
          amount(available, currency, sum[0]);
          amount(pending, currency, sum[1]);
        });
    ArrayNode instant = facts.putArray("instant_available");
    sums.forEach((currency, sum) -> amount(instant, currency, Math.max(0, sum[0])));
    if (seller.platform) {
      facts.putArray("connect_reserved").addObject().put("amount", 0).put("currency", "usd");
    }
    return facts;
  }

  private static void amount(ArrayNode list, Currency currency, long amount) {
    ObjectNode entry = list.addObject().put("amount", amount).put("currency", currency.code());
    entry.putObject("source_types").put("card", amount);
  }
}

package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.BalanceTransaction;
import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Seller;
import java.util.Map;
import java.util.TreeMap;

/** Balance transactions and balances as the API writes them. */
public final class BalanceTransactionFacts {
  private BalanceTransactionFacts() {}

  public static ObjectNode of(BalanceTransaction transaction, long now) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", transaction.id);
    facts.put("created", transaction.created);
    facts.put("available_on", transaction.availableOn);
    facts.put("amount", transaction.amount);
    facts.put("fee", transaction.fee());
    facts.put("net", transaction.net());
    facts.put("currency", transaction.currency.code());
    facts.put("description", transaction.description.isEmpty() ? null : transaction.description);
    facts.put("type", transaction.type.type);
    facts.put("reporting_category", transaction.type.category);
    facts.put("source", transaction.source);
    facts.put("status", transaction.availableOn <= now ? "available" : "pending");
    facts.put("balance_type", "payments");
    if (transaction.exchangeRate != 0) {
      facts.put("exchange_rate", transaction.exchangeRate);
    }
    ArrayNode fees = facts.putArray("fee_details");
    fee(fees, transaction, transaction.stripeFee, "stripe_fee", "Stripe processing fees");
    fee(
        fees,
        transaction,
        transaction.applicationFee,
        "application_fee",
        "Harbour Market application fee");
    if (transaction.payout != null) {
      facts.put("_payout", transaction.payout.id);
    }
    return facts;
  }

  private static void fee(
      ArrayNode fees, BalanceTransaction transaction, long amount, String type, String text) {
    if (amount != 0) {
      ObjectNode fee = fees.addObject();
      fee.put("amount", amount).put("currency", transaction.currency.code());
      fee.put("description", text).put("type", type);
      fee.put("application", type.equals("application_fee") ? IdGenerator.APPLICATION : null);
    }
  }

  /** The sums of a ledger by currency. */
  public static ObjectNode balance(Seller seller, long now) {
    Map<Currency, long[]> sums = new TreeMap<>();
    sums.put(seller.currency, new long[2]);
    for (BalanceTransaction transaction : seller.ledger.txns()) {
      int column = transaction.availableOn <= now ? 0 : 1;
      sums.computeIfAbsent(transaction.currency, any -> new long[2])[column] += transaction.net();
    }
    ObjectNode facts = JsonNodes.object();
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

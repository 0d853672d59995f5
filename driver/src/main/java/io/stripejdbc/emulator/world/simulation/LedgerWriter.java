package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.BalanceTransaction;
import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.PaymentIntent;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.TransactionType;

/** Takes payments and writes the ledgers: every movement of money is one line of a ledger. */
final class LedgerWriter {
  private final SeededRandom random;
  private final ConnectSimulator connect;

  LedgerWriter(SeededRandom random, Seller platform) {
    this.random = random;
    this.connect = new ConnectSimulator(random, platform);
  }

  /** A charge that went through, with the transfer or fee that goes with it. */
  Payment take(PaymentIntent intent, long created) {
    intent.status = "succeeded";
    Payment payment = attempt(intent, created, "succeeded", true);
    if (intent.destination != null) {
      connect.sendOn(payment, intent, intent.destination);
    } else if (!intent.seller.platform && intent.feeAmount > 0) {
      connect.keepShare(payment, intent.feeAmount);
    }
    post(payment, intent);
    return payment;
  }

  /** A charge that the bank turned down. */
  Payment refuse(PaymentIntent intent, long created) {
    return attempt(intent, created, "failed", false);
  }

  /** A charge that waits to be captured. */
  Payment hold(PaymentIntent intent, long created) {
    intent.status = "requires_capture";
    return attempt(intent, created, "succeeded", false);
  }

  private Payment attempt(PaymentIntent intent, long created, String status, boolean captured) {
    Payment payment =
        new Payment(
            IdGenerator.longId("ch_", random),
            intent.seller,
            intent,
            created,
            intent.amount,
            intent.currency,
            status,
            captured);
    intent.latest = payment;
    intent.seller.payments.add(payment);
    return payment;
  }

  private void post(Payment payment, PaymentIntent intent) {
    Seller seller = payment.seller;
    Currency settled = seller.settles(payment.currency);
    long amount = payment.currency.convert(payment.amount, settled);
    int days = seller.country.equals("US") ? 2 : 7;
    BalanceTransaction transaction =
        seller.ledger.post(
            random, payment.created, days, TransactionType.CHARGE, payment.id, amount, settled);
    transaction.description = intent.description;
    transaction.stripeFee = settled.percentOf(amount, 2.9) + settled.fixedFee();
    if (payment.fee != null && payment.transfer == null) {
      transaction.applicationFee = payment.currency.convert(payment.fee.amount, settled);
    }
    payment.transaction = transaction.from(payment.currency);
  }
}

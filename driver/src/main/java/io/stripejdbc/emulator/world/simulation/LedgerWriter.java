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
public final class LedgerWriter {
  private final SeededRandom random;
  private final ConnectSimulator connect;

  public LedgerWriter(SeededRandom random, Seller platform) {
    this.random = random;
    this.connect = new ConnectSimulator(random, platform);
  }

  /** A charge that went through, with the transfer or fee that goes with it. */
  public Payment take(PaymentIntent intent, long created) {
    Payment payment = attempt(intent, created, "succeeded", true);
    settle(payment, intent, created);
    return payment;
  }

  /** Takes what a charge holds, at this moment. */
  public void capture(Payment held, PaymentIntent intent, long at) {
    held.captured = true;
    settle(held, intent, at);
  }

  private void settle(Payment payment, PaymentIntent intent, long at) {
    intent.status = "succeeded";
    if (intent.destination != null) {
      connect.sendOn(payment, intent, intent.destination, at);
    } else if (!intent.seller.platform && intent.feeAmount > 0) {
      connect.keepShare(payment, intent.feeAmount, at);
    }
    post(payment, intent, at);
  }

  /** A charge that the bank turned down. */
  public Payment refuse(PaymentIntent intent, long created) {
    return attempt(intent, created, "failed", false);
  }

  /** A charge that waits to be captured. */
  public Payment hold(PaymentIntent intent, long created) {
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

  private void post(Payment payment, PaymentIntent intent, long at) {
    Seller seller = payment.seller;
    Currency settled = seller.settles(payment.currency);
    long amount = payment.currency.convert(payment.amount, settled);
    int days = seller.country.equals("US") ? 2 : 7;
    BalanceTransaction transaction =
        seller.ledger.post(random, at, days, TransactionType.CHARGE, payment.id, amount, settled);
    transaction.description = intent.description;
    transaction.stripeFee = settled.percentOf(amount, 2.9) + settled.fixedFee();
    if (payment.fee != null && payment.transfer == null) {
      transaction.applicationFee = payment.currency.convert(payment.fee.amount, settled);
    }
    payment.transaction = transaction.from(payment.currency);
  }
}

package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.Dice;
import io.stripejdbc.emulator.world.model.Ids;
import io.stripejdbc.emulator.world.model.Intent;
import io.stripejdbc.emulator.world.model.Movement;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.Txn;

/** Takes payments and writes the books: every movement of money is one line of a ledger. */
final class Cashier {
  private final Dice dice;
  private final Connections connections;

  Cashier(Dice dice, Seller platform) {
    this.dice = dice;
    this.connections = new Connections(dice, platform);
  }

  /** A charge that went through, with the transfer or fee that goes with it. */
  Payment take(Intent intent, long created) {
    intent.status = "succeeded";
    Payment payment = attempt(intent, created, "succeeded", true);
    if (intent.destination != null) {
      connections.sendOn(payment, intent, intent.destination);
    } else if (!intent.seller.platform && intent.feeAmount > 0) {
      connections.keepShare(payment, intent.feeAmount);
    }
    post(payment, intent);
    return payment;
  }

  /** A charge that the bank turned down. */
  Payment refuse(Intent intent, long created) {
    return attempt(intent, created, "failed", false);
  }

  /** A charge that waits to be captured. */
  Payment hold(Intent intent, long created) {
    intent.status = "requires_capture";
    return attempt(intent, created, "succeeded", false);
  }

  private Payment attempt(Intent intent, long created, String status, boolean captured) {
    Payment payment =
        new Payment(
            Ids.longId("ch_", dice),
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

  private void post(Payment payment, Intent intent) {
    Seller seller = payment.seller;
    Currency settled = seller.settles(payment.currency);
    long amount = payment.currency.convert(payment.amount, settled);
    int days = seller.country.equals("US") ? 2 : 7;
    Txn txn =
        seller.ledger.post(
            dice, payment.created, days, Movement.CHARGE, payment.id, amount, settled);
    txn.description = intent.description;
    txn.stripeFee = settled.percentOf(amount, 2.9) + settled.fixedFee();
    if (payment.fee != null && payment.transfer == null) {
      txn.applicationFee = payment.currency.convert(payment.fee.amount, settled);
    }
    payment.txn = txn.from(payment.currency);
  }
}

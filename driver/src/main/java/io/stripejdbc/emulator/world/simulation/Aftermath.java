package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.Calendar;
import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.Dice;
import io.stripejdbc.emulator.world.model.Dispute;
import io.stripejdbc.emulator.world.model.Ids;
import io.stripejdbc.emulator.world.model.Ledger;
import io.stripejdbc.emulator.world.model.Movement;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.Refund;
import io.stripejdbc.emulator.world.model.Seller;
import java.util.List;

/**
 * What follows a payment: refunds and disputes. Each payment has dice of its own, so that what
 * comes too late to have happened leaves all else as it is.
 */
final class Aftermath {
  private static final List<String> REASONS =
      List.of("requested_by_customer", "requested_by_customer", "duplicate", "fraudulent", "");
  private static final List<String> COMPLAINTS =
      List.of("fraudulent", "product_not_received", "duplicate", "subscription_canceled");
  private static final int DAYS_TO_DECIDE = 30;

  private final Calendar calendar;
  private final Seller platform;

  Aftermath(Calendar calendar, Seller platform) {
    this.calendar = calendar;
    this.platform = platform;
  }

  /** Gives back a part or all of a payment; the transfer and the fee follow. */
  void giveBack(Payment payment, boolean whole) {
    Dice dice = Dice.of(payment.refunds.size(), "refund of " + payment.id);
    long created = payment.created + dice.between(1800, 20 * Calendar.DAY);
    long left = payment.amount - payment.refunded;
    long amount = whole ? left : payment.currency.round(payment.amount * dice.between(2, 8) / 20);
    if (!calendar.past(created) || amount <= 0 || amount > left) {
      return;
    }
    int luck = dice.below(100);
    String status = luck < 2 ? "failed" : luck < 4 ? "pending" : "succeeded";
    Refund refund =
        new Refund(Ids.longId("re_", dice), payment, created, amount, dice.pick(REASONS), status);
    payment.refunds.add(refund);
    payment.seller.refunds.add(refund);
    pay(refund, dice);
  }

  private void pay(Refund refund, Dice dice) {
    Payment payment = refund.payment;
    Ledger ledger = payment.seller.ledger;
    Currency settled = payment.seller.settles(payment.currency);
    long moved = payment.currency.convert(refund.amount, settled);
    refund.txn =
        ledger
            .post(dice, refund.created, 0, Movement.REFUND, refund.id, -moved, settled)
            .from(payment.currency);
    if (refund.status.equals("failed")) {
      long noticed = Math.min(calendar.now(), refund.created + 2 * Calendar.DAY);
      refund.failureTxn =
          ledger.post(dice, noticed, 0, Movement.REFUND_FAILURE, refund.id, moved, settled);
    } else {
      payment.refunded += refund.amount;
      new Connections(dice, platform).takeBack(refund);
    }
  }

  /** A buyer goes to the bank. */
  void complain(Payment payment) {
    Dice dice = Dice.of(0, "dispute of " + payment.id);
    long created = payment.created + dice.between(5 * Calendar.DAY, 40 * Calendar.DAY);
    if (!calendar.past(created)) {
      return;
    }
    String status = status(created > calendar.daysAgo(45), dice);
    Dispute dispute =
        new Dispute(Ids.longId("dp_", dice), payment, created, dice.pick(COMPLAINTS), status);
    payment.dispute = dispute;
    payment.seller.disputes.add(dispute);
    if (!status.startsWith("warning")) {
      withdraw(dispute, dice);
    }
  }

  private static String status(boolean open, Dice dice) {
    if (dice.percent(10)) {
      return open ? "warning_needs_response" : "warning_closed";
    }
    return open
        ? dice.percent(50) ? "needs_response" : "under_review"
        : dice.percent(35) ? "won" : "lost";
  }

  private static void withdraw(Dispute dispute, Dice dice) {
    Payment payment = dispute.payment;
    Ledger ledger = payment.seller.ledger;
    Currency settled = payment.seller.settles(payment.currency);
    long moved = payment.currency.convert(payment.amount, settled);
    long created = dispute.created;
    dispute.withdrawn =
        ledger.post(dice, created, 0, Movement.DISPUTE, dispute.id, -moved, settled);
    dispute.withdrawn.stripeFee = settled.priceTag(15);
    if (dispute.status.equals("won")) {
      long decided = created + DAYS_TO_DECIDE * Calendar.DAY;
      dispute.reinstated =
          ledger.post(dice, decided, 0, Movement.DISPUTE_REVERSAL, dispute.id, moved, settled);
      dispute.reinstated.stripeFee = -settled.priceTag(15);
    }
  }
}

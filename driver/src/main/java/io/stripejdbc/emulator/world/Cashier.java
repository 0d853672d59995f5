package io.stripejdbc.emulator.world;

import java.util.List;

/** Takes payments and writes the books: every movement of money is one line of a ledger. */
final class Cashier {
  private static final List<String> REASONS =
      List.of("requested_by_customer", "requested_by_customer", "duplicate", "fraudulent", "");
  private static final List<String> COMPLAINTS =
      List.of("fraudulent", "product_not_received", "duplicate", "subscription_canceled");

  private final Dice dice;
  private final Calendar calendar;
  private final Connections connections;

  Cashier(Dice dice, Calendar calendar, Seller platform) {
    this.dice = dice;
    this.calendar = calendar;
    this.connections = new Connections(dice, platform);
  }

  /** A charge that went through, with all that follows from it. */
  Payment take(Intent intent, long created) {
    intent.status = "succeeded";
    Payment payment = attempt(intent, created, "succeeded", true);
    if (intent.destination != null) {
      connections.sendOn(payment, intent.destination);
    } else if (!intent.seller.platform && intent.feeAmount > 0) {
      connections.keepShare(payment, intent.feeAmount);
    }
    post(payment);
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

  private void post(Payment payment) {
    Seller seller = payment.seller;
    Currency settled = seller.settles(payment.currency);
    Txn txn =
        line(
            seller,
            payment.created,
            seller.country.equals("US") ? 2 : 7,
            "charge",
            "charge",
            payment.id,
            payment.currency.convert(payment.amount, settled),
            settled,
            payment.intent == null ? "" : payment.intent.description);
    txn.stripeFee = settled.percentOf(txn.amount, 2.9) + settled.fixedFee();
    if (payment.fee != null && payment.transfer == null) {
      txn.applicationFee = payment.currency.convert(payment.fee.amount, settled);
    }
    rate(txn, payment.currency);
    payment.txn = txn;
  }

  /** Gives back a part or all of a payment; the transfer and the fee follow. */
  void giveBack(Payment payment, boolean whole) {
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
    if (!status.equals("failed")) {
      payment.refunded += amount;
    }
    Currency settled = payment.seller.settles(payment.currency);
    long moved = payment.currency.convert(amount, settled);
    refund.txn =
        line(
            payment.seller,
            created,
            0,
            "refund",
            "refund",
            refund.id,
            -moved,
            settled,
            "REFUND FOR CHARGE");
    rate(refund.txn, payment.currency);
    if (status.equals("failed")) {
      failed(refund, moved, settled);
    } else {
      connections.takeBack(refund);
    }
  }

  private void failed(Refund refund, long moved, Currency settled) {
    long noticed = Math.min(calendar.now(), refund.created + 2 * Calendar.DAY);
    refund.failureTxn =
        line(
            refund.payment.seller,
            noticed,
            0,
            "refund_failure",
            "refund_failure",
            refund.id,
            moved,
            settled,
            "REFUND FAILURE FOR CHARGE");
  }

  /** A buyer goes to the bank. */
  void complain(Payment payment) {
    long created = payment.created + dice.between(5 * Calendar.DAY, 40 * Calendar.DAY);
    if (!calendar.past(created)) {
      return;
    }
    boolean open = created > calendar.daysAgo(45);
    boolean inquiry = dice.percent(10);
    String status =
        inquiry
            ? open ? "warning_needs_response" : "warning_closed"
            : open
                ? dice.percent(50) ? "needs_response" : "under_review"
                : dice.percent(35) ? "won" : "lost";
    Dispute dispute =
        new Dispute(Ids.longId("dp_", dice), payment, created, dice.pick(COMPLAINTS), status);
    payment.dispute = dispute;
    payment.seller.disputes.add(dispute);
    if (!inquiry) {
      withdraw(dispute);
    }
  }

  private void withdraw(Dispute dispute) {
    Payment payment = dispute.payment;
    Currency settled = payment.seller.settles(payment.currency);
    long moved = payment.currency.convert(payment.amount, settled);
    dispute.withdrawn = adjustment(dispute, dispute.created, -moved, "dispute", settled);
    dispute.withdrawn.stripeFee = settled.priceTag(15);
    if (dispute.status.equals("won")) {
      long decided = dispute.created + 30 * Calendar.DAY;
      dispute.reinstated = adjustment(dispute, decided, moved, "dispute_reversal", settled);
      dispute.reinstated.stripeFee = -settled.priceTag(15);
    }
  }

  private Txn adjustment(
      Dispute dispute, long created, long amount, String category, Currency settled) {
    String text =
        amount < 0
            ? "Chargeback withdrawal for " + dispute.payment.id
            : "Chargeback reversal for " + dispute.payment.id;
    return line(
        dispute.payment.seller,
        created,
        0,
        "adjustment",
        category,
        dispute.id,
        amount,
        settled,
        text);
  }

  private Txn line(
      Seller seller,
      long created,
      int days,
      String type,
      String category,
      String source,
      long amount,
      Currency currency,
      String description) {
    return connections.line(
        seller, created, days, type, category, source, amount, currency, description);
  }

  static void rate(Txn txn, Currency presented) {
    if (txn.currency != presented) {
      txn.exchangeRate = presented.rateTo(txn.currency);
    }
  }
}

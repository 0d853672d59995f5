package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.Dispute;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Ledger;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.Refund;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.TransactionType;
import io.stripejdbc.emulator.world.model.WorldClock;
import java.util.List;

/**
 * What follows a payment: refunds and disputes. Each payment has random numbers of its own, so that
 * what comes too late to have happened leaves all else as it is.
 */
public final class RefundSimulator {
  private static final List<String> REASONS =
      List.of("requested_by_customer", "requested_by_customer", "duplicate", "fraudulent", "");
  private static final List<String> COMPLAINTS =
      List.of("fraudulent", "product_not_received", "duplicate", "subscription_canceled");
  private static final int DAYS_TO_DECIDE = 30;

  private final WorldClock clock;
  private final Seller platform;

  public RefundSimulator(WorldClock clock, Seller platform) {
    this.clock = clock;
    this.platform = platform;
  }

  /** Gives back a part or all of a payment; the transfer and the fee follow. */
  void giveBack(Payment payment, boolean whole) {
    SeededRandom random = SeededRandom.of(payment.refunds.size(), "refund of " + payment.id);
    long created = payment.created + random.between(1800, 20 * WorldClock.DAY);
    long left = payment.amount - payment.refunded;
    long amount = whole ? left : payment.currency.round(payment.amount * random.between(2, 8) / 20);
    if (!clock.past(created) || amount <= 0 || amount > left) {
      return;
    }
    int luck = random.below(100);
    String status = luck < 2 ? "failed" : luck < 4 ? "pending" : "succeeded";
    give(payment, amount, created, status, random);
  }

  /** Gives back this amount of a payment now; the transfer and the fee follow. */
  public Refund refund(Payment payment, long amount) {
    SeededRandom random =
        SeededRandom.of(payment.refunds.size() + clock.now(), "refund of " + payment.id);
    return give(payment, amount, clock.now(), "succeeded", random);
  }

  private Refund give(
      Payment payment, long amount, long created, String status, SeededRandom random) {
    Refund refund =
        new Refund(
            IdGenerator.longId("re_", random),
            payment,
            created,
            amount,
            random.pick(REASONS),
            status);
    payment.refunds.add(refund);
    payment.seller.refunds.add(refund);
    pay(refund, random);
    return refund;
  }

  private void pay(Refund refund, SeededRandom random) {
    Payment payment = refund.payment;
    Ledger ledger = payment.seller.ledger;
    Currency settled = payment.seller.settles(payment.currency);
    long moved = payment.currency.convert(refund.amount, settled);
    refund.transaction =
        ledger
            .post(random, refund.created, 0, TransactionType.REFUND, refund.id, -moved, settled)
            .from(payment.currency);
    if (refund.status.equals("failed")) {
      long noticed = Math.min(clock.now(), refund.created + 2 * WorldClock.DAY);
      refund.failureTxn =
          ledger.post(
              random, noticed, 0, TransactionType.REFUND_FAILURE, refund.id, moved, settled);
    } else {
      payment.refunded += refund.amount;
      new ConnectSimulator(random, platform).takeBack(refund);
    }
  }

  /** A buyer goes to the bank. */
  void complain(Payment payment) {
    SeededRandom random = SeededRandom.of(0, "dispute of " + payment.id);
    long created = payment.created + random.between(5 * WorldClock.DAY, 40 * WorldClock.DAY);
    if (!clock.past(created)) {
      return;
    }
    String status = status(created > clock.daysAgo(45), random);
    Dispute dispute = dispute(payment, created, status, random);
    if (!status.startsWith("warning")) {
      withdraw(dispute, random);
    }
  }

  /** A buyer goes to the bank now, and the money is withdrawn. */
  public Dispute open(Payment payment) {
    SeededRandom random = SeededRandom.of(clock.now(), "dispute of " + payment.id);
    Dispute dispute = dispute(payment, clock.now(), "needs_response", random);
    withdraw(dispute, random);
    return dispute;
  }

  /** The bank decides now. */
  public void close(Dispute dispute, boolean won) {
    dispute.status = won ? "won" : "lost";
    if (won && dispute.withdrawn != null && dispute.reinstated == null) {
      reinstate(dispute, clock.now(), SeededRandom.of(clock.now(), "end of " + dispute.id));
    }
  }

  private static Dispute dispute(
      Payment payment, long created, String status, SeededRandom random) {
    Dispute dispute =
        new Dispute(
            IdGenerator.longId("dp_", random), payment, created, random.pick(COMPLAINTS), status);
    payment.dispute = dispute;
    payment.seller.disputes.add(dispute);
    return dispute;
  }

  private static String status(boolean open, SeededRandom random) {
    if (random.percent(10)) {
      return open ? "warning_needs_response" : "warning_closed";
    }
    return open
        ? random.percent(50) ? "needs_response" : "under_review"
        : random.percent(35) ? "won" : "lost";
  }

  private static void withdraw(Dispute dispute, SeededRandom random) {
    Payment payment = dispute.payment;
    Ledger ledger = payment.seller.ledger;
    Currency settled = payment.seller.settles(payment.currency);
    long moved = payment.currency.convert(payment.amount, settled);
    long created = dispute.created;
    dispute.withdrawn =
        ledger.post(random, created, 0, TransactionType.DISPUTE, dispute.id, -moved, settled);
    dispute.withdrawn.stripeFee = settled.priceTag(15);
    if (dispute.status.equals("won")) {
      reinstate(dispute, created + DAYS_TO_DECIDE * WorldClock.DAY, random);
    }
  }

  private static void reinstate(Dispute dispute, long decided, SeededRandom random) {
    Payment payment = dispute.payment;
    Currency settled = payment.seller.settles(payment.currency);
    long moved = payment.currency.convert(payment.amount, settled);
    TransactionType type = TransactionType.DISPUTE_REVERSAL;
    dispute.reinstated =
        payment.seller.ledger.post(random, decided, 0, type, dispute.id, moved, settled);
    dispute.reinstated.stripeFee = -settled.priceTag(15);
  }
}

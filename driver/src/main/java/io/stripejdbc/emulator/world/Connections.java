package io.stripejdbc.emulator.world;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Money between the platform and its connected accounts: transfers, fees, and their way back. */
final class Connections {
  private final Dice dice;
  private final Seller platform;

  Connections(Dice dice, Seller platform) {
    this.dice = dice;
    this.platform = platform;
  }

  /** A destination charge sends its money on, at once; a fee stays with the platform. */
  void sendOn(Payment payment, Seller destination) {
    Intent intent = Objects.requireNonNull(payment.intent);
    Currency settled = platform.settles(payment.currency);
    long whole = payment.currency.convert(payment.amount, settled);
    boolean byFee = intent.feeAmount > 0;
    long sent = byFee ? whole : settled.percentOf(whole, 85);
    Transfer transfer =
        send(payment.created, sent, settled, destination, payment, "group_" + intent.id);
    payment.transfer = transfer;
    if (byFee && transfer.arrived != null) {
      long share = payment.currency.convert(intent.feeAmount, settled);
      payment.fee = fee(transfer.arrived, share, settled);
      Txn arrival = Objects.requireNonNull(transfer.arrived.txn);
      arrival.applicationFee = settled.convert(share, arrival.currency);
    }
  }

  /** Moves money to a connected account, where it arrives as a payment of its own. */
  Transfer send(
      long created,
      long amount,
      Currency currency,
      Seller destination,
      @Nullable Payment source,
      String group) {
    Transfer transfer =
        new Transfer(
            Ids.longId("tr_", dice), created, amount, currency, destination, source, group);
    int days = source == null ? 0 : 2;
    transfer.txn =
        line(
            platform,
            created,
            days,
            "transfer",
            "transfer",
            transfer.id,
            -amount,
            currency,
            "Transfer to " + destination.id);
    platform.transfers.add(transfer);
    Payment arrived =
        new Payment(
            Ids.longId("py_", dice),
            destination,
            null,
            created,
            amount,
            currency,
            "succeeded",
            true);
    arrived.arrivedFrom = transfer;
    transfer.arrived = arrived;
    Currency theirs = destination.currency;
    arrived.txn =
        line(
            destination,
            created,
            days,
            "payment",
            "charge",
            arrived.id,
            currency.convert(amount, theirs),
            theirs,
            "");
    Cashier.rate(arrived.txn, currency);
    destination.payments.add(arrived);
    return transfer;
  }

  /** A direct charge leaves a share with the platform. */
  void keepShare(Payment payment, long share) {
    fee(payment, share, payment.currency);
  }

  private ApplicationFee fee(Payment payment, long amount, Currency currency) {
    ApplicationFee fee =
        new ApplicationFee(
            Ids.longId("fee_", dice), payment.seller, payment, payment.created, amount, currency);
    payment.fee = fee;
    platform.fees.add(fee);
    Currency settled = platform.settles(currency);
    fee.txn =
        line(
            platform,
            payment.created,
            2,
            "application_fee",
            "platform_earning",
            fee.id,
            currency.convert(amount, settled),
            settled,
            "Application fee from " + payment.seller.name);
    Cashier.rate(fee.txn, currency);
    return fee;
  }

  /** What a refund brings back from the connected account, and of the fee. */
  void takeBack(Refund refund) {
    Payment payment = refund.payment;
    if (payment.transfer != null) {
      reverse(refund, payment.transfer);
    }
    ApplicationFee fee = payment.fee;
    if (fee != null && refund.amount == payment.amount && dice.percent(60)) {
      returnFee(fee, refund);
    }
  }

  private void reverse(Refund refund, Transfer transfer) {
    long part = transfer.amount * refund.amount / refund.payment.amount;
    long amount = transfer.currency.round(Math.min(part, transfer.amount - transfer.reversed()));
    Payment arrived = transfer.arrived;
    if (amount <= 0 || arrived == null) {
      return;
    }
    Reversal reversal = new Reversal(Ids.longId("trr_", dice), transfer, refund.created, amount);
    reversal.txn =
        line(
            platform,
            refund.created,
            0,
            "transfer_refund",
            "transfer_reversal",
            reversal.id,
            amount,
            transfer.currency,
            "REFUND FOR TRANSFER");
    transfer.reversals.add(reversal);
    reversal.cause = refund;
    refund.reversal = reversal;
    Refund theirs =
        new Refund(Ids.longId("pyr_", dice), arrived, refund.created, amount, "", "succeeded");
    Currency settled = arrived.seller.currency;
    theirs.txn =
        line(
            arrived.seller,
            refund.created,
            0,
            "payment_refund",
            "refund",
            theirs.id,
            -transfer.currency.convert(amount, settled),
            settled,
            "REFUND FOR PAYMENT");
    Cashier.rate(theirs.txn, transfer.currency);
    theirs.carriesOut = reversal;
    reversal.carriedOut = theirs;
    arrived.refunded += amount;
    arrived.refunds.add(theirs);
    arrived.seller.refunds.add(theirs);
  }

  private void returnFee(ApplicationFee fee, Refund refund) {
    long amount = fee.amount - fee.refunded();
    if (amount <= 0) {
      return;
    }
    ApplicationFee.Returned returned =
        new ApplicationFee.Returned(Ids.longId("fr_", dice), fee, refund.created, amount);
    fee.returned.add(returned);
    Currency settled = platform.settles(fee.currency);
    returned.txn =
        line(
            platform,
            refund.created,
            0,
            "application_fee_refund",
            "platform_earning_refund",
            returned.id,
            -fee.currency.convert(amount, settled),
            settled,
            "Refund of application fee");
    Txn theirs = refund.atTheSeller();
    theirs.applicationFee = -fee.currency.convert(amount, theirs.currency);
  }

  Txn line(
      Seller seller,
      long created,
      int days,
      String type,
      String category,
      String source,
      long amount,
      Currency currency,
      String description) {
    long available = days == 0 ? created : Ledger.midnight(created, days);
    return seller.ledger.add(
        new Txn(
            Ids.longId("txn_", dice),
            created,
            available,
            type,
            category,
            source,
            amount,
            currency,
            description));
  }
}

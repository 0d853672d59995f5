package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.ApplicationFee;
import io.stripejdbc.emulator.world.model.BalanceTransaction;
import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Payment;
import io.stripejdbc.emulator.world.model.PaymentIntent;
import io.stripejdbc.emulator.world.model.Refund;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.TransactionType;
import io.stripejdbc.emulator.world.model.Transfer;
import io.stripejdbc.emulator.world.model.TransferReversal;
import org.jspecify.annotations.Nullable;

/** Money between the platform and its connected accounts: transfers, fees, and their way back. */
public final class ConnectSimulator {
  private final SeededRandom random;
  private final Seller platform;

  public ConnectSimulator(SeededRandom random, Seller platform) {
    this.random = random;
    this.platform = platform;
  }

  /** A destination charge sends its money on, at once; a fee stays with the platform. */
  void sendOn(Payment payment, PaymentIntent intent, Seller destination, long at) {
    Currency settled = platform.settles(payment.currency);
    long whole = payment.currency.convert(payment.amount, settled);
    long sent = intent.feeAmount > 0 ? whole : settled.percentOf(whole, 85);
    Transfer transfer = send(at, sent, settled, destination, payment, "group_" + intent.id);
    payment.transfer = transfer;
    Payment arrived = transfer.arrived;
    if (intent.feeAmount > 0 && arrived != null && arrived.transaction != null) {
      long share = payment.currency.convert(intent.feeAmount, settled);
      payment.fee = fee(arrived, share, settled, at);
      arrived.transaction.applicationFee = settled.convert(share, arrived.transaction.currency);
    }
  }

  /** Moves money to a connected account, where it arrives as a payment of its own. */
  public Transfer send(
      long created,
      long amount,
      Currency currency,
      Seller destination,
      @Nullable Payment source,
      String group) {
    Transfer transfer =
        new Transfer(
            IdGenerator.longId("tr_", random),
            created,
            amount,
            currency,
            destination,
            source,
            group);
    int days = source == null ? 0 : 2;
    transfer.transaction =
        platform.ledger.post(
            random, created, days, TransactionType.TRANSFER, transfer.id, -amount, currency);
    platform.transfers.add(transfer);
    transfer.arrived = arrive(transfer, days);
    return transfer;
  }

  private Payment arrive(Transfer transfer, int days) {
    Seller seller = transfer.destination;
    Currency currency = transfer.currency;
    Payment arrived =
        new Payment(
            IdGenerator.longId("py_", random),
            seller,
            null,
            transfer.created,
            transfer.amount,
            currency,
            "succeeded",
            true);
    arrived.arrivedFrom = transfer;
    long amount = currency.convert(transfer.amount, seller.currency);
    arrived.transaction =
        seller
            .ledger
            .post(
                random,
                transfer.created,
                days,
                TransactionType.PAYMENT,
                arrived.id,
                amount,
                seller.currency)
            .from(currency);
    seller.payments.add(arrived);
    return arrived;
  }

  /** A direct charge leaves a share with the platform. */
  void keepShare(Payment payment, long share, long at) {
    fee(payment, share, payment.currency, at);
  }

  private ApplicationFee fee(Payment payment, long amount, Currency currency, long at) {
    ApplicationFee fee =
        new ApplicationFee(
            IdGenerator.longId("fee_", random), payment.seller, payment, at, amount, currency);
    payment.fee = fee;
    platform.fees.add(fee);
    Currency settled = platform.settles(currency);
    long earned = currency.convert(amount, settled);
    fee.transaction =
        platform
            .ledger
            .post(random, fee.created, 2, TransactionType.APPLICATION_FEE, fee.id, earned, settled)
            .from(currency);
    return fee;
  }

  /** What a refund brings back from the connected account, and of the fee. */
  void takeBack(Refund refund) {
    Payment payment = refund.payment;
    if (payment.transfer != null) {
      reverse(refund, payment.transfer);
    }
    ApplicationFee fee = payment.fee;
    if (fee != null && refund.amount == payment.amount && random.percent(60)) {
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
    TransferReversal reversal =
        new TransferReversal(IdGenerator.longId("trr_", random), transfer, refund.created, amount);
    TransactionType type = TransactionType.TRANSFER_REFUND;
    reversal.transaction =
        platform.ledger.post(
            random, refund.created, 0, type, reversal.id, amount, transfer.currency);
    transfer.reversals.add(reversal);
    reversal.cause = refund;
    refund.reversal = reversal;
    reversal.carriedOut = sendBack(reversal, arrived);
  }

  private Refund sendBack(TransferReversal reversal, Payment arrived) {
    Seller seller = arrived.seller;
    long created = reversal.created;
    Refund theirs =
        new Refund(
            IdGenerator.longId("pyr_", random), arrived, created, reversal.amount, "", "succeeded");
    long moved = arrived.currency.convert(reversal.amount, seller.currency);
    TransactionType type = TransactionType.PAYMENT_REFUND;
    theirs.transaction =
        seller
            .ledger
            .post(random, created, 0, type, theirs.id, -moved, seller.currency)
            .from(arrived.currency);
    theirs.carriesOut = reversal;
    arrived.refunded += reversal.amount;
    arrived.refunds.add(theirs);
    seller.refunds.add(theirs);
    return theirs;
  }

  private void returnFee(ApplicationFee fee, Refund refund) {
    long amount = fee.amount - fee.refunded();
    if (amount <= 0) {
      return;
    }
    ApplicationFee.Returned returned =
        new ApplicationFee.Returned(IdGenerator.longId("fr_", random), fee, refund.created, amount);
    fee.returned.add(returned);
    Currency settled = platform.settles(fee.currency);
    long moved = fee.currency.convert(amount, settled);
    TransactionType type = TransactionType.APPLICATION_FEE_REFUND;
    returned.transaction =
        platform.ledger.post(random, refund.created, 0, type, returned.id, -moved, settled);
    BalanceTransaction theirs = refund.atTheSeller();
    theirs.applicationFee = -fee.currency.convert(amount, theirs.currency);
  }
}

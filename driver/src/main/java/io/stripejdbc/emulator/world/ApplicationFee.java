package io.stripejdbc.emulator.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The platform's share of a payment of a connected account. */
final class ApplicationFee {
  final String id;
  final Seller account;

  /** The payment on the connected account. */
  final Payment payment;

  final long created;
  final long amount;
  final Currency currency;
  @Nullable Txn txn;
  final List<Returned> returned = new ArrayList<>(0);

  /** A part of the fee given back. */
  static final class Returned {
    final String id;
    final ApplicationFee fee;
    final long created;
    final long amount;
    @Nullable Txn txn;

    Returned(String id, ApplicationFee fee, long created, long amount) {
      this.id = id;
      this.fee = fee;
      this.created = created;
      this.amount = amount;
    }
  }

  ApplicationFee(
      String id, Seller account, Payment payment, long created, long amount, Currency currency) {
    this.id = id;
    this.account = account;
    this.payment = payment;
    this.created = created;
    this.amount = amount;
    this.currency = currency;
  }

  long refunded() {
    return returned.stream().mapToLong(each -> each.amount).sum();
  }
}

package io.stripejdbc.emulator.world;

import org.jspecify.annotations.Nullable;

/** Money sent to the seller's bank. */
final class Payout {
  final String id;
  final long created;
  final long arrival;
  final long amount;
  final Currency currency;
  final boolean automatic;

  /** {@code paid}, {@code in_transit}, {@code pending} or {@code failed}. */
  final String status;

  @Nullable Txn txn;
  @Nullable Txn failureTxn;

  Payout(
      String id,
      long created,
      long arrival,
      long amount,
      Currency currency,
      boolean automatic,
      String status) {
    this.id = id;
    this.created = created;
    this.arrival = arrival;
    this.amount = amount;
    this.currency = currency;
    this.automatic = automatic;
    this.status = status;
  }
}

package io.stripejdbc.emulator.world;

import org.jspecify.annotations.Nullable;

/** One line of a balance, in the currency of that balance. */
final class Txn {
  final String id;
  final long created;
  final long availableOn;
  final String type;
  final String category;
  final String source;
  final long amount;
  final Currency currency;
  final String description;

  /** What Stripe kept. */
  long stripeFee;

  /** What the platform kept. */
  long applicationFee;

  /** Set when the source is in another currency. */
  double exchangeRate;

  @Nullable Payout payout;

  Txn(
      String id,
      long created,
      long availableOn,
      String type,
      String category,
      String source,
      long amount,
      Currency currency,
      String description) {
    this.id = id;
    this.created = created;
    this.availableOn = availableOn;
    this.type = type;
    this.category = category;
    this.source = source;
    this.amount = amount;
    this.currency = currency;
    this.description = description;
  }

  long fee() {
    return stripeFee + applicationFee;
  }

  long net() {
    return amount - fee();
  }
}

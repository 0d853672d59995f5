package io.stripejdbc.emulator.world;

import org.jspecify.annotations.Nullable;

/** One line of a balance, in the currency of that balance. */
final class Txn {
  final String id;
  final long created;
  final long availableOn;
  final Movement movement;
  final String source;
  final long amount;
  final Currency currency;
  String description;

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
      Movement movement,
      String source,
      long amount,
      Currency currency) {
    this.id = id;
    this.created = created;
    this.availableOn = availableOn;
    this.movement = movement;
    this.source = source;
    this.amount = amount;
    this.currency = currency;
    this.description = movement.text;
  }

  /** Notes the rate when the source was in another currency. */
  Txn from(Currency presented) {
    if (currency != presented) {
      exchangeRate = presented.rateTo(currency);
    }
    return this;
  }

  long fee() {
    return stripeFee + applicationFee;
  }

  long net() {
    return amount - fee();
  }
}

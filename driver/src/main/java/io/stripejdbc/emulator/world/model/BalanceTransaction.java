package io.stripejdbc.emulator.world.model;

import org.jspecify.annotations.Nullable;

/** One line of a balance, in the currency of that balance. */
public final class BalanceTransaction {
  public final String id;
  public final long created;
  public final long availableOn;
  public final TransactionType type;
  public final String source;
  public final long amount;
  public final Currency currency;
  public String description;

  /** What Stripe kept. */
  public long stripeFee;

  /** What the platform kept. */
  public long applicationFee;

  /** Set when the source is in another currency. */
  public double exchangeRate;

  public @Nullable Payout payout;

  BalanceTransaction(
      String id,
      long created,
      long availableOn,
      TransactionType type,
      String source,
      long amount,
      Currency currency) {
    this.id = id;
    this.created = created;
    this.availableOn = availableOn;
    this.type = type;
    this.source = source;
    this.amount = amount;
    this.currency = currency;
    this.description = type.text;
  }

  /** Notes the rate when the source was in another currency. */
  public BalanceTransaction from(Currency presented) {
    if (currency != presented) {
      exchangeRate = presented.rateTo(currency);
    }
    return this;
  }

  public long fee() {
    return stripeFee + applicationFee;
  }

  public long net() {
    return amount - fee();
  }
}

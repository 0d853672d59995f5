package io.stripejdbc.emulator.world.model;

import org.jspecify.annotations.Nullable;

/** Money sent to the seller's bank. */
public final class Payout {
  public final String id;
  public final long created;
  public final long arrival;
  public final long amount;
  public final Currency currency;
  public final boolean automatic;

  /** {@code paid}, {@code in_transit}, {@code pending} or {@code failed}. */
  public String status;

  /** The bank account it goes to. */
  public String destination = "";

  public @Nullable BalanceTransaction transaction;
  public @Nullable BalanceTransaction failureTxn;

  public Payout(
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

package io.stripejdbc.emulator.world.model;

import org.jspecify.annotations.Nullable;

/** A payment intent, with the last of its charges. */
public final class PaymentIntent {
  public final String id;
  public final Seller seller;
  public final Buyer buyer;
  public final long created;
  public final long amount;
  public final Currency currency;
  public final String description;
  public String status = "requires_payment_method";
  public @Nullable Payment latest;
  public @Nullable Seller destination;
  public long feeAmount;
  public String transferGroup = "";
  public long canceledAt;

  /** What somebody wrote on it since; in its metadata. */
  public String note = "";

  public @Nullable Invoice invoice;

  public PaymentIntent(
      String id,
      Seller seller,
      Buyer buyer,
      long created,
      long amount,
      Currency currency,
      String description) {
    this.id = id;
    this.seller = seller;
    this.buyer = buyer;
    this.created = created;
    this.amount = amount;
    this.currency = currency;
    this.description = description;
  }
}

package io.stripejdbc.emulator.world;

import org.jspecify.annotations.Nullable;

/** The wish to be paid: a payment intent, with the last of its charges. */
final class Intent {
  final String id;
  final Seller seller;
  final Buyer buyer;
  final long created;
  final long amount;
  final Currency currency;
  final String description;
  String status = "requires_payment_method";
  @Nullable Payment latest;
  @Nullable Seller destination;
  long feeAmount;
  String transferGroup = "";
  @Nullable Invoice invoice;

  Intent(
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

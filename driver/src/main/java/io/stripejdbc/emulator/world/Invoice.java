package io.stripejdbc.emulator.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bill: for a period of a subscription, or for items put on it by hand. */
final class Invoice {
  final String id;
  final Seller seller;
  final Buyer buyer;
  final long created;
  final Currency currency;
  final String status;
  final @Nullable Subscription subscription;
  final List<Line> lines = new ArrayList<>(1);
  String number = "";
  String reason = "manual";
  long periodStart;
  long periodEnd;
  long dueDate;
  long discount;
  long tax;
  long credited;
  @Nullable Intent intent;

  /**
   * A line of it.
   *
   * @param item the subscription item or the invoice item behind it
   */
  record Line(String id, Price price, long quantity, long amount, String item, String text) {}

  Invoice(
      String id,
      Seller seller,
      Buyer buyer,
      long created,
      Currency currency,
      String status,
      @Nullable Subscription subscription) {
    this.id = id;
    this.seller = seller;
    this.buyer = buyer;
    this.created = created;
    this.currency = currency;
    this.status = status;
    this.subscription = subscription;
  }

  long subtotal() {
    return lines.stream().mapToLong(Line::amount).sum();
  }

  long total() {
    return subtotal() - discount + tax;
  }

  boolean paid() {
    return status.equals("paid");
  }
}

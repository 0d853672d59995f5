package io.stripejdbc.emulator.world.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bill: for a period of a subscription, or for items put on it by hand. */
public final class Invoice {
  public final String id;
  public final Seller seller;
  public final Buyer buyer;
  public final long created;
  public final Currency currency;
  public String status;
  public final @Nullable Subscription subscription;
  public final List<Line> lines = new ArrayList<>(1);
  public String number = "";
  public String reason = "manual";
  public long periodStart;
  public long periodEnd;
  public long dueDate;
  public long discount;
  public long tax;
  public long credited;

  /** When a draft was finalised; 0 for at once. */
  public long finalizedAt;

  /** When it was voided or given up; 0 for some time after it was made. */
  public long closedAt;

  public @Nullable PaymentIntent intent;

  /**
   * A line of it.
   *
   * @param item the subscription item or the invoice item behind it
   */
  public record Line(
      String id, Price price, long quantity, long amount, String item, String text) {}

  public Invoice(
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

  public long subtotal() {
    long sum = 0;
    for (Line line : lines) {
      sum += line.amount;
    }
    return sum;
  }

  public long total() {
    return subtotal() - discount + tax;
  }

  public boolean paid() {
    return status.equals("paid");
  }
}

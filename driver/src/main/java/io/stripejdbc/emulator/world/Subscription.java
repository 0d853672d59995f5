package io.stripejdbc.emulator.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that a buyer pays for again and again. */
final class Subscription {
  final String id;
  final Seller seller;
  final Buyer buyer;
  final long created;
  final String status;
  final List<Item> items = new ArrayList<>(1);
  final List<Invoice> invoices = new ArrayList<>(4);
  Discounts.@Nullable Use discount;
  final Map<String, Discounts.Use> itemDiscounts = new HashMap<>();
  boolean collectionPaused;
  long periodStart;
  long periodEnd;
  long trialEnd;
  long canceledAt;
  boolean endsWithPeriod;
  boolean sendInvoice;

  /** One price of a subscription. */
  record Item(String id, Price price, long quantity, long created) {}

  Subscription(String id, Seller seller, Buyer buyer, long created, String status) {
    this.id = id;
    this.seller = seller;
    this.buyer = buyer;
    this.created = created;
    this.status = status;
  }

  Currency currency() {
    return items.get(0).price().currency();
  }
}

package io.stripejdbc.emulator.world.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that a buyer pays for again and again. */
public final class Subscription {
  public final String id;
  public final Seller seller;
  public final Buyer buyer;
  public final long created;
  public String status;
  public final List<Item> items = new ArrayList<>(1);
  public final List<Invoice> invoices = new ArrayList<>(4);
  public Discounts.@Nullable Use discount;
  public final Map<String, Discounts.Use> itemDiscounts = new HashMap<>();
  public boolean collectionPaused;
  public long periodStart;
  public long periodEnd;
  public long trialEnd;
  public long canceledAt;
  public boolean endsWithPeriod;
  public boolean sendInvoice;

  /** One price of a subscription. */
  public record Item(String id, Price price, long quantity, long created) {}

  public Subscription(String id, Seller seller, Buyer buyer, long created, String status) {
    this.id = id;
    this.seller = seller;
    this.buyer = buyer;
    this.created = created;
    this.status = status;
  }

  public Currency currency() {
    return items.get(0).price().currency();
  }
}

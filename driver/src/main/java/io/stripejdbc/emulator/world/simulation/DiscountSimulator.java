package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.Discounts;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Price;
import io.stripejdbc.emulator.world.model.Price.Recurrence;
import io.stripejdbc.emulator.world.model.Price.UnitAmount;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.Subscription;
import io.stripejdbc.emulator.world.model.WorldClock;
import java.util.List;

/**
 * What sellers have arranged today, after all invoices so far: discounts of customers and single
 * items, a coupon for one product, collection that is paused, and items billed by usage.
 */
final class DiscountSimulator {
  private static final long AGO = 1800;

  private final SeededRandom random;
  private final long start;

  DiscountSimulator(SeededRandom random, WorldClock clock) {
    this.random = random;
    this.start = clock.now() - AGO;
  }

  void arrange(Seller seller) {
    if (seller.subscriptions.isEmpty()) {
      return;
    }
    List<Discounts.Coupon> lasting =
        seller.coupons.stream().filter(each -> !each.duration().equals("once")).toList();
    Price first = seller.subscriptions.get(0).items.get(0).price();
    Discounts.Coupon limited =
        new Discounts.Coupon(
            "PLAN15",
            "One plan",
            new Discounts.Reduction(15, 0, seller.currency),
            "forever",
            first.product().id(),
            start,
            true);
    seller.coupons.add(limited);
    Price usage = usage(seller, first);
    for (int i = 0; i < seller.subscriptions.size(); i++) {
      Subscription each = seller.subscriptions.get(i);
      Subscription.Item item = each.items.get(0);
      if (i % 4 == 1 && !each.buyer.deleted()) {
        Discounts.Coupon coupon = lasting.get(i / 4 % lasting.size());
        seller.customerDiscounts.putIfAbsent(each.buyer.id(), use(coupon, each.buyer.id(), "", ""));
      }
      if (i % 5 == 2) {
        Discounts.Coupon coupon = lasting.get(i / 5 % lasting.size());
        each.itemDiscounts.put(item.id(), use(coupon, each.buyer.id(), each.id, item.id()));
      }
      if (i % 6 == 0 && each.discount == null) {
        each.discount = use(limited, each.buyer.id(), each.id, "");
      }
      each.collectionPaused = i % 11 == 5 && each.status.equals("active");
      if (i % 4 == 3
          && item.price().interval().equals("month")
          && usage.currency() == each.currency()
          && item.price().intervalCount() == 1) {
        each.items.add(new Subscription.Item(IdGenerator.shortId("si_", random), usage, 0, start));
      }
    }
  }

  private Discounts.Use use(
      Discounts.Coupon coupon, String customer, String subscription, String item) {
    return new Discounts.Use(
        IdGenerator.longId("di_", random), coupon, customer, subscription, item, start);
  }

  private Price usage(Seller seller, Price like) {
    Price usage =
        new Price(
            IdGenerator.longId("price_", random),
            like.product(),
            UnitAmount.flat(seller.currency, seller.currency.priceTag(0.05)),
            new Recurrence("month", 1, true),
            true,
            start,
            "");
    seller.prices.add(usage);
    return usage;
  }
}

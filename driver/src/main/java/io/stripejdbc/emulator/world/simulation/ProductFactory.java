package io.stripejdbc.emulator.world.simulation;

import io.stripejdbc.emulator.world.model.Currency;
import io.stripejdbc.emulator.world.model.Discounts;
import io.stripejdbc.emulator.world.model.FakeNames;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Price;
import io.stripejdbc.emulator.world.model.Price.Recurrence;
import io.stripejdbc.emulator.world.model.Price.UnitAmount;
import io.stripejdbc.emulator.world.model.Product;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import io.stripejdbc.emulator.world.model.WorldClock;
import java.util.List;
import java.util.Locale;

/** What a seller sells: products, their prices, and coupons. */
final class ProductFactory {
  private static final List<String> PLANS = List.of("Starter", "Growth", "Scale", "Seats", "Usage");
  private static final Currency[] SOLD_IN = {
    Currency.USD, Currency.EUR, Currency.GBP, Currency.JPY, Currency.KWD
  };

  private final SeededRandom random;
  private final WorldClock clock;

  ProductFactory(SeededRandom random, WorldClock clock) {
    this.random = random;
    this.clock = clock;
  }

  /** Things sold once; every fourth has an older price that is no longer active. */
  void things(Seller seller, int count) {
    for (int i = 0; i < count; i++) {
      Product product = product(seller, FakeNames.thing(random), !random.percent(10), false);
      double dollars = random.between(400, 12_000) / 100.0;
      once(seller, product, dollars, true);
      if (i % 4 == 0) {
        once(seller, product, dollars * 0.9, false);
      }
    }
  }

  private void once(Seller seller, Product product, double dollars, boolean active) {
    add(seller, product, seller.currency, dollars, "", 0, false, active);
  }

  /** Things sold by the month and the year; the platform sells them in several currencies. */
  void plans(Seller seller) {
    int level = 0;
    for (String name : PLANS) {
      level++;
      Product product = product(seller, name + " plan", true, true);
      Currency[] currencies = seller.platform ? SOLD_IN : new Currency[] {seller.currency};
      for (Currency currency : currencies) {
        add(seller, product, currency, 9.0 * level * level, "month", 1, name.equals("Seats"), true);
      }
      add(seller, product, seller.currency, 90.0 * level * level, "year", 1, false, true);
    }
    Product box = product(seller, "Tasting box", true, false);
    add(seller, box, seller.currency, 12, "week", 1, false, true);
    add(seller, box, seller.currency, 39, "month", 3, false, true);
    add(seller, box, seller.currency, 45, "month", 3, false, false);
  }

  void coupons(Seller seller) {
    Currency currency = seller.currency;
    long created = seller.created + 7200;
    seller.coupons.add(coupon("WELCOME25", "Welcome", 25, 0, currency, "once", created));
    seller.coupons.add(coupon("FOREVER10", "Loyal friend", 10, 0, currency, "forever", created));
    seller.coupons.add(
        coupon("FIVEOFF", "Five off", 0, currency.priceTag(5), currency, "forever", created));
    seller.coupons.add(
        coupon(
            IdGenerator.letters(random, 8),
            "Half a percent",
            12.5,
            0,
            currency,
            "repeating",
            created));
  }

  private Discounts.Coupon coupon(
      String id, String name, double percent, long off, Currency currency, String how, long at) {
    return new Discounts.Coupon(
        id,
        name,
        new Discounts.Reduction(percent, off, currency),
        how,
        "",
        at,
        !random.percent(20));
  }

  private Product product(Seller seller, String name, boolean active, boolean service) {
    long created = seller.created + random.between(60, 100 * WorldClock.DAY);
    created = Math.min(created, clock.daysAgo(1));
    Product product =
        new Product(
            IdGenerator.shortId("prod_", random),
            name,
            created,
            created + WorldClock.DAY,
            active,
            service);
    seller.products.add(product);
    return product;
  }

  private void add(
      Seller seller,
      Product product,
      Currency currency,
      double dollars,
      String interval,
      int count,
      boolean tiered,
      boolean active) {
    boolean fraction = interval.equals("month") && product.name().startsWith("Usage");
    String key =
        interval.isEmpty() ? "" : slug(product.name()) + "_" + currency.code() + "_" + interval;
    seller.prices.add(
        new Price(
            IdGenerator.longId("price_", random),
            product,
            new UnitAmount(currency, currency.priceTag(dollars), tiered, fraction),
            new Recurrence(interval, count, false),
            active,
            product.created() + seller.prices.size() % 3,
            active && count < 2 ? key : ""));
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '_');
  }
}

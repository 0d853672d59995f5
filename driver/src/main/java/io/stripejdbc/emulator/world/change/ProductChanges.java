package io.stripejdbc.emulator.world.change;

import io.stripejdbc.emulator.world.model.Discounts;
import io.stripejdbc.emulator.world.model.IdGenerator;
import io.stripejdbc.emulator.world.model.Price;
import io.stripejdbc.emulator.world.model.Price.Recurrence;
import io.stripejdbc.emulator.world.model.Price.UnitAmount;
import io.stripejdbc.emulator.world.model.Product;
import io.stripejdbc.emulator.world.model.SeededRandom;
import io.stripejdbc.emulator.world.model.Seller;
import java.util.List;

/** Products, prices and coupons that come, change and go. */
final class ProductChanges {
  private static final double DOLLARS = 20;

  private final ChangeContext context;

  ProductChanges(ChangeContext context) {
    this.context = context;
  }

  String create(WorldChange.CreateProduct change) {
    Seller seller = context.seller();
    SeededRandom random = context.random("product");
    long now = context.now();
    Product product =
        new Product(IdGenerator.shortId("prod_", random), change.name(), now, now, true, false);
    Price price =
        new Price(
            IdGenerator.longId("price_", random),
            product,
            UnitAmount.flat(seller.currency, seller.currency.priceTag(DOLLARS)),
            Recurrence.ONCE,
            true,
            now,
            "");
    seller.products.add(product);
    seller.prices.add(price);
    context.tell("product.created", ListPaths.PRODUCTS, product.id());
    context.tell("price.created", ListPaths.PRICES, price.id());
    return product.id();
  }

  private Product product(String id) {
    return ChangeContext.one(
        context.seller().products, each -> each.id().equals(id), "product", id);
  }

  String archive(WorldChange.SetProductActive change) {
    Product product = product(change.product());
    context.touch(ListPaths.PRODUCTS, product.id());
    replace(product, change.active());
    context.tell("product.updated", ListPaths.PRODUCTS, product.id());
    return product.id();
  }

  private void replace(Product product, boolean active) {
    Product now =
        new Product(
            product.id(),
            product.name(),
            product.created(),
            context.now(),
            active,
            product.service());
    context.seller().products.replaceAll(each -> each.id().equals(now.id()) ? now : each);
  }

  String archive(WorldChange.SetPriceActive change) {
    String id = change.price();
    Seller seller = context.seller();
    Price price = ChangeContext.one(seller.prices, each -> each.id().equals(id), "price", id);
    String product = price.product().id();
    context.touch(ListPaths.PRICES, id);
    context.touch(ListPaths.PLANS, id);
    context.touch(ListPaths.PRODUCTS, product);
    Price now = withActive(price, change.active());
    seller.prices.replaceAll(each -> each.id().equals(id) ? now : each);
    context.tell("price.updated", ListPaths.PRICES, id);
    if (price.recurring()) {
      context.tell("plan.updated", ListPaths.PLANS, id);
    }
    context.tellIfChanged("product.updated", ListPaths.PRODUCTS, product);
    return id;
  }

  private static Price withActive(Price price, boolean active) {
    return price.withActive(active);
  }

  String delete(WorldChange.DeleteProduct change) {
    Product product = product(change.product());
    Seller seller = context.seller();
    List<Price> prices =
        seller.prices.stream().filter(each -> each.product().id().equals(product.id())).toList();
    context.touch(ListPaths.PRODUCTS, product.id());
    for (Price each : prices) {
      context.touch(ListPaths.PRICES, each.id());
      context.tell("price.deleted", ListPaths.PRICES, each.id());
      if (each.recurring()) {
        context.touch(ListPaths.PLANS, each.id());
        context.tell("plan.deleted", ListPaths.PLANS, each.id());
      }
    }
    seller.prices.removeAll(prices);
    seller.products.remove(product);
    context.tell("product.deleted", ListPaths.PRODUCTS, product.id());
    return product.id();
  }

  String create(WorldChange.CreateCoupon change) {
    Seller seller = context.seller();
    String id = change.coupon();
    boolean taken = seller.coupons.stream().anyMatch(each -> each.id().equals(id));
    if (taken || seller.deletedCoupons.containsKey(id)) {
      throw new IllegalArgumentException("Coupon '" + id + "' is there already");
    }
    seller.coupons.add(
        new Discounts.Coupon(
            id,
            id,
            new Discounts.Reduction(change.percentOff(), 0, seller.currency),
            "once",
            "",
            context.now(),
            true));
    context.tell("coupon.created", ListPaths.COUPONS, id);
    return id;
  }

  String delete(WorldChange.DeleteCoupon change) {
    String id = change.coupon();
    Seller seller = context.seller();
    Discounts.Coupon coupon =
        ChangeContext.one(seller.coupons, each -> each.id().equals(id), "coupon", id);
    context.touch(ListPaths.COUPONS, id);
    seller.coupons.remove(coupon);
    seller.deletedCoupons.put(id, coupon);
    context.tell("coupon.deleted", ListPaths.COUPONS, id);
    return id;
  }
}

package io.stripejdbc.emulator.world.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.model.Discounts;
import io.stripejdbc.emulator.world.model.Price;
import io.stripejdbc.emulator.world.model.Product;
import io.stripejdbc.emulator.world.model.Seller;

/** Products, prices, plans and coupons as the API writes them. */
public final class ProductFacts {
  private ProductFacts() {}

  public static ObjectNode of(Product product, Seller seller) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", product.id());
    facts.put("created", product.created());
    facts.put("updated", product.updated());
    facts.put("name", product.name());
    facts.put("active", product.active());
    facts.put("type", "service");
    facts.put("description", product.service() ? "Billed by the period" : "Made to order");
    facts.put("shippable", product.service() ? null : Boolean.TRUE);
    facts.put("url", product.service() ? null : "https://shop.example/" + product.id());
    seller.prices.stream()
        .filter(price -> price.product().id().equals(product.id()) && price.active())
        .findFirst()
        .ifPresent(price -> facts.put("default_price", price.id()));
    facts.putObject("metadata").put("aisle", String.valueOf(product.created() % 7));
    return facts;
  }

  public static ObjectNode of(Price price) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", price.id());
    facts.put("created", price.created());
    facts.put("active", price.active());
    facts.put("currency", price.currency().code());
    facts.put("product", price.product().id());
    facts.put("type", price.recurring() ? "recurring" : "one_time");
    facts.put("billing_scheme", price.tiered() ? "tiered" : "per_unit");
    facts.put("tax_behavior", "unspecified");
    facts.put("lookup_key", price.lookupKey().isEmpty() ? null : price.lookupKey());
    if (!price.tiered()) {
      amount(facts, "unit_amount", price);
    } else {
      facts.put("tiers_mode", "graduated");
      facts.set("tiers", tiers(price));
    }
    if (price.recurring()) {
      ObjectNode recurring = facts.putObject("recurring");
      recurring.put("interval", price.interval()).put("interval_count", price.intervalCount());
      recurring.put("usage_type", price.metered() ? "metered" : "licensed");
    }
    facts.putObject("currency_options").set(price.currency().code(), option(price));
    return facts;
  }

  private static ObjectNode option(Price price) {
    ObjectNode option = JsonNodes.object();
    if (!price.tiered()) {
      amount(option, "unit_amount", price);
    }
    return option.put("tax_behavior", "unspecified");
  }

  /** A finer amount than minor units has the decimal form only. */
  private static void amount(ObjectNode facts, String name, Price price) {
    String exact = String.valueOf(price.unitAmount());
    facts.put(name, price.fraction() ? null : (Long) price.unitAmount());
    facts.put(name + "_decimal", price.fraction() ? exact + ".125" : exact);
  }

  private static ArrayNode tiers(Price price) {
    ArrayNode tiers = JsonNodes.array();
    long second = price.currency().round(price.unitAmount() * 4 / 5);
    ObjectNode first = tiers.addObject().put("up_to", 10).put("unit_amount", price.unitAmount());
    first.put("unit_amount_decimal", String.valueOf(price.unitAmount()));
    tiers.addObject().put("unit_amount", second).put("unit_amount_decimal", "" + second);
    return tiers;
  }

  /** A recurring price in its older form. */
  public static ObjectNode plan(Price price) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", price.id());
    facts.put("created", price.created());
    facts.put("active", price.active());
    facts.put("currency", price.currency().code());
    facts.put("product", price.product().id());
    facts.put("interval", price.interval()).put("interval_count", price.intervalCount());
    facts.put("billing_scheme", price.tiered() ? "tiered" : "per_unit");
    facts.put("usage_type", price.metered() ? "metered" : "licensed");
    facts.putObject("metadata");
    if (!price.tiered()) {
      amount(facts, "amount", price);
    } else {
      facts.put("tiers_mode", "graduated");
      facts.set("tiers", tiers(price));
    }
    return facts;
  }

  public static ObjectNode of(Discounts.Coupon coupon, Seller seller) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", coupon.id());
    facts.put("created", coupon.created());
    facts.put("name", coupon.name());
    facts.put("duration", coupon.duration());
    facts.put("valid", coupon.valid());
    if (coupon.duration().equals("repeating")) {
      facts.put("duration_in_months", Discounts.MONTHS);
    }
    if (coupon.percentOff() > 0) {
      facts.put("percent_off", coupon.percentOff());
    } else {
      facts.put("amount_off", coupon.amountOff()).put("currency", coupon.currency().code());
    }
    facts.put(
        "times_redeemed",
        seller.subscriptions.stream()
            .filter(each -> each.discount != null && each.discount.coupon().equals(coupon))
            .count());
    facts.putObject("metadata");
    ArrayNode products = facts.putObject("applies_to").putArray("products");
    if (!coupon.product().isEmpty()) {
      products.add(coupon.product());
    }
    return facts;
  }

  public static ObjectNode of(Discounts.Use use) {
    ObjectNode facts = JsonNodes.object();
    facts.put("id", use.id());
    facts.put("start", use.start());
    facts.put("end", use.coupon().duration().equals("repeating") ? (Long) use.end() : null);
    facts.put("customer", use.customer());
    facts.put("subscription", use.subscription().isEmpty() ? null : use.subscription());
    facts.put("subscription_item", use.item().isEmpty() ? null : use.item());
    facts.putObject("source").put("type", "coupon").put("coupon", use.coupon().id());
    return facts;
  }
}

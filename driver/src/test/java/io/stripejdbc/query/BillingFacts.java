package io.stripejdbc.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.Expansion;
import io.stripejdbc.emulator.world.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an account's subscriptions bill, computed from the emulator's objects alone. */
final class BillingFacts {
  private final Map<String, JsonNode> prices = new HashMap<>();
  private final Map<String, JsonNode> discounts = new HashMap<>();
  private final Map<String, JsonNode> coupons = new HashMap<>();
  private final Map<String, JsonNode> customers = new HashMap<>();
  private final Map<String, List<JsonNode>> items = new HashMap<>();

  BillingFacts(ReportDesk desk, String account) {
    for (Row row : desk.world().rows(account, "/v1/prices").all()) {
      prices.put(
          row.id(),
          desk.world().written(account, "/v1/prices", row, Expansion.of(List.of("tiers"))));
    }
    desk.objects(account, "/discounts").forEach(d -> discounts.put(d.path("id").asText(), d));
    desk.objects(account, "/v1/coupons").forEach(c -> coupons.put(c.path("id").asText(), c));
    desk.objects(account, "/v1/customers").forEach(c -> customers.put(c.path("id").asText(), c));
    for (ObjectNode item : desk.objects(account, "/v1/subscription_items")) {
      items.computeIfAbsent(item.path("subscription").asText(), k -> new ArrayList<>()).add(item);
    }
  }

  List<JsonNode> items(JsonNode subscription) {
    return items.get(subscription.path("id").asText());
  }

  long periodEnd(JsonNode subscription) {
    return items(subscription).get(0).path("current_period_end").asLong();
  }

  /** What its items cost a period, in minor units; an invoice has no fractions of them. */
  long perPeriod(JsonNode subscription) {
    return items(subscription).stream()
        .mapToLong(
            item -> {
              JsonNode price = prices.get(item.path("price").path("id").asText());
              return cost(price, item.path("quantity").asLong())
                  .setScale(0, RoundingMode.DOWN)
                  .longValueExact();
            })
        .sum();
  }

  static BigDecimal cost(JsonNode price, long quantity) {
    if (!price.path("billing_scheme").asText().equals("tiered")) {
      return new BigDecimal(price.path("unit_amount_decimal").asText())
          .multiply(BigDecimal.valueOf(quantity));
    }
    JsonNode first = price.path("tiers").get(0);
    JsonNode second = price.path("tiers").get(1);
    long full = Math.min(quantity, first.path("up_to").asLong());
    return BigDecimal.valueOf(
        full * first.path("unit_amount").asLong()
            + (quantity - full) * second.path("unit_amount").asLong());
  }

  long offTheNextInvoice(JsonNode subscription, long subtotal) {
    long off = 0;
    for (JsonNode id : subscription.path("discounts")) {
      JsonNode discount = discounts.get(id.asText());
      JsonNode coupon = coupons.get(discount.path("source").path("coupon").asText());
      boolean over =
          coupon.path("duration").asText().equals("once")
              || (discount.hasNonNull("end")
                  && discount.path("end").asLong() <= periodEnd(subscription));
      if (!over) {
        off += off(coupon, subtotal, subscription.path("currency").asText());
      }
    }
    return Math.min(subtotal, off);
  }

  private static long off(JsonNode coupon, long subtotal, String currency) {
    if (!coupon.hasNonNull("percent_off")) {
      return coupon.path("amount_off").asLong();
    }
    BigDecimal exact =
        BigDecimal.valueOf(subtotal).multiply(coupon.path("percent_off").decimalValue());
    BigDecimal whole = exact.movePointLeft(2).setScale(0, RoundingMode.HALF_UP);
    return currency.equals("kwd")
        ? whole.movePointLeft(1).setScale(0, RoundingMode.HALF_UP).longValueExact() * 10
        : whole.longValueExact();
  }

  /** What of a bill the customer's balance pays. */
  long credit(JsonNode subscription, long total) {
    JsonNode customer = customers.get(subscription.path("customer").asText());
    boolean same =
        customer.path("currency").asText().equals(subscription.path("currency").asText());
    long balance = same ? customer.path("balance").asLong() : 0;
    return total - Math.max(0, total + balance);
  }
}

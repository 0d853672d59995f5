package io.stripejdbc.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.Expansion;
import io.stripejdbc.emulator.world.WorldRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What an account's subscriptions bill, computed from the emulator's objects alone. */
final class BillingFacts {
  private final Map<String, JsonNode> prices = new HashMap<>();
  private final Map<String, JsonNode> discounts = new HashMap<>();
  private final Map<String, JsonNode> coupons = new HashMap<>();
  private final Map<String, JsonNode> customers = new HashMap<>();
  private final Map<String, List<JsonNode>> items = new HashMap<>();

  BillingFacts(ReportFixture reports, String account) {
    for (WorldRow row : reports.world().rows(account, "/v1/prices").all()) {
      prices.put(
          row.id(),
          reports.world().written(account, "/v1/prices", row, Expansion.of(List.of("tiers"))));
    }
    for (WorldRow row : reports.world().rows(account, "/v1/coupons").all()) {
      coupons.put(
          row.id(),
          reports
              .world()
              .written(account, "/v1/coupons", row, Expansion.of(List.of("applies_to"))));
    }
    reports.objects(account, "/discounts").forEach(d -> discounts.put(d.path("id").asText(), d));
    reports.objects(account, "/v1/customers").forEach(c -> customers.put(c.path("id").asText(), c));
    for (ObjectNode item : reports.objects(account, "/v1/subscription_items")) {
      items.computeIfAbsent(item.path("subscription").asText(), k -> new ArrayList<>()).add(item);
    }
  }

  /** A line of a bill, and what discounts have left of it. */
  private static final class Line {
    private final String product;
    private final List<JsonNode> discounts;
    private BigDecimal left;

    Line(String product, List<JsonNode> discounts, BigDecimal left) {
      this.product = product;
      this.discounts = discounts;
      this.left = left;
    }
  }

  List<JsonNode> items(JsonNode subscription) {
    return items.get(subscription.path("id").asText());
  }

  long periodEnd(JsonNode subscription) {
    return items(subscription).get(0).path("current_period_end").asLong();
  }

  long metered(JsonNode subscription) {
    return items(subscription).stream().filter(item -> isMetered(price(item))).count();
  }

  private JsonNode price(JsonNode item) {
    return prices.get(item.path("price").path("id").asText());
  }

  private static boolean isMetered(JsonNode price) {
    return price.path("recurring").path("usage_type").asText().equals("metered");
  }

  /** How often an item is billed a month. */
  private BigDecimal factor(JsonNode item) {
    JsonNode recurring = price(item).path("recurring");
    BigDecimal periods =
        switch (recurring.path("interval").asText()) {
          case "day" -> fraction(365, 12);
          case "week" -> fraction(52, 12);
          case "month" -> BigDecimal.ONE;
          default -> fraction(1, 12);
        };
    long count = recurring.path("interval_count").asLong();
    return periods.divide(BigDecimal.valueOf(count), 20, RoundingMode.HALF_UP);
  }

  private static BigDecimal fraction(long above, long below) {
    return BigDecimal.valueOf(above).divide(BigDecimal.valueOf(below), 20, RoundingMode.HALF_UP);
  }

  /** What its items cost a month. */
  long listMrr(JsonNode subscription) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode item : items(subscription)) {
      sum = sum.add(cost(price(item), item.path("quantity").asLong()).multiply(factor(item)));
    }
    return whole(sum);
  }

  /** What lasting discounts take off that at a moment. */
  long lastingDiscount(JsonNode subscription, long now) {
    BigDecimal factor = BigDecimal.ZERO;
    List<Line> lines = new ArrayList<>();
    for (JsonNode item : items(subscription)) {
      factor = factor.max(factor(item));
      lines.add(
          line(item, cost(price(item), item.path("quantity").asLong()).multiply(factor(item))));
    }
    return whole(off(subscription, lines, factor, now, amount -> amount));
  }

  /** What its items cost a period, in minor units; an invoice has no fractions of them. */
  long perPeriod(JsonNode subscription) {
    return items(subscription).stream().mapToLong(item -> wholeCost(item).longValueExact()).sum();
  }

  private BigDecimal wholeCost(JsonNode item) {
    return cost(price(item), item.path("quantity").asLong()).setScale(0, RoundingMode.DOWN);
  }

  long offTheNextInvoice(JsonNode subscription) {
    List<Line> lines = new ArrayList<>();
    items(subscription).forEach(item -> lines.add(line(item, wholeCost(item))));
    boolean tens = subscription.path("currency").asText().equals("kwd");
    return whole(
        off(
            subscription,
            lines,
            BigDecimal.ONE,
            periodEnd(subscription),
            amount ->
                tens
                    ? BigDecimal.valueOf(whole(amount), 1)
                        .setScale(0, RoundingMode.HALF_UP)
                        .movePointRight(1)
                    : BigDecimal.valueOf(whole(amount))));
  }

  private Line line(JsonNode item, BigDecimal amount) {
    return new Line(price(item).path("product").asText(), discounts(item), amount);
  }

  private List<JsonNode> discounts(JsonNode owner) {
    List<JsonNode> found = new ArrayList<>();
    owner.path("discounts").forEach(id -> found.add(discounts.get(id.asText())));
    return found;
  }

  /** Items' discounts first; then the subscription's, or the customer's where it has none. */
  private BigDecimal off(
      JsonNode subscription,
      List<Line> lines,
      BigDecimal factor,
      long at,
      UnaryOperator<BigDecimal> rounded) {
    String currency = subscription.path("currency").asText();
    BigDecimal before = lines.stream().map(line -> line.left).reduce(BigDecimal::add).orElseThrow();
    for (Line line : lines) {
      line.discounts.forEach(d -> take(d, List.of(line), factor, at, currency, rounded));
    }
    List<JsonNode> all = discounts(subscription);
    if (all.isEmpty()) {
      JsonNode customer = customers.get(subscription.path("customer").asText());
      all = customer.hasNonNull("discount") ? List.of(customer.get("discount")) : List.of();
    }
    all.forEach(d -> take(d, lines, factor, at, currency, rounded));
    return before.subtract(
        lines.stream().map(line -> line.left).reduce(BigDecimal::add).orElseThrow());
  }

  private void take(
      JsonNode discount,
      List<Line> lines,
      BigDecimal factor,
      long at,
      String currency,
      UnaryOperator<BigDecimal> rounded) {
    JsonNode coupon = coupons.get(discount.path("source").path("coupon").asText());
    boolean over = discount.hasNonNull("end") && discount.path("end").asLong() <= at;
    if (over || coupon.path("duration").asText().equals("once")) {
      return;
    }
    boolean percent = coupon.hasNonNull("percent_off");
    boolean same = coupon.path("currency").asText().equals(currency);
    BigDecimal amount =
        BigDecimal.valueOf(same ? coupon.path("amount_off").asLong() : 0).multiply(factor);
    for (Line line : lines) {
      if (isFor(coupon, line.product)) {
        BigDecimal off =
            percent
                ? rounded.apply(
                    line.left.multiply(coupon.path("percent_off").decimalValue()).movePointLeft(2))
                : line.left.min(amount);
        line.left = line.left.subtract(off);
        amount = amount.subtract(percent ? BigDecimal.ZERO : off);
      }
    }
  }

  private static boolean isFor(JsonNode coupon, String product) {
    JsonNode products = coupon.path("applies_to").path("products");
    boolean found = products.isEmpty();
    for (JsonNode each : products) {
      found |= each.asText().equals(product);
    }
    return found;
  }

  /** A twelfth has no end as a decimal: what lies behind twelve digits comes from that. */
  private static long whole(BigDecimal amount) {
    return amount
        .setScale(12, RoundingMode.HALF_UP)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static BigDecimal cost(JsonNode price, long quantity) {
    if (isMetered(price)) {
      return BigDecimal.ZERO;
    }
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

  /** What of a bill the customer's balance pays. */
  long credit(JsonNode subscription, long total) {
    JsonNode customer = customers.get(subscription.path("customer").asText());
    boolean same =
        customer.path("currency").asText().equals(subscription.path("currency").asText());
    long balance = same ? customer.path("balance").asLong() : 0;
    return total - Math.max(0, total + balance);
  }
}

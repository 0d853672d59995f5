package io.stripejdbc.plan.function.scalar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.calcite.runtime.JsonFunctions;
import org.jspecify.annotations.Nullable;

/**
 * What discounts take off lines of a bill, one after the other, as Stripe does: each discount sees
 * what those before it have left, only on products it is good for (docs.stripe.com/billing/
 * subscriptions/coupons).
 */
public final class DiscountFunctions {
  /** Parts of a line and of a discount are separated by it; no id contains it. */
  private static final String SEPARATOR = "\u001f";

  private static final int SCALE = 12;

  private DiscountFunctions() {}

  private static final class Line {
    private final String product;
    private BigDecimal left;

    Line(String product, BigDecimal left) {
      this.product = product;
      this.left = left;
    }
  }

  /**
   * One discount.
   *
   * @param position its place among those of the same object
   * @param percent percent off, null for an amount
   * @param amount amount off in minor units, null for a percentage
   * @param currency currency of the amount
   * @param products JSON list of the only products it is for, empty for all
   * @param options JSON of the amount in other currencies, empty for none
   */
  private record Discount(
      int position,
      @Nullable BigDecimal percent,
      @Nullable BigDecimal amount,
      String currency,
      String products,
      String options) {

    static Discount of(String text) {
      String[] parts = text.split(SEPARATOR, -1);
      return new Discount(
          Integer.parseInt(parts[0]),
          number(parts[1]),
          number(parts[2]),
          parts[3],
          parts[4],
          parts[5]);
    }

    private static @Nullable BigDecimal number(String text) {
      return text.isEmpty() ? null : new BigDecimal(text);
    }

    boolean isFor(String product) {
      return !(read(products) instanceof List<?> only) || only.isEmpty() || only.contains(product);
    }

    BigDecimal amountIn(String billed) {
      if (amount != null && currency.equals(billed)) {
        return amount;
      }
      Object all = read(options);
      Object option = all instanceof Map<?, ?> map ? map.get(billed) : null;
      Object off = option instanceof Map<?, ?> map ? map.get("amount_off") : null;
      return off == null ? BigDecimal.ZERO : new BigDecimal(off.toString());
    }
  }

  /**
   * {@code discounts_off(lines, discounts, factor, currency)}: what is taken off all lines
   * together.
   *
   * @param lines product and amount of each
   * @param discounts position, percent, amount, its currency, products and currency options of each
   * @param factor how often an amount is taken off: 1/12 for one a year of a line by the month
   * @param currency currency of the lines
   */
  public static BigDecimal off(
      List<?> lines, List<?> discounts, BigDecimal factor, String currency) {
    List<Line> left = new ArrayList<>();
    for (Object line : lines) {
      if (line instanceof String text) {
        String[] parts = text.split(SEPARATOR, -1);
        left.add(new Line(parts[0], new BigDecimal(parts[1])));
      }
    }
    BigDecimal before = sum(left);
    discounts.stream()
        .filter(String.class::isInstance)
        .map(text -> Discount.of((String) text))
        .sorted(Comparator.comparingInt(Discount::position))
        .forEach(discount -> take(discount, left, factor, currency));
    return before.subtract(sum(left)).setScale(SCALE, RoundingMode.HALF_UP);
  }

  private static BigDecimal sum(List<Line> lines) {
    return lines.stream().map(line -> line.left).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static void take(
      Discount discount, List<Line> lines, BigDecimal factor, String currency) {
    BigDecimal percent = discount.percent();
    BigDecimal amount = discount.amountIn(currency).multiply(factor);
    for (Line line : lines) {
      if (discount.isFor(line.product)) {
        BigDecimal off =
            percent != null ? line.left.multiply(percent).movePointLeft(2) : line.left.min(amount);
        line.left = line.left.subtract(off);
        amount = percent == null ? amount.subtract(off) : amount;
      }
    }
  }

  private static @Nullable Object read(String json) {
    try {
      return json.isEmpty() ? null : JsonFunctions.dejsonize(json);
    } catch (RuntimeException e) {
      return null;
    }
  }
}

package io.stripejdbc.plan.function.scalar;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.calcite.runtime.JsonFunctions;
import org.jspecify.annotations.Nullable;

/** What a quantity costs at a tiered price (docs.stripe.com: tiered pricing). */
public final class TieredPriceFunctions {
  /** Digits after the point of the result: those of {@code unit_amount_decimal}. */
  public static final int SCALE = 12;

  private TieredPriceFunctions() {}

  /**
   * {@code tiered_amount(tiers, tiers_mode, quantity)}: minor units of the price's currency; null
   * when the text is no list of tiers.
   *
   * @param tiers the price's {@code tiers}, as JSON
   * @param mode {@code graduated}: each tier has its own unit amount; {@code volume}: the tier that
   *     the quantity falls in counts for all of it
   */
  public static @Nullable BigDecimal amount(String tiers, String mode, long quantity) {
    Object read;
    try {
      read = JsonFunctions.dejsonize(tiers);
    } catch (RuntimeException e) {
      return null;
    }
    if (!(read instanceof List<?> list)) {
      return null;
    }
    boolean graduated = mode.equals("graduated");
    BigDecimal sum = BigDecimal.ZERO;
    long before = 0;
    for (Object each : list) {
      Map<?, ?> tier = (Map<?, ?>) each;
      long upTo = tier.get("up_to") instanceof Number n ? n.longValue() : Long.MAX_VALUE;
      if (graduated ? quantity > before || before == 0 : quantity <= upTo) {
        long units = graduated ? Math.min(quantity, upTo) - before : quantity;
        sum =
            sum.add(amount(tier, "flat_amount"))
                .add(amount(tier, "unit_amount").multiply(BigDecimal.valueOf(units)));
      }
      if (quantity <= upTo) {
        return sum.setScale(SCALE);
      }
      before = upTo;
    }
    return sum.setScale(SCALE);
  }

  private static BigDecimal amount(Map<?, ?> tier, String name) {
    Object exact = tier.get(name + "_decimal");
    Object whole = tier.get(name);
    Object amount = exact == null ? whole : exact;
    return amount == null ? BigDecimal.ZERO : new BigDecimal(amount.toString());
  }
}

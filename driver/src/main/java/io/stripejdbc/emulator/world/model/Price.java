package io.stripejdbc.emulator.world.model;

/**
 * What a product costs.
 *
 * @param unitAmount minor units; ignored for tiered prices
 * @param interval {@code day}, {@code week}, {@code month}, {@code year}, or empty for once
 * @param metered whether usage is billed instead of a quantity
 * @param fraction whether the exact amount is finer than a minor unit
 */
public record Price(
    String id,
    Product product,
    Currency currency,
    long unitAmount,
    String interval,
    int intervalCount,
    boolean tiered,
    boolean metered,
    boolean fraction,
    boolean active,
    long created,
    String lookupKey) {

  public boolean recurring() {
    return !interval.isEmpty();
  }

  /**
   * What a quantity costs, nothing before usage is known: tiers are 10 at the full price and the
   * rest at four fifths.
   */
  public long amountFor(long quantity) {
    if (metered) {
      return 0;
    }
    return tiered
        ? unitAmount * Math.min(quantity, 10)
            + currency.round(unitAmount * 4 / 5) * Math.max(0, quantity - 10)
        : unitAmount * quantity;
  }
}

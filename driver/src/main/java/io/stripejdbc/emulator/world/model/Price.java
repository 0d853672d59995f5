package io.stripejdbc.emulator.world.model;

/**
 * What a product costs.
 *
 * @param amount what one of it costs
 * @param recurrence how often it is billed
 */
public record Price(
    String id,
    Product product,
    UnitAmount amount,
    Recurrence recurrence,
    boolean active,
    long created,
    String lookupKey) {

  /**
   * What one unit costs.
   *
   * @param minor minor units; ignored for tiered prices
   * @param tiered whether more of it costs less
   * @param fraction whether the exact amount is finer than a minor unit
   */
  public record UnitAmount(Currency currency, long minor, boolean tiered, boolean fraction) {
    /** The same for any number. */
    public static UnitAmount flat(Currency currency, long minor) {
      return new UnitAmount(currency, minor, false, false);
    }
  }

  /**
   * How often a price is billed.
   *
   * @param interval {@code day}, {@code week}, {@code month}, {@code year}, or empty for once
   * @param count how many of them
   * @param metered whether usage is billed instead of a quantity
   */
  public record Recurrence(String interval, int count, boolean metered) {
    public static final Recurrence ONCE = new Recurrence("", 0, false);
  }

  public Currency currency() {
    return amount.currency();
  }

  public long unitAmount() {
    return amount.minor();
  }

  public boolean tiered() {
    return amount.tiered();
  }

  public boolean fraction() {
    return amount.fraction();
  }

  public String interval() {
    return recurrence.interval();
  }

  public int intervalCount() {
    return recurrence.count();
  }

  public boolean metered() {
    return recurrence.metered();
  }

  /** The same, offered or no longer. */
  public Price withActive(boolean other) {
    return new Price(id, product, amount, recurrence, other, created, lookupKey);
  }

  public boolean recurring() {
    return !interval().isEmpty();
  }

  /**
   * What a quantity costs, nothing before usage is known: tiers are 10 at the full price and the
   * rest at four fifths.
   */
  public long amountFor(long quantity) {
    if (metered()) {
      return 0;
    }
    return tiered()
        ? unitAmount() * Math.min(quantity, 10)
            + currency().round(unitAmount() * 4 / 5) * Math.max(0, quantity - 10)
        : unitAmount() * quantity;
  }
}

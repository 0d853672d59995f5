package io.stripejdbc.emulator.world.model;

/** Coupons, and their use. */
public final class Discounts {
  /** How long a repeating coupon lasts. */
  public static final int MONTHS = 3;

  private Discounts() {}

  /**
   * A coupon.
   *
   * @param reduction what it takes off
   * @param product the only product it is good for, or empty for all
   */
  public record Coupon(
      String id,
      String name,
      Reduction reduction,
      String duration,
      String product,
      long created,
      boolean valid) {

    public double percentOff() {
      return reduction.percent();
    }

    public long amountOff() {
      return reduction.amount();
    }

    public Currency currency() {
      return reduction.currency();
    }

    public long off(long subtotal, Currency billed) {
      return percentOff() > 0
          ? billed.percentOf(subtotal, percentOff())
          : Math.min(subtotal, amountOff());
    }

    public boolean isFor(Product bought) {
      return product.isEmpty() || product.equals(bought.id());
    }
  }

  /**
   * What a coupon takes off.
   *
   * @param percent percent, or 0 when an amount is taken off
   * @param amount minor units of the currency
   */
  public record Reduction(double percent, long amount, Currency currency) {}

  /**
   * A coupon applied from a moment on, to a customer, a subscription or one item of it.
   *
   * @param subscription empty for a customer's
   * @param item empty unless it is an item's
   */
  public record Use(
      String id, Coupon coupon, String customer, String subscription, String item, long start) {
    /** When it ends; 0 for never. A coupon for once is used up by the first invoice. */
    public long end() {
      return switch (coupon.duration) {
        case "once" -> start + 1;
        case "repeating" -> WorldClock.plus(start, "month", MONTHS);
        default -> 0;
      };
    }

    /** Whether it takes something off a bill of this moment. */
    public boolean isInForce(long at) {
      return end() == 0 || at < end();
    }
  }
}

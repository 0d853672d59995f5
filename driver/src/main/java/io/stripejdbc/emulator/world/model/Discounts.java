package io.stripejdbc.emulator.world.model;

/** Coupons, and their use. */
public final class Discounts {
  /** How long a repeating coupon lasts. */
  public static final int MONTHS = 3;

  private Discounts() {}

  /**
   * A coupon.
   *
   * @param percentOff percent, or 0 when an amount is taken off
   * @param product the only product it is good for, or empty for all
   */
  public record Coupon(
      String id,
      String name,
      double percentOff,
      long amountOff,
      Currency currency,
      String duration,
      String product,
      long created,
      boolean valid) {

    public long off(long subtotal, Currency billed) {
      return percentOff > 0
          ? billed.percentOf(subtotal, percentOff)
          : Math.min(subtotal, amountOff);
    }

    public boolean isFor(Product bought) {
      return product.isEmpty() || product.equals(bought.id());
    }
  }

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

package io.stripejdbc.emulator.world;

/** Coupons, and their use. */
final class Discounts {
  private Discounts() {}

  /**
   * A coupon.
   *
   * @param percentOff percent, or 0 when an amount is taken off
   */
  record Coupon(
      String id,
      String name,
      double percentOff,
      long amountOff,
      Currency currency,
      String duration,
      long created,
      boolean valid) {

    long off(long subtotal, Currency billed) {
      return percentOff > 0
          ? billed.percentOf(subtotal, percentOff)
          : Math.min(subtotal, amountOff);
    }
  }

  /** A coupon applied to a subscription from a moment on. */
  record Use(String id, Coupon coupon, String customer, String subscription, long start) {}
}

package io.stripejdbc.emulator.world.model;

import java.util.Locale;

/** The currencies of the marketplace, with how many decimals Stripe writes and a fixed rate. */
public enum Currency {
  USD(2, 1.0),
  EUR(2, 0.92),
  GBP(2, 0.79),
  JPY(0, 150.0),
  KWD(3, 0.31),
  CAD(2, 1.36),
  AUD(2, 1.52),
  CHF(2, 0.88),
  SEK(2, 10.5),
  SGD(2, 1.34),
  MXN(2, 17.1),
  BRL(2, 5.1);

  private final int decimals;
  private final double perDollar;

  Currency(int decimals, double perDollar) {
    this.decimals = decimals;
    this.perDollar = perDollar;
  }

  /** Lower case, as the API writes it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public int decimals() {
    return decimals;
  }

  /** What one unit of this currency is worth in the other. */
  public double rateTo(Currency other) {
    return Math.round(other.perDollar / perDollar * 100_000) / 100_000.0;
  }

  /** Minor units of {@code other} for minor units of this currency. */
  public long convert(long minor, Currency other) {
    if (other == this) {
      return minor;
    }
    double units = minor / Math.pow(10, decimals) * rateTo(other);
    return other.round(Math.round(units * Math.pow(10, other.decimals)));
  }

  /** Minor units for an amount of dollars, as a price tag would show it. */
  public long priceTag(double dollars) {
    double units = dollars * perDollar;
    return switch (decimals) {
      case 0 -> Math.max(100, Math.round(units / 10) * 10);
      case 3 -> Math.max(500, Math.round(units * 20) * 50);
      default -> Math.max(100, Math.round(units * 100));
    };
  }

  /** The part of a fee that does not depend on the amount. */
  public long fixedFee() {
    return decimals == 3 ? 100 : 30;
  }

  /** Three-decimal amounts end in 0 (facts: money). */
  public long round(long minor) {
    return decimals == 3 ? Math.round(minor / 10.0) * 10 : minor;
  }

  /** A share of an amount, in percent. */
  public long percentOf(long minor, double percent) {
    return round(Math.round(minor * percent / 100));
  }
}

package io.stripejdbc.plan.function.scalar;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

/**
 * Stripe's minor units.
 *
 * <p>They differ from ISO 4217, so {@link java.util.Currency} is of no use: Stripe counts ISK and
 * UGX in hundredths and MGA in whole units (docs.stripe.com/currencies).
 */
public final class MoneyFunctions {
  private static final Set<String> NO_DECIMALS =
      Set.of(
          "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf",
          "xof", "xpf");

  private static final Set<String> THREE_DECIMALS = Set.of("bhd", "jod", "kwd", "omr", "tnd");

  private MoneyFunctions() {}

  /** How many digits of an amount stand after the point: 0, 2 or 3. */
  public static int exponent(String currency) {
    String code = currency.toLowerCase(Locale.ROOT);
    return NO_DECIMALS.contains(code) ? 0 : THREE_DECIMALS.contains(code) ? 3 : 2;
  }

  /** {@code major_units(1050, 'usd')} is 10.50: the amount in the currency's main unit. */
  public static BigDecimal majorUnits(long amount, String currency) {
    return BigDecimal.valueOf(amount, exponent(currency)).setScale(SCALE);
  }

  /** The same for amounts with fractions of a minor unit, such as {@code unit_amount_decimal}. */
  public static BigDecimal majorUnits(BigDecimal amount, String currency) {
    return amount.movePointLeft(exponent(currency)).setScale(Math.max(amount.scale(), 0) + SCALE);
  }

  /** Digits after the point in the result: the most any currency has. */
  public static final int SCALE = 3;
}

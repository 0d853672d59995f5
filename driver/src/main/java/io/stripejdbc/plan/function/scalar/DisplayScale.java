package io.stripejdbc.plan.function.scalar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How many digits after the point a decimal of a result is shown with. Inside of a plan all values
 * of a column have the scale of its type, so that equal numbers are equal keys; what is shown
 * depends on where the number comes from.
 *
 * @param kind where it comes from
 * @param detail digits of a {@link Kind#MONEY}, position of the currency's column of a {@link
 *     Kind#MONEY_BESIDE_CURRENCY}, else 0
 */
public record DisplayScale(Kind kind, int detail) {
  /** Where a decimal comes from. */
  public enum Kind {
    /** A cast or a literal: as many digits as its type says, {@code 12.50}. */
    FIXED,
    /** A quotient, an average, a decimal of the API: no zeros at the end, {@code 12.5}. */
    PLAIN,
    /** Nothing but zero or NULL, which goes with anything. */
    NEUTRAL,
    /** {@code major_units} in a currency that the SQL names. */
    MONEY,
    /** {@code major_units} in the currency that another column of the row names. */
    MONEY_BESIDE_CURRENCY,
    /** {@code major_units} in a currency that the row does not tell. */
    MONEY_OF_UNKNOWN_CURRENCY
  }

  /** As the type says. */
  public static final DisplayScale FIXED = new DisplayScale(Kind.FIXED, 0);

  /** In place of a number of digits: those of money in a currency that is not known. */
  public static final BigDecimal CENTS = BigDecimal.ONE.negate();

  public static final DisplayScale PLAIN = new DisplayScale(Kind.PLAIN, 0);
  public static final DisplayScale NEUTRAL = new DisplayScale(Kind.NEUTRAL, 0);
  public static final DisplayScale UNKNOWN_MONEY =
      new DisplayScale(Kind.MONEY_OF_UNKNOWN_CURRENCY, 0);

  public static DisplayScale money(String currency) {
    return new DisplayScale(Kind.MONEY, MoneyFunctions.exponent(currency));
  }

  public static DisplayScale moneyBeside(int column) {
    return new DisplayScale(Kind.MONEY_BESIDE_CURRENCY, column);
  }

  public boolean isMoney() {
    return switch (kind) {
      case MONEY, MONEY_BESIDE_CURRENCY, MONEY_OF_UNKNOWN_CURRENCY -> true;
      case FIXED, PLAIN, NEUTRAL -> false;
    };
  }

  /**
   * The value as it is shown.
   *
   * @param scale digits that the column shows at most
   * @param row all values of its row
   */
  public BigDecimal show(BigDecimal value, int scale, Object[] row) {
    return switch (kind) {
      case FIXED, NEUTRAL -> value.setScale(scale, RoundingMode.HALF_UP);
      case PLAIN -> plain(atMost(value, scale));
      case MONEY -> atLeast(atMost(value, scale), detail);
      case MONEY_BESIDE_CURRENCY ->
          row[detail] instanceof String currency
              ? atLeast(atMost(value, scale), MoneyFunctions.exponent(currency))
              : cents(atMost(value, scale));
      case MONEY_OF_UNKNOWN_CURRENCY -> cents(atMost(value, scale));
    };
  }

  private static BigDecimal atMost(BigDecimal value, int scale) {
    return value.scale() > scale ? value.setScale(scale, RoundingMode.HALF_UP) : value;
  }

  /** A decimal as text, with at least so many digits after the point. */
  public static String text(BigDecimal value, int digits) {
    return (digits < 0 ? cents(value) : atLeast(value, digits)).toPlainString();
  }

  /** An amount of money as text. */
  public static String text(BigDecimal value, @Nullable String currency) {
    return text(value, currency == null ? CENTS.intValue() : MoneyFunctions.exponent(currency));
  }

  static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private static BigDecimal atLeast(BigDecimal value, int digits) {
    BigDecimal plain = plain(value);
    return plain.scale() < digits ? plain.setScale(digits) : plain;
  }

  /** Most currencies have two digits, and whole amounts may be of one that has none. */
  private static BigDecimal cents(BigDecimal value) {
    BigDecimal plain = plain(value);
    return plain.scale() == 1 ? plain.setScale(2) : plain;
  }
}

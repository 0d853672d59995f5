package io.stripejdbc.examples.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Writes amounts with the digits of their currency, as the driver knows them. */
final class Currencies {
  private final Map<String, Integer> digits = new HashMap<>();
  private final Connection stripe;

  Currencies(Connection stripe) {
    this.stripe = stripe;
  }

  /** An amount in major units: 1,230 for yen, 12.30 for dollars, 1.230 for Kuwaiti dinars. */
  String text(BigDecimal amount, String currency) {
    int scale = digits.computeIfAbsent(currency, this::ask);
    return String.format(
        Locale.ROOT, "%,." + scale + "f", amount.setScale(scale, RoundingMode.HALF_UP));
  }

  /** One minor unit shows how many digits there are. */
  private int ask(String currency) {
    try (PreparedStatement statement =
        stripe.prepareStatement("SELECT major_units(1, CAST(? AS VARCHAR))")) {
      statement.setString(1, currency);
      try (ResultSet one = statement.executeQuery()) {
        one.next();
        return Math.max(0, one.getBigDecimal(1).stripTrailingZeros().scale());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The driver does not know the currency " + currency, e);
    }
  }
}

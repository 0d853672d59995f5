package io.stripejdbc.query.error;

import java.util.Locale;
import java.util.Optional;

/** Tables that Stripe Sigma has and the API does not, with what stands for them here. */
final class SigmaTableHints {
  private static final String CONNECTED = "connected_account_";
  private static final String METADATA = "_metadata";

  private SigmaTableHints() {}

  /** What to use for a table of this name, if it is one of Sigma's. */
  static Optional<String> advice(String table) {
    String name = table.toLowerCase(Locale.ROOT);
    if (name.startsWith(CONNECTED) && name.length() > CONNECTED.length()) {
      String own = name.substring(CONNECTED.length());
      return Optional.of(
          advice(own).orElse("use %s with connected_account <> 'platform'".formatted(own)));
    }
    if (name.endsWith(METADATA)) {
      String own = name.substring(0, name.length() - METADATA.length());
      return Optional.of("use %s with metadata ->> 'key'".formatted(own));
    }
    return Optional.ofNullable(
        switch (name) {
          case "connected_accounts" -> "use accounts";
          case "exchange_rates_from_usd" -> "use exchange_rate of balance_transactions";
          case "subscription_item_change_events" -> "use reports.subscription_churn, or events";
          case "itemized_payout_reconciliation" -> "use reports.payout_reconciliation";
          default -> null;
        });
  }
}

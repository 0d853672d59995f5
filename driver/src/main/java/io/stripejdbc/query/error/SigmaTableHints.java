package io.stripejdbc.query.error;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables that Stripe Sigma has and the API does not: why there are none, and what to use. */
final class SigmaTableHints {
  private static final String CONNECTED = "connected_account_";

  private SigmaTableHints() {}

  /** What to say of a table of this name, if it is one of Sigma's that cannot be. */
  static Optional<String> advice(String table) {
    String name = table.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(
        reason(name.startsWith(CONNECTED) ? name.substring(CONNECTED.length()) : name));
  }

  private static @Nullable String reason(String name) {
    return switch (name) {
      case "icplus_fees", "itemized_fees", "itemized_stripe_fees" ->
          "the API does not itemize Stripe's fees, only Sigma does; use"
              + " balance_transaction_fee_details";
      case "rule_decisions", "radar_rules", "radar_rule_attributes", "radar_rule_decisions" ->
          "the API does not tell how Radar's rules decided; use the columns outcome_… of charges,"
              + " and reviews";
      case "authentication_report_attempts" ->
          "the API has no list of authentications; use card_3ds_… of sigma.payment_method_details,"
              + " or payment_method_details_card_three_d_secure_result of charges";
      case "tax_transactions",
          "tax_transaction_shipping_costs",
          "tax_transaction_tax_details",
          "tax_transaction_shipping_cost_tax_details" ->
          "the API reads tax transactions by their id alone; use tax_transaction_line_items with"
              + " tax_transaction = 'tax_…'";
      case "itemized_payout_reconciliation", "payout_reconciliation_itemized" ->
          "use reports.payout_reconciliation";
      case "balance_summary_itemized", "itemized_balance_change_from_activity" ->
          "the API has no reports as tables; use reports.balance_history";
      case "usage_records", "usage_record_summaries" ->
          "the API no longer lists usage records; use billing_meter_event_summaries";
      case "orders", "order_items", "skus", "order_returns" ->
          "the API no longer has orders; use checkout_sessions";
      case "bitcoin_receivers", "source_transactions" -> "the API no longer has them";
      default -> null;
    };
  }
}

package io.stripejdbc.query.error;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Columns that objects had in older versions of the API, or that one would look for, with the way
 * to the same value today (Stripe's changelog, 2025-03-31.basil above all).
 */
final class MovedColumnHints {
  private static final String BY_PAYMENTS =
      "Stripe ties payments and invoices by invoice_payments: use reports.charge_invoices, or join"
          + " invoice_payments on payment_payment_intent";
  private static final String BY_ITEMS =
      "it is the items' since 2025-03-31: join subscription_items";
  private static final String BY_REFUNDS = "join refunds on charge";
  private static final String BY_PRICE = "use pricing_price_details_price";

  private static final Map<String, String> HINTS =
      Map.ofEntries(
          Map.entry("invoices.charge", BY_PAYMENTS),
          Map.entry("invoices.payment_intent", BY_PAYMENTS),
          Map.entry("invoices.payments", BY_PAYMENTS),
          Map.entry("charges.invoice", BY_PAYMENTS),
          Map.entry("payment_intents.invoice", BY_PAYMENTS),
          Map.entry("invoices.subscription", "use parent_subscription_details_subscription"),
          Map.entry("invoices.quote", "use parent_quote_details_quote"),
          Map.entry("invoices.discount", "use table discounts, applied_to = invoices.id"),
          Map.entry("invoices.tax", "use total_taxes, a JSON array with the amount of each tax"),
          Map.entry("invoices.paid", "use status = 'paid'"),
          Map.entry("invoices.lines", "join invoice_line_items on invoice"),
          Map.entry("invoices.paid_at", "use status_transitions_paid_at"),
          Map.entry("invoice_line_items.price", BY_PRICE),
          Map.entry("invoice_line_items.plan", BY_PRICE),
          Map.entry("invoice_items.price", BY_PRICE),
          Map.entry("invoice_items.plan", BY_PRICE),
          Map.entry("invoice_items.created", "use date"),
          Map.entry("subscriptions.current_period_start", BY_ITEMS),
          Map.entry("subscriptions.current_period_end", BY_ITEMS),
          Map.entry("subscriptions.plan", BY_ITEMS),
          Map.entry("subscriptions.price", BY_ITEMS),
          Map.entry("subscriptions.quantity", BY_ITEMS),
          Map.entry("subscriptions.items", BY_ITEMS),
          Map.entry("subscriptions.discount", "use discounts, or table discounts"),
          Map.entry("charges.refunds", BY_REFUNDS),
          Map.entry("charges.dispute", "join disputes on charge"),
          Map.entry("charges.fee", "join balance_transactions on charges.balance_transaction"),
          Map.entry("charges.net", "join balance_transactions on charges.balance_transaction"),
          Map.entry("payment_intents.charges", "join charges on payment_intent"),
          Map.entry(
              "payment_intents.charge", "use latest_charge, or join charges on payment_intent"),
          Map.entry("payouts.balance_transactions", "use table payout_balance_transactions"),
          Map.entry("balance_transactions.payout", "use table payout_balance_transactions"),
          Map.entry("promotion_codes.coupon", "use promotion_coupon"),
          Map.entry("discounts.coupon", "use source_coupon"),
          Map.entry("customers.subscriptions", "join subscriptions on customer"),
          Map.entry("customers.sources", "use table customer_sources"),
          Map.entry("customers.tax_ids", "use table customer_tax_ids"),
          Map.entry("disputes.customer", "join charges on disputes.charge = charges.id"),
          Map.entry("disputes.invoice", BY_PAYMENTS));

  private MovedColumnHints() {}

  /**
   * Where to find what a column of this name would be.
   *
   * @param tables the tables it may be meant of
   */
  static Optional<String> advice(List<String> tables, String column) {
    String name = column.toLowerCase(Locale.ROOT);
    return tables.stream()
        .map(table -> table.substring(table.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
        .map(table -> Optional.ofNullable(HINTS.get(table + "." + name)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What hints are of, to be held against the tables. */
  static Map<String, String> all() {
    return HINTS;
  }
}

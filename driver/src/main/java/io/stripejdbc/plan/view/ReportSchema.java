package io.stripejdbc.plan.view;

import io.stripejdbc.plan.schema.StripeTypeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/** The schema {@code reports}. */
public final class ReportSchema extends AbstractSchema {
  /** The schema's name. */
  public static final String NAME = "reports";

  /** Every view there is; each has a file of its name and a section in docs/reports.md. */
  static final List<String> VIEWS =
      List.of(
          "account_summary",
          "account_trends",
          "balance_history",
          "balance_summary",
          "balances",
          "charge_invoices",
          "connect_accounts",
          "connect_charges",
          "customer_lifetime_value",
          "discounts",
          "dispute_rate",
          "failed_payments",
          "fees_by_type",
          "invoice_aging",
          "mrr",
          "payout_reconciliation",
          "payouts_by_account",
          "platform_fees",
          "refund_rate",
          "subscription_churn",
          "subscription_mrr",
          "upcoming_invoices");

  private final Map<String, Table> byName = new LinkedHashMap<>();
  private final List<SqlView> views;

  /** All views. */
  public ReportSchema(StripeTypeFactory types) {
    this.views =
        VIEWS.stream()
            .map(name -> new SqlView(NAME, name, types, () -> ViewFileReader.bundled(name)))
            .toList();
    views.forEach(view -> byName.put(view.name(), view));
  }

  /** The views, for metadata. */
  public List<SqlView> views() {
    return views;
  }

  @Override
  protected Map<String, Table> getTableMap() {
    return byName;
  }
}

package io.stripejdbc.examples.report;

import java.sql.Connection;
import java.sql.SQLException;

/** What the page shows, asked of the views in the schema {@code reports}. */
final class Questions {
  private static final String PERIOD =
      "month >= CAST(? AS TIMESTAMP) AND month < CAST(? AS TIMESTAMP)";

  private static final String NAME =
      "COALESCE(a.business_profile_name, a.settings_dashboard_display_name, a.connected_account)";

  private final Connection stripe;
  private final String from;
  private final String to;

  /**
   * @param from first day, like {@code 2026-05-01}
   * @param to the day after the last
   */
  Questions(Connection stripe, String from, String to) {
    this.stripe = stripe;
    this.from = from;
    this.to = to;
  }

  /** Account, currency, volume, refunded, disputed, fees, net, payouts. */
  Table summary() throws SQLException {
    return Table.of(
        stripe,
        "SELECT "
            + NAME
            + " AS account, t.currency, SUM(t.charges) AS payments,"
            + " SUM(t.volume) AS volume, SUM(t.refunded) AS refunded, SUM(t.disputed) AS disputed,"
            + " SUM(t.transfers_in) AS transfers_in, SUM(t.fees) AS fees, SUM(t.net) AS net,"
            + " SUM(t.payouts) AS payouts"
            + " FROM reports.account_trends t JOIN accounts a USING (connected_account)"
            + " WHERE t."
            + PERIOD.replace("month <", "t.month <")
            + " GROUP BY "
            + NAME
            + ", t.currency ORDER BY t.currency, volume DESC, account",
        from,
        to);
  }

  /** Account, month, volume in one currency. */
  Table volume(String currency) throws SQLException {
    return Table.of(
        stripe,
        "SELECT "
            + NAME
            + " AS account, t.month, SUM(t.volume) AS volume"
            + " FROM reports.account_trends t JOIN accounts a USING (connected_account)"
            + " WHERE t.currency = ? AND t."
            + PERIOD.replace("month <", "t.month <")
            + " GROUP BY "
            + NAME
            + ", t.month ORDER BY t.month, volume DESC, account",
        currency,
        from,
        to);
  }

  /** Type of fee, month, amount in one currency. */
  Table fees(String currency) throws SQLException {
    return Table.of(
        stripe,
        "SELECT fee_type, month, SUM(amount) AS amount FROM reports.fees_by_type"
            + " WHERE currency = ? AND "
            + PERIOD
            + " GROUP BY fee_type, month"
            + " ORDER BY month, fee_type",
        currency,
        from,
        to);
  }

  /** Month, disputed payments in percent, of all accounts and currencies. */
  Table disputes() throws SQLException {
    return Table.of(
        stripe,
        "SELECT 'disputed' AS series, month,"
            + " 100.00 * SUM(disputed_payments) / NULLIF(SUM(payments), 0) AS percent"
            + " FROM reports.dispute_rate WHERE "
            + PERIOD
            + " GROUP BY month ORDER BY month",
        from,
        to);
  }

  /** Status, month, amount of payouts in one currency. */
  Table payouts(String currency) throws SQLException {
    return Table.of(
        stripe,
        "SELECT status, date_trunc('month', created) AS month, SUM(amount) AS amount"
            + " FROM reports.payouts_by_account WHERE currency = ?"
            + " AND created >= CAST(? AS TIMESTAMP) AND created < CAST(? AS TIMESTAMP)"
            + " GROUP BY status, date_trunc('month', created) ORDER BY month, status",
        currency,
        from,
        to);
  }
}

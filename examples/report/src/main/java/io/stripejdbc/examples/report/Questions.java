package io.stripejdbc.examples.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the page shows, asked of the views in the schema {@code reports}. */
final class Questions {
  private static final String NAME =
      "COALESCE(a.business_profile_name, a.settings_dashboard_display_name, a.connected_account)";

  private final Connection stripe;
  private final Period period;

  Questions(Connection stripe, Period period) {
    this.stripe = stripe;
    this.period = period;
  }

  private Table ask(String sql, String... parameters) throws SQLException {
    List<String> all = new ArrayList<>(List.of(parameters));
    all.add(period.from());
    all.add(period.until());
    return Table.of(stripe, sql, all);
  }

  /** The end of a WHERE: a column lies in the period. */
  private static String within(String column) {
    return column + " >= CAST(? AS TIMESTAMP) AND " + column + " < CAST(? AS TIMESTAMP)";
  }

  /** Each currency in one row. */
  Table currencies() throws SQLException {
    return ask(
        "SELECT currency, SUM(charges) AS payments, SUM(volume) AS volume, SUM(refunded) AS"
            + " refunded, SUM(disputed) AS disputed, SUM(fees) AS fees, SUM(net) AS net,"
            + " SUM(payouts) AS payouts FROM reports.account_trends WHERE "
            + within("month")
            + " GROUP BY currency ORDER BY payments DESC, currency");
  }

  /** Each account and currency in one row. */
  Table accounts() throws SQLException {
    return ask(
        "SELECT "
            + NAME
            + " AS account, t.currency, SUM(t.charges) AS payments,"
            + " SUM(t.volume) AS volume, SUM(t.refunded) AS refunded, SUM(t.disputed) AS disputed,"
            + " SUM(t.transfers_in) AS transfers_in, SUM(t.fees) AS fees, SUM(t.net) AS net,"
            + " SUM(t.payouts) AS payouts"
            + " FROM reports.account_trends t JOIN accounts a USING (connected_account) WHERE "
            + within("t.month")
            + " GROUP BY "
            + NAME
            + ", t.currency ORDER BY t.currency, volume DESC, account");
  }

  /** Account, month, volume in one currency. */
  Table volume(String currency) throws SQLException {
    return ask(
        "SELECT "
            + NAME
            + " AS account, t.month, SUM(t.volume) AS volume"
            + " FROM reports.account_trends t JOIN accounts a USING (connected_account)"
            + " WHERE t.currency = ? AND "
            + within("t.month")
            + " GROUP BY "
            + NAME
            + ", t.month ORDER BY t.month, volume DESC, account",
        currency);
  }

  /** Month by month in one currency. */
  Table months(String currency) throws SQLException {
    return ask(
        "SELECT month, SUM(charges) AS payments, SUM(volume) AS volume, SUM(refunded) AS refunded,"
            + " SUM(disputed) AS disputed, SUM(fees) AS fees, SUM(net) AS net, SUM(payouts) AS"
            + " payouts FROM reports.account_trends WHERE currency = ? AND "
            + within("month")
            + " GROUP BY month ORDER BY month",
        currency);
  }

  /** Type of fee, month, amount in one currency. */
  Table fees(String currency) throws SQLException {
    return ask(
        "SELECT REPLACE(fee_type, '_', ' ') AS fee, month, SUM(amount) AS amount FROM"
            + " reports.fees_by_type"
            + " WHERE currency = ? AND "
            + within("month")
            + " GROUP BY REPLACE(fee_type, '_', ' '), month ORDER BY month, fee",
        currency);
  }

  /** Month, how much of the month's payments was given back, in one currency. */
  Table refunds(String currency) throws SQLException {
    return ask(
        "SELECT month, SUM(payments) AS payments, SUM(volume) AS volume, SUM(refunded_payments) AS"
            + " refunded_payments, SUM(refunded) AS refunded,"
            + " 100.00 * SUM(refunded) / NULLIF(SUM(volume), 0) AS refunded_percent"
            + " FROM reports.refund_rate WHERE currency = ? AND "
            + within("month")
            + " GROUP BY month ORDER BY month",
        currency);
  }

  /** Month, disputed payments, of all accounts and currencies. */
  Table disputes() throws SQLException {
    return ask(
        "SELECT month, SUM(payments) AS payments, SUM(disputed_payments) AS disputed_payments,"
            + " 100.00 * SUM(disputed_payments) / NULLIF(SUM(payments), 0) AS disputed_percent,"
            + " SUM(disputes) AS disputes_opened, SUM(disputes_won) AS won, SUM(disputes_lost) AS"
            + " lost FROM reports.dispute_rate WHERE "
            + within("month")
            + " GROUP BY month ORDER BY month");
  }

  /** Status, month, amount of payouts in one currency. */
  Table payouts(String currency) throws SQLException {
    return ask(
        "SELECT status, date_trunc('month', arrival_date) AS month, SUM(amount) AS amount"
            + " FROM reports.payouts_by_account WHERE currency = ? AND "
            + within("arrival_date")
            + " GROUP BY status, date_trunc('month', arrival_date) ORDER BY month, status",
        currency);
  }

  /**
   * Automatic payouts of the last month, each account's against the transactions they consist of.
   */
  Table reconciliation() throws SQLException {
    return Table.of(
        stripe,
        "SELECT "
            + NAME
            + " AS account, p.currency, COUNT(*) AS payouts, SUM(p.amount) AS paid_out,"
            + " SUM(p.net) AS transactions, SUM(p.amount) - SUM(p.net) AS difference FROM ("
            + " SELECT connected_account, payout, currency, MAX(payout_amount) AS amount, SUM(net)"
            + " AS net FROM reports.payout_reconciliation WHERE "
            + within("arrival_date")
            + " GROUP BY connected_account, payout, currency) AS p"
            + " JOIN accounts a USING (connected_account) GROUP BY "
            + NAME
            + ", p.currency ORDER BY p.currency, paid_out DESC, account",
        List.of(new Period(period.last(), period.last()).from(), period.until()));
  }

  /** What subscriptions are worth a month, now. */
  Table recurring() throws SQLException {
    return Table.of(
        stripe,
        "SELECT "
            + NAME
            + " AS account, m.currency, m.subscriptions, m.customers, m.list_mrr, m.discounts,"
            + " m.mrr, m.arr FROM reports.mrr m JOIN accounts a USING (connected_account)"
            + " ORDER BY m.currency, m.mrr DESC, account",
        List.of());
  }
}

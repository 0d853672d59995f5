package io.stripejdbc.examples.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Writes one page about a platform or an account, for those who keep its books: {@code
 * PlatformReport --help} has the options. A browser prints it as PDF.
 */
public final class PlatformReport {
  private final Questions questions;
  private final List<String> months;
  private final Progress progress;

  private PlatformReport(Questions questions, List<String> months, Progress progress) {
    this.questions = questions;
    this.months = months;
    this.progress = progress;
  }

  /** Writes the page. */
  public static void main(String[] words) throws SQLException, IOException {
    if (List.of(words).contains("--help")) {
      System.out.print(ReportOptions.HELP);
      return;
    }
    ReportOptions options;
    try {
      options = ReportOptions.of(words);
    } catch (IllegalArgumentException e) {
      System.err.println("Error: " + e.getMessage() + "\n\n" + ReportOptions.HELP);
      System.exit(2);
      return;
    }
    Files.writeString(options.file(), page(options, System.err));
    System.err.println("Written: " + options.file());
  }

  /** The page's HTML. */
  static String page(ReportOptions options, PrintStream log) throws SQLException {
    String url = options.connection();
    try (Connection stripe = DriverManager.getConnection(url);
        Progress progress = Progress.start(url, log)) {
      Period period = options.period(today(stripe));
      PlatformReport report =
          new PlatformReport(new Questions(stripe, period), period.months(), progress);
      return report.page(options, period, new Currencies(stripe));
    }
  }

  /** As the driver has it: the demo's day stands still. */
  private static LocalDate today(Connection stripe) throws SQLException {
    try (Statement statement = stripe.createStatement();
        ResultSet row = statement.executeQuery("SELECT CURRENT_DATE")) {
      row.next();
      return row.getObject(1, LocalDate.class);
    }
  }

  private String page(ReportOptions options, Period period, Currencies currencies)
      throws SQLException {
    progress.section("Currencies");
    Table totals = questions.currencies();
    String currency = options.currency().isEmpty() ? first(totals) : options.currency();
    String money = currency.toUpperCase(Locale.ROOT);
    Page page =
        new Page(
            "Payments report " + period.first() + " to " + period.last(),
            "Accounts: "
                + (options.accounts().isEmpty() ? "all in scope of the key" : options.accounts())
                + ". Months are UTC, amounts in major units of the currency beside them; charts and"
                + " tables without one are "
                + money
                + ". A payment that is passed on to another account counts once.",
            currencies,
            currency);
    page.section("All currencies", "What moved the balances, in the currency each settles in.");
    page.table(totals);
    volume(page, currency, money);
    lost(page, currency, money);
    payouts(page, currency, money);
    progress.section("Recurring revenue");
    page.section("Recurring revenue", "What the subscriptions of today are worth a month.");
    page.table(questions.recurring());
    progress.section("Accounts");
    page.section("Accounts", "The period, account by account.");
    page.table(questions.accounts());
    return page.end();
  }

  private static String first(Table totals) {
    return totals.rows().isEmpty() ? "usd" : totals.rows().get(0).get(0).toString();
  }

  private void volume(Page page, String currency, String money) throws SQLException {
    progress.section("Volume");
    page.section("Volume, " + money, "Payments of customers by account.");
    page.chart(Bars.figure(questions.volume(currency), months, money));
    page.table(questions.months(currency));
    progress.section("Fees");
    page.section("Fees, " + money, "What was taken from the balances, by type of fee.");
    page.chart(Bars.figure(questions.fees(currency), months, money));
  }

  private void lost(Page page, String currency, String money) throws SQLException {
    progress.section("Refunds");
    Table refunds = questions.refunds(currency);
    page.section(
        "Refunds, " + money,
        "How much of the payments of a month has been given back until now, in the currency that"
            + " customers paid in.");
    page.chart(Bars.figure(refunds.series("refunded"), months, money));
    page.table(refunds);
    progress.section("Disputes");
    Table disputes = questions.disputes();
    page.section(
        "Disputes",
        "Disputed payments of a month in percent of its payments, all currencies; beside them the"
            + " disputes that came in, and those decided.");
    page.chart(Bars.figure(disputes.series("disputed_percent"), months, "%"));
    page.table(disputes);
  }

  private void payouts(Page page, String currency, String money) throws SQLException {
    progress.section("Payouts");
    page.section("Payouts, " + money, "By month of arrival and status.");
    page.chart(Bars.figure(questions.payouts(currency), months, money));
    progress.section("Reconciliation of payouts");
    page.section(
        "Payouts of " + months.get(months.size() - 1) + " against their transactions",
        "Automatic payouts of the last month. Transactions are the net of all that a payout"
            + " consists of; a difference other than zero needs a look. Of manual payouts Stripe"
            + " does not know what they consist of.");
    page.table(questions.reconciliation());
  }
}

package io.stripejdbc.examples.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Writes one page about a platform: {@code PlatformReport [FILE [URL [FROM TO CURRENCY]]]}; without
 * anything {@code report.html} of the demo's last six months.
 */
public final class PlatformReport {
  private PlatformReport() {}

  /** Writes the page. */
  public static void main(String[] args) throws SQLException, IOException {
    System.setProperty("java.awt.headless", "true");
    Path file = Path.of(argument(args, 0, "report.html"));
    String url = argument(args, 1, "jdbc:stripe:demo");
    try (Connection stripe = DriverManager.getConnection(url)) {
      String page =
          page(
              stripe,
              argument(args, 2, "2026-05-01"),
              argument(args, 3, "2026-11-01"),
              argument(args, 4, "usd"));
      Files.writeString(file, page);
    }
  }

  private static String argument(String[] args, int number, String otherwise) {
    return args.length > number ? args[number] : otherwise;
  }

  /** The page's HTML. */
  static String page(Connection stripe, String from, String to, String currency)
      throws SQLException, IOException {
    Questions questions = new Questions(stripe, from, to);
    String money = currency.toUpperCase(Locale.ROOT);
    Page page =
        new Page(
            "Platform report",
            "From "
                + from
                + " until "
                + to
                + " (UTC), charts in "
                + money
                + ". Amounts are what"
                + " moved on each account's balance; nothing is counted twice.");
    page.chart("Volume by account and month", Bars.svg(questions.volume(currency), money));
    page.chart("Fees by month", Bars.svg(questions.fees(currency), money));
    page.chart("Disputed payments, % of all", Bars.svg(questions.disputes(), "%"));
    page.chart("Payouts by month", Bars.svg(questions.payouts(currency), money));
    page.table("Accounts", questions.summary());
    return page.end();
  }
}

package io.stripejdbc.examples.report;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * What the report is about; an empty text where the options do not say.
 *
 * @param file the page
 * @param url of the connection
 * @param accounts as the property of this name takes them
 * @param from first month, such as {@code 2026-05}
 * @param to last month
 * @param currency of the charts
 */
record ReportOptions(
    Path file, String url, String accounts, String from, String to, String currency) {

  static final String HELP =
      """
      PlatformReport [--out FILE] [--url URL] [--accounts LIST] [--from MONTH] [--to MONTH]
                     [--currency CODE]

        --out FILE        the page, report.html by default
        --url URL         jdbc:stripe:demo by default; jdbc:stripe: reads with STRIPE_API_KEY
        --accounts LIST   platform, connected, ids of accounts, comma-separated; all by default
        --from, --to      first and last month, like 2026-05; the last six whole months by default
        --currency CODE   currency of the charts; by default the one with the most payments
      """;

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException with a sentence about what is wrong
   */
  static ReportOptions of(String... words) {
    ReportOptions options =
        new ReportOptions(Path.of("report.html"), "jdbc:stripe:demo", "", "", "", "");
    for (int i = 0; i < words.length; i += 2) {
      if (i + 1 == words.length) {
        throw new IllegalArgumentException(words[i] + " is no option with a value");
      }
      options = options.with(words[i], words[i + 1]);
    }
    if (!options.from.isEmpty()
        && !options.to.isEmpty()
        && options.to.compareTo(options.from) < 0) {
      throw new IllegalArgumentException("--to lies before --from");
    }
    return options;
  }

  private ReportOptions with(String option, String value) {
    return switch (option) {
      case "--out" -> new ReportOptions(Path.of(value), url, accounts, from, to, currency);
      case "--url" -> new ReportOptions(file, value, accounts, from, to, currency);
      case "--accounts" -> new ReportOptions(file, url, value, from, to, currency);
      case "--from" -> new ReportOptions(file, url, accounts, month(value), to, currency);
      case "--to" -> new ReportOptions(file, url, accounts, from, month(value), currency);
      case "--currency" -> new ReportOptions(file, url, accounts, from, to, code(value));
      default -> throw new IllegalArgumentException("There is no option " + option);
    };
  }

  private static String month(String text) {
    try {
      return YearMonth.parse(text).toString();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("A month is like 2026-05, was " + text, e);
    }
  }

  private static String code(String text) {
    if (!text.matches("[A-Za-z]{3}")) {
      throw new IllegalArgumentException("A currency is three letters, was " + text);
    }
    return text.toLowerCase(Locale.ROOT);
  }

  /** The URL of the connection. */
  String connection() {
    return accounts.isEmpty() ? url : url + (url.endsWith(";") ? "" : ";") + "accounts=" + accounts;
  }

  /** The months to report, given what the driver takes for today. */
  Period period(LocalDate today) {
    YearMonth last = to.isEmpty() ? YearMonth.from(today).minusMonths(1) : YearMonth.parse(to);
    YearMonth first = from.isEmpty() ? last.minusMonths(5) : YearMonth.parse(from);
    return new Period(first, last);
  }
}

package io.stripejdbc.examples.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page of the demo: charts that are SVG, and tables that agree with the views. */
class PlatformReportTest {
  private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("<tr><td>.*?</tr>");

  private static String page;
  private static String log;

  @BeforeAll
  static void write() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    page = PlatformReport.page(ReportOptions.of(), out);
    log = bytes.toString(StandardCharsets.UTF_8);
  }

  private static List<Document> charts() throws Exception {
    List<Document> charts = new ArrayList<>();
    for (Matcher chart = SVG.matcher(page); chart.find(); ) {
      charts.add(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(chart.group()))));
    }
    return charts;
  }

  @Test
  void everySectionIsThereAndToldWhileItIsRead() {
    for (String title :
        List.of("Volume", "Fees", "Refunds", "Disputes", "Payouts", "Recurring", "Accounts")) {
      assertTrue(page.contains("<h2>" + title), title);
      assertTrue(log.contains(title), log);
    }
    assertFalse(page.contains(">null<"));
    assertFalse(page.contains("<script"));
    assertFalse(page.contains(" src="), "the page asks nobody");
  }

  @Test
  void everyBarOfEveryChartIsOfOneWidthAndEveryMonthHasItsPlace() throws Exception {
    List<Document> charts = charts();
    assertEquals(5, charts.size());
    for (Document chart : charts) {
      NodeList bars = chart.getElementsByTagName("rect");
      Set<String> widths = new TreeSet<>();
      for (int i = 0; i < bars.getLength(); i++) {
        Element bar = (Element) bars.item(i);
        widths.add(bar.getAttribute("width"));
        assertTrue(Double.parseDouble(bar.getAttribute("height")) >= 0);
      }
      assertEquals(1, widths.size(), widths.toString());
      for (String month : List.of("2026-05", "2026-06", "2026-07", "2026-08", "2026-10")) {
        assertTrue(chart.getDocumentElement().getTextContent().contains(month), month);
      }
    }
  }

  @Test
  void amountsHaveTheDigitsOfTheirCurrency() {
    for (Matcher row = ROW.matcher(page); row.find(); ) {
      String text = row.group();
      if (text.contains("<td>JPY</td>")) {
        assertFalse(text.contains("."), text);
      } else if (text.contains("<td>KWD</td>")) {
        assertTrue(text.matches(".*\\.\\d{3}<.*") && !text.matches(".*\\.\\d{2}<.*"), text);
      } else if (text.contains("<td>USD</td>")) {
        assertTrue(text.matches(".*\\.\\d{2}<.*") && !text.matches(".*\\.\\d{3}<.*"), text);
      }
    }
    assertTrue(page.contains("<td>JPY</td>") && page.contains("<td>KWD</td>"));
  }

  @Test
  void theTablesAgreeWithTheViews() throws Exception {
    try (Connection demo = DriverManager.getConnection("jdbc:stripe:demo")) {
      Period period = ReportOptions.of().period(LocalDate.of(2026, 11, 1));
      assertEquals("2026-05-01 00:00:00", period.from());
      assertEquals("2026-11-01 00:00:00", period.until());
      Currencies currencies = new Currencies(demo);
      Table accounts = new Questions(demo, period).accounts();
      assertTrue(accounts.rows().size() > 20, "rows: " + accounts.rows().size());
      for (List<Object> row : accounts.rows()) {
        String volume = currencies.text((BigDecimal) row.get(3), row.get(1).toString());
        assertTrue(page.contains(Page.escaped(row.get(0).toString())), row.toString());
        assertTrue(page.contains(">" + volume + "<"), row.toString());
      }
      Table reconciled = new Questions(demo, period).reconciliation();
      assertEquals(
          Set.of(0),
          reconciled.rows().stream()
              .map(row -> ((BigDecimal) row.get(5)).signum())
              .collect(Collectors.toSet()));
    }
  }

  @Test
  void accountsPeriodAndCurrencyAreOptions() throws Exception {
    ReportOptions options =
        ReportOptions.of(
            "--accounts", "platform", "--from", "2026-09", "--to", "2026-10", "--currency", "EUR");
    assertEquals("jdbc:stripe:demo;accounts=platform", options.connection());
    String one = PlatformReport.page(options, new PrintStream(new ByteArrayOutputStream()));
    assertTrue(one.contains("Volume, EUR"));
    assertTrue(one.contains("2026-09") && !one.contains("2026-08"));
    assertTrue(one.contains("Harbour Market") && !one.contains("Copper Kettle"));
  }

  @Test
  void aWrongOptionIsASentence() {
    for (String[] wrong :
        new String[][] {
          {"--from", "May"},
          {"--currency", "dollar"},
          {"--colour", "red"},
          {"--out"},
          {"--from", "2026-05", "--to", "2026-04"}
        }) {
      assertThrows(IllegalArgumentException.class, () -> ReportOptions.of(wrong));
    }
  }

  @Test
  void barsBelowZeroHangBelowTheLineAndSmallSeriesAreOne() {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(List.of("a", "2026-01-01", -5));
    for (int i = 0; i < 9; i++) {
      rows.add(List.of("s" + i, "2026-02-01", 10 - i));
    }
    String figure =
        Bars.figure(new Table(List.of("s", "m", "v"), rows), List.of("2026-01", "2026-02"), "USD");
    assertTrue(figure.contains(">-20<") || figure.contains(">-10<"), figure);
    assertTrue(figure.contains("</span>others</li>"), figure);
    assertEquals(5.0, Bars.step(18), 1e-9);
    assertEquals(0.2, Bars.step(0.7), 1e-9);
    assertEquals(1.0, Bars.step(0), 1e-9);
  }

  @Test
  void textIsEscaped() {
    assertEquals("&lt;b>&amp;&quot;", Page.escaped("<b>&\""));
  }
}

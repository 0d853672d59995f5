package io.stripejdbc.examples.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** The page of the demo: four charts that are SVG, and a table that agrees with the views. */
class PlatformReportTest {
  @TempDir Path folder;

  private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);

  @Test
  void thePageOfTheDemoHasItsChartsAndFigures() throws Exception {
    Path file = folder.resolve("report.html");
    PlatformReport.main(new String[] {file.toString()});
    String page = Files.readString(file);
    int charts = 0;
    for (Matcher chart = SVG.matcher(page); chart.find(); charts++) {
      var svg =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(chart.group())));
      assertTrue(svg.getElementsByTagName("path").getLength() > 20, chart.group());
    }
    assertEquals(4, charts);
    for (String title : List.of("Volume by", "Fees by", "Disputed payments", "Payouts by")) {
      assertTrue(page.contains("<h2>" + title), title);
    }
    assertFalse(page.contains("null"));
    assertFalse(page.contains("http://www.w3.org/TR"), "the page asks nobody");
    try (Connection demo = DriverManager.getConnection("jdbc:stripe:demo")) {
      Table summary = new Questions(demo, "2026-05-01", "2026-11-01").summary();
      assertTrue(summary.rows().size() > 20, "rows: " + summary.rows().size());
      for (List<Object> row : summary.rows()) {
        assertTrue(page.contains(Page.escaped(row.get(0).toString())), row.toString());
      }
    }
  }

  @Test
  void textIsEscaped() {
    assertEquals("&lt;b>&amp;&quot;", Page.escaped("<b>&\""));
  }
}

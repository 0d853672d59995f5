package io.stripejdbc.examples.benchmarks.report;

import java.util.Map;

/**
 * The page of figures: text by hand, and between two marks for each section what a run printed.
 *
 * <pre>{@code
 * <!-- measured: warm -->
 * (tables)
 * <!-- end of warm -->
 * }</pre>
 */
public final class PerformancePage {
  private PerformancePage() {}

  /**
   * The page with these sections in place of those that it has.
   *
   * @throws IllegalArgumentException when a section has no marks on the page
   */
  public static String with(String page, Map<String, String> sections) {
    String result = page;
    for (Map.Entry<String, String> section : sections.entrySet()) {
      String begin = "<!-- measured: " + section.getKey() + " -->\n";
      String end = "<!-- end of " + section.getKey() + " -->";
      int from = result.indexOf(begin);
      int until = result.indexOf(end);
      if (from < 0 || until < from) {
        throw new IllegalArgumentException(
            "The page has no '" + begin.strip() + "' … '" + end + "'");
      }
      String text = "\n" + section.getValue().strip() + "\n\n";
      result = result.substring(0, from + begin.length()) + text + result.substring(until);
    }
    return result;
  }
}

package io.stripejdbc.examples.benchmarks.report;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tables in Markdown, by section: printed as they come, and kept for a page. */
public final class Report {
  private final PrintStream out;
  private final Map<String, StringBuilder> sections = new LinkedHashMap<>();
  private StringBuilder section = new StringBuilder();

  public Report(PrintStream out) {
    this.out = out;
  }

  /** What follows belongs to this section; one that is named again goes on. */
  public void section(String name) {
    section = sections.computeIfAbsent(name, any -> new StringBuilder());
  }

  /** What was printed, by section. */
  public Map<String, String> sections() {
    Map<String, String> texts = new LinkedHashMap<>();
    sections.forEach((name, text) -> texts.put(name, text.toString()));
    return texts;
  }

  public void title(String title) {
    print(String.format(Locale.ROOT, "%n### %s%n%n", title));
  }

  public void head(String... columns) {
    row((Object[]) columns);
    row(List.of(columns).stream().map(column -> "---").toArray());
  }

  public void row(Object... cells) {
    StringBuilder line = new StringBuilder("|");
    for (Object cell : cells) {
      line.append(' ').append(text(cell)).append(" |");
    }
    print(line.append('\n').toString());
  }

  public void note(String text) {
    print(String.format(Locale.ROOT, "%n%s%n", text));
  }

  private void print(String text) {
    out.print(text);
    out.flush();
    section.append(text);
  }

  private static String text(Object cell) {
    if (cell instanceof Double number) {
      return String.format(
          Locale.ROOT, number >= 100 ? "%.0f" : number >= 10 ? "%.1f" : "%.2f", number);
    }
    return String.valueOf(cell);
  }
}

package io.stripejdbc.examples.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Tables in Markdown. */
final class Report {
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  void title(String title) {
    out.printf("%n### %s%n%n", title);
  }

  void head(String... columns) {
    row((Object[]) columns);
    row(List.of(columns).stream().map(column -> "---").toArray());
  }

  void row(Object... cells) {
    StringBuilder line = new StringBuilder("|");
    for (Object cell : cells) {
      line.append(' ').append(text(cell)).append(" |");
    }
    out.println(line);
    out.flush();
  }

  void note(String text) {
    out.printf("%n%s%n", text);
  }

  private static String text(Object cell) {
    if (cell instanceof Double number) {
      return String.format(
          Locale.ROOT, number >= 100 ? "%.0f" : number >= 10 ? "%.1f" : "%.2f", number);
    }
    return String.valueOf(cell);
  }
}

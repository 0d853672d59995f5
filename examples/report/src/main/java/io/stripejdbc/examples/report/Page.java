package io.stripejdbc.examples.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** An HTML page that needs nothing beside it: no script, no style sheet, no picture. */
final class Page {
  private static final String STYLE =
      "body{font:15px/1.5 system-ui,sans-serif;color:#1a1f36;max-width:60em;margin:2em auto;"
          + "padding:0 1em}h1{font-weight:600}h2{font-weight:600;margin-top:2em}"
          + "table{border-collapse:collapse;width:100%;font-size:13px}"
          + "th,td{padding:.35em .6em;border-bottom:1px solid #e3e8ee;text-align:left}"
          + "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}"
          + "figure{margin:0}svg{max-width:100%;height:auto}p{color:#4f566b}";

  private final StringBuilder html = new StringBuilder();

  Page(String title, String intro) {
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(escaped(title))
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body>\n<h1>")
        .append(escaped(title))
        .append("</h1>\n<p>")
        .append(escaped(intro))
        .append("</p>\n");
  }

  void chart(String title, String svg) {
    html.append("<h2>").append(escaped(title)).append("</h2>\n<figure>");
    html.append(svg).append("</figure>\n");
  }

  void table(String title, Table table) {
    html.append("<h2>").append(escaped(title)).append("</h2>\n<table><tr>");
    for (int i = 0; i < table.columns().size(); i++) {
      int column = i;
      boolean number = table.rows().stream().anyMatch(row -> row.get(column) instanceof Number);
      html.append(number ? "<th class=\"n\">" : "<th>")
          .append(escaped(table.columns().get(i).replace('_', ' ')))
          .append("</th>");
    }
    html.append("</tr>\n");
    table.rows().forEach(this::row);
    html.append("</table>\n");
  }

  private void row(List<Object> row) {
    html.append("<tr>");
    for (Object value : row) {
      html.append(value instanceof Number ? "<td class=\"n\">" : "<td>")
          .append(escaped(text(value)))
          .append("</td>");
    }
    html.append("</tr>\n");
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return String.format(Locale.ROOT, "%,.2f", number.setScale(2, RoundingMode.HALF_UP));
    }
    return value == null ? "" : value.toString();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  String end() {
    return html.append("</body></html>\n").toString();
  }
}

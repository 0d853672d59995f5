package io.stripejdbc.examples.report;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;

/** An HTML page that needs nothing beside it: no script, no style sheet, no picture. */
final class Page {
  private static final String STYLE =
      """
      :root { --ink: #1a1f36; --soft: #4f566b; --line: #e3e8ee; }
      body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); max-width: 62rem;
        margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.7rem; margin: 0 0 .2rem; }
      h2 { font-size: 1.15rem; margin: 2.4rem 0 .3rem; }
      p { color: var(--soft); margin: .2rem 0 1rem; max-width: 45rem; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; width: 100%; font-size: 13px; margin-top: .8rem; }
      th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: left;
        white-space: nowrap; }
      th { color: var(--soft); font-weight: 600; }
      td:first-child { white-space: normal; min-width: 10rem; }
      .n { text-align: right; font-variant-numeric: tabular-nums; }
      figure { margin: 0; }
      svg { width: 100%; height: auto; display: block; }
      svg text { font: 12px system-ui, sans-serif; fill: var(--soft); }
      .tick { text-anchor: end; } .month { text-anchor: middle; }
      .grid { stroke: var(--line); } .zero { stroke: var(--soft); }
      .legend { list-style: none; padding: 0; margin: .4rem 0 0; display: flex; flex-wrap: wrap;
        gap: .2rem 1.2rem; font-size: 13px; color: var(--soft); }
      .legend span { display: inline-block; width: .8em; height: .8em; margin-right: .45em; }
      @media (max-width: 40rem) { svg text { font-size: 19px; } }
      @media print {
        @page { size: A4; margin: 14mm; }
        body { font-size: 10pt; margin: 0; max-width: none; padding: 0; }
        table { font-size: 7.5pt; } th, td { padding: .15rem .35rem; }
        td:first-child { min-width: 0; }
        .wide { overflow: visible; }
        thead { display: table-header-group; }
        tr, figure { break-inside: avoid; } h2, h2 + p { break-after: avoid; }
        svg rect, .legend span { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      }
      """;

  private final StringBuilder html = new StringBuilder();
  private final Currencies currencies;
  private final String currency;

  /**
   * @param currency of amounts in rows that name none
   */
  Page(String title, String intro, Currencies currencies, String currency) {
    this.currencies = currencies;
    this.currency = currency;
    html.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>")
        .append(escaped(title))
        .append("</title><style>\n")
        .append(STYLE)
        .append("</style></head><body>\n<h1>")
        .append(escaped(title))
        .append("</h1>\n<p>")
        .append(escaped(intro))
        .append("</p>\n");
  }

  void section(String title, String text) {
    html.append("<h2>").append(escaped(title)).append("</h2>\n");
    html.append("<p>").append(escaped(text)).append("</p>\n");
  }

  void chart(String figure) {
    html.append("<figure>").append(figure).append("</figure>\n");
  }

  void table(Table table) {
    if (table.rows().isEmpty()) {
      html.append("<p>None in this period.</p>\n");
      return;
    }
    html.append("<div class=\"wide\"><table><thead><tr>");
    for (int i = 0; i < table.columns().size(); i++) {
      int column = i;
      boolean number = table.rows().stream().anyMatch(row -> row.get(column) instanceof Number);
      html.append(number ? "<th class=\"n\">" : "<th>")
          .append(escaped(table.columns().get(i).replace('_', ' ').replace(" percent", ", %")))
          .append("</th>");
    }
    html.append("</tr></thead><tbody>\n");
    table.rows().forEach(row -> row(table.columns(), row));
    html.append("</tbody></table></div>\n");
  }

  private void row(List<String> columns, List<Object> row) {
    int named = columns.indexOf("currency");
    String ofRow = named < 0 ? currency : String.valueOf(row.get(named));
    html.append("<tr>");
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      html.append(value instanceof Number ? "<td class=\"n\">" : "<td>")
          .append(escaped(text(columns.get(i), value, ofRow)))
          .append("</td>");
    }
    html.append("</tr>\n");
  }

  private String text(String column, Object value, String ofRow) {
    if (value instanceof BigDecimal number) {
      return column.endsWith("_percent")
          ? String.format(Locale.ROOT, "%.2f", number)
          : currencies.text(number, ofRow);
    }
    if (value instanceof Long count) {
      return String.format(Locale.ROOT, "%,d", count);
    }
    if (value instanceof Timestamp && column.equals("month")) {
      return value.toString().substring(0, "2026-10".length());
    }
    if (column.equals("currency")) {
      return ofRow.toUpperCase(Locale.ROOT);
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

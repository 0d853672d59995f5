package io.stripejdbc.shell.output;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Prints a table of GitHub's Markdown, numbers to the right. A value reads, once rendered, as it
 * is: what Markdown would take for markup is escaped, and a line break is {@code <br>}.
 */
final class MarkdownPrinter implements ResultPrinter {
  private static final String MARKUP = "\\`*[]|~$";

  private final PrintStream out;

  MarkdownPrinter(PrintStream out) {
    this.out = out;
  }

  @Override
  public long print(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    int count = columns.getColumnCount();
    StringBuilder header = new StringBuilder("|");
    StringBuilder rule = new StringBuilder("|");
    for (int i = 1; i <= count; i++) {
      header.append(' ').append(cell(columns.getColumnLabel(i))).append(" |");
      rule.append(ColumnTypes.isNumber(columns.getColumnType(i)) ? " ---: |" : " --- |");
    }
    out.println(header);
    out.println(rule);
    long printed = 0;
    while (rows.next() && !(printed % LOOK_EVERY == 0 && printed > 0 && out.checkError())) {
      StringBuilder line = new StringBuilder("|");
      for (int i = 1; i <= count; i++) {
        line.append(' ').append(cell(rows.getString(i))).append(" |");
      }
      out.println(line);
      printed++;
    }
    return printed;
  }

  private static String cell(@Nullable String value) {
    return String.join(
        "<br>", CellFormatter.of(value).lines().stream().map(MarkdownPrinter::escaped).toList());
  }

  private static String escaped(String line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '<') {
        text.append("&lt;");
      } else if (c == '&') {
        text.append("&amp;");
      } else {
        text.append(MARKUP.indexOf(c) >= 0 || (c == '_' && !isInsideAWord(line, i)) ? "\\" : "");
        text.append(c);
      }
    }
    return text.toString();
  }

  /** Within a word, as in {@code po_1}, an underscore is no emphasis (CommonMark 6.2). */
  private static boolean isInsideAWord(String line, int at) {
    return at > 0
        && at + 1 < line.length()
        && Character.isLetterOrDigit(line.charAt(at - 1))
        && Character.isLetterOrDigit(line.charAt(at + 1));
  }
}

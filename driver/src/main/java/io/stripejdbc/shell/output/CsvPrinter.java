package io.stripejdbc.shell.output;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Prints comma-separated values as in RFC 4180: values as they are, quoted where they must be. NULL
 * is an empty field, an empty text is {@code ""}.
 */
final class CsvPrinter implements ResultPrinter {
  private final PrintStream out;

  CsvPrinter(PrintStream out) {
    this.out = out;
  }

  @Override
  public long print(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    int count = columns.getColumnCount();
    StringBuilder line = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      add(line, i, columns.getColumnLabel(i));
    }
    end(line);
    long printed = 0;
    while (rows.next()) {
      for (int i = 1; i <= count; i++) {
        add(line, i, rows.getString(i));
      }
      end(line);
      if (++printed % LOOK_EVERY == 0 && out.checkError()) {
        break;
      }
    }
    return printed;
  }

  private void end(StringBuilder line) {
    out.println(line);
    line.setLength(0);
  }

  private static void add(StringBuilder line, int position, @Nullable String value) {
    if (position > 1) {
      line.append(',');
    }
    if (value != null) {
      line.append(needsQuotes(value) ? '"' + value.replace("\"", "\"\"") + '"' : value);
    }
  }

  private static boolean needsQuotes(String value) {
    return value.isEmpty() || value.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
  }
}

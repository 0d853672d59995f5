package io.stripejdbc.shell.output;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Prints a line per column and a heading per row. */
final class VerticalPrinter implements ResultPrinter {
  private final PrintStream out;

  VerticalPrinter(PrintStream out) {
    this.out = out;
  }

  @Override
  public long print(ResultSet rows) throws SQLException {
    List<CellFormatter> labels = labels(rows.getMetaData());
    int width = labels.stream().mapToInt(CellFormatter::width).max().orElse(0);
    long printed = 0;
    while (rows.next() && !out.checkError()) {
      out.println("-- row " + ++printed);
      for (int i = 0; i < labels.size(); i++) {
        CellFormatter value = CellFormatter.of(rows.getString(i + 1));
        for (int level = 0; level < value.height(); level++) {
          String label = labels.get(i).line(level, width, false);
          out.println(label + "  " + value.lines().get(level));
        }
      }
    }
    return printed;
  }

  private static List<CellFormatter> labels(ResultSetMetaData columns) throws SQLException {
    List<CellFormatter> labels = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      labels.add(CellFormatter.of(columns.getColumnLabel(i)));
    }
    return labels;
  }
}

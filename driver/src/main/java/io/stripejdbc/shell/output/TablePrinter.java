package io.stripejdbc.shell.output;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints rows as a table with borders. Nothing is cut: a cell is as wide as its text, and a line
 * break in it makes the row higher.
 *
 * <p>Rows are measured and printed in batches, so the first are seen early and memory does not grow
 * with the result; a later batch may only be wider.
 */
final class TablePrinter implements ResultPrinter {
  /** One page of the API: the first rows need not wait for a second one. */
  private static final int BATCH = 100;

  private final PrintStream out;

  TablePrinter(PrintStream out) {
    this.out = out;
  }

  @Override
  public long print(ResultSet rows) throws SQLException {
    Sheet sheet = new Sheet(rows.getMetaData());
    long printed = 0;
    List<List<CellFormatter>> batch;
    do {
      batch = sheet.read(rows, BATCH);
      sheet.widen(batch);
      if (printed == 0) {
        sheet.printHeader(out);
      }
      for (List<CellFormatter> row : batch) {
        sheet.printRow(out, row);
      }
      printed += batch.size();
    } while (batch.size() == BATCH && !out.checkError());
    sheet.printRule(out);
    return printed;
  }

  /** The columns of one result, as wide as what they have shown so far. */
  private static final class Sheet {
    private final List<CellFormatter> header = new ArrayList<>();
    private final boolean[] right;
    private final int[] widths;

    Sheet(ResultSetMetaData columns) throws SQLException {
      int count = columns.getColumnCount();
      right = new boolean[count];
      widths = new int[count];
      for (int i = 0; i < count; i++) {
        header.add(CellFormatter.of(columns.getColumnLabel(i + 1)));
        right[i] = ColumnTypes.isNumber(columns.getColumnType(i + 1));
      }
      widen(List.of(header));
    }

    List<List<CellFormatter>> read(ResultSet rows, int most) throws SQLException {
      List<List<CellFormatter>> batch = new ArrayList<>();
      while (batch.size() < most && rows.next()) {
        List<CellFormatter> row = new ArrayList<>(widths.length);
        for (int i = 1; i <= widths.length; i++) {
          row.add(CellFormatter.of(rows.getString(i)));
        }
        batch.add(row);
      }
      return batch;
    }

    void widen(List<List<CellFormatter>> batch) {
      for (List<CellFormatter> row : batch) {
        for (int i = 0; i < widths.length; i++) {
          widths[i] = Math.max(widths[i], row.get(i).width());
        }
      }
    }

    void printHeader(PrintStream out) {
      printRule(out);
      printRow(out, header);
      printRule(out);
    }

    void printRule(PrintStream out) {
      StringBuilder line = new StringBuilder("+");
      for (int width : widths) {
        line.append("-".repeat(width + 2)).append('+');
      }
      out.println(line);
    }

    void printRow(PrintStream out, List<CellFormatter> row) {
      int height = row.stream().mapToInt(CellFormatter::height).max().orElse(1);
      for (int level = 0; level < height; level++) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
          line.append(' ').append(row.get(i).line(level, widths[i], right[i])).append(" |");
        }
        out.println(line);
      }
    }
  }
}

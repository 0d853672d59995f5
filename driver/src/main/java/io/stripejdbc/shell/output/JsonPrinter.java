package io.stripejdbc.shell.output;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Prints an object for each row, one a line: all of a result in one array, or without. Numbers keep
 * their digits, NULL is null, all else but booleans is text.
 *
 * <p>The array of a result that fails is not closed, so that no reader takes it for the whole.
 */
final class JsonPrinter implements ResultPrinter {
  private final PrintStream out;
  private final boolean array;

  private JsonPrinter(PrintStream out, boolean array) {
    this.out = out;
    this.array = array;
  }

  /** Prints an array for each result. */
  static JsonPrinter array(PrintStream out) {
    return new JsonPrinter(out, true);
  }

  /** Prints lines that are each an object. */
  static JsonPrinter lines(PrintStream out) {
    return new JsonPrinter(out, false);
  }

  @Override
  public long print(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    List<String> keys = keys(columns);
    boolean[] number = new boolean[keys.size()];
    boolean[] truth = new boolean[keys.size()];
    for (int i = 0; i < keys.size(); i++) {
      number[i] = ColumnTypes.isNumber(columns.getColumnType(i + 1));
      truth[i] = ColumnTypes.isBoolean(columns.getColumnType(i + 1));
    }
    long printed = 0;
    while (rows.next() && !(printed % LOOK_EVERY == 0 && printed > 0 && out.checkError())) {
      out.print(array ? (printed == 0 ? "[\n" : ",\n") : "");
      StringBuilder object = new StringBuilder("{");
      for (int i = 0; i < keys.size(); i++) {
        object.append(i == 0 ? "" : ",").append(keys.get(i)).append(':');
        object.append(value(rows, i + 1, number[i], truth[i]));
      }
      out.print(object.append(array ? "}" : "}\n"));
      printed++;
    }
    if (array) {
      out.print(printed == 0 ? "[]\n" : "\n]\n");
    }
    return printed;
  }

  private static String value(ResultSet rows, int column, boolean number, boolean truth)
      throws SQLException {
    if (truth) {
      boolean is = rows.getBoolean(column);
      return rows.wasNull() ? "null" : String.valueOf(is);
    }
    String text = rows.getString(column);
    if (text == null) {
      return "null";
    }
    return number ? JsonText.number(text) : JsonText.string(text);
  }

  /**
   * The labels as JSON. Two columns of one label, as a join's {@code id} and {@code id}, would be
   * one to most readers: the later ones are {@code id_2}, {@code id_3}.
   */
  private static List<String> keys(ResultSetMetaData columns) throws SQLException {
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      labels.add(columns.getColumnLabel(i));
    }
    Set<String> taken = new HashSet<>(labels);
    Set<String> used = new HashSet<>();
    List<String> keys = new ArrayList<>();
    for (String label : labels) {
      String key = label;
      for (int n = 2; !used.add(key); n++) {
        key = label + "_" + n;
        if (taken.contains(key)) {
          key = label;
        }
      }
      keys.add(JsonText.string(key));
    }
    return keys;
  }
}

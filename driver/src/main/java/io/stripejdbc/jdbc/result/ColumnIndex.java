package io.stripejdbc.jdbc.result;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.jdbc.SqlExceptions;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds columns by index and by name: label before name, first match, in any letter case. */
final class ColumnIndex {
  private final List<ResultSetColumn> columns;
  private @Nullable Map<String, Integer> byName;

  ColumnIndex(List<ResultSetColumn> columns) {
    this.columns = columns;
  }

  /** The column of this index from 1. */
  ResultSetColumn column(int index) throws SQLException {
    if (index < 1 || index > columns.size()) {
      throw SqlExceptions.of(
          DriverError.BAD_INDEX, "Column index " + index + " is outside 1 to " + columns.size());
    }
    return columns.get(index - 1);
  }

  /** The index from 1 of a label or name. */
  int find(@Nullable String label) throws SQLException {
    Integer found = label == null ? null : names().get(label.toLowerCase(Locale.ROOT));
    if (found == null) {
      throw SqlExceptions.of(
          DriverError.UNKNOWN_COLUMN, "The result has no column '" + label + "'");
    }
    return found;
  }

  private Map<String, Integer> names() {
    Map<String, Integer> names = byName;
    if (names == null) {
      names = new HashMap<>();
      addAll(names, ResultSetColumn::label);
      addAll(names, ResultSetColumn::name);
      byName = names;
    }
    return names;
  }

  private void addAll(Map<String, Integer> names, Function<ResultSetColumn, String> name) {
    for (int i = 0; i < columns.size(); i++) {
      names.putIfAbsent(name.apply(columns.get(i)).toLowerCase(Locale.ROOT), i + 1);
    }
  }
}

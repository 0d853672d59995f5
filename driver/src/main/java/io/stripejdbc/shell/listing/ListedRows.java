package io.stripejdbc.shell.listing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.RowSetMetaDataImpl;
import javax.sql.rowset.RowSetProvider;
import org.jspecify.annotations.Nullable;

/** Rows of text that stand in memory, as a result that printers take. */
final class ListedRows {
  private ListedRows() {}

  /** A result of text columns. */
  static ResultSet of(List<String> labels, List<List<@Nullable String>> rows) throws SQLException {
    RowSetMetaDataImpl columns = new RowSetMetaDataImpl();
    columns.setColumnCount(labels.size());
    for (int i = 1; i <= labels.size(); i++) {
      columns.setColumnName(i, labels.get(i - 1));
      columns.setColumnLabel(i, labels.get(i - 1));
      columns.setColumnType(i, Types.VARCHAR);
    }
    CachedRowSet set = RowSetProvider.newFactory().createCachedRowSet();
    set.setMetaData(columns);
    // A row is inserted before the first one.
    for (int i = rows.size() - 1; i >= 0; i--) {
      add(set, rows.get(i));
    }
    set.beforeFirst();
    return set;
  }

  private static void add(CachedRowSet set, List<@Nullable String> row) throws SQLException {
    set.moveToInsertRow();
    for (int i = 1; i <= row.size(); i++) {
      String value = row.get(i - 1);
      if (value == null) {
        set.updateNull(i);
      } else {
        set.updateString(i, value);
      }
    }
    set.insertRow();
    set.moveToCurrentRow();
  }
}

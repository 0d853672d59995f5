package io.stripejdbc.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Result sets of metadata as text. */
public final class MetadataRows {
  private MetadataRows() {}

  /** All rows as text, columns joined by a bar. */
  public static List<String> rows(ResultSet rows, String... labels) throws SQLException {
    List<String> found = new ArrayList<>();
    while (rows.next()) {
      List<String> values = new ArrayList<>();
      for (String label : labels) {
        values.add(rows.getString(label));
      }
      found.add(String.join("|", values));
    }
    return found;
  }

  public static List<String> labels(ResultSet rows) throws SQLException {
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      labels.add(rows.getMetaData().getColumnLabel(i));
    }
    return labels;
  }
}

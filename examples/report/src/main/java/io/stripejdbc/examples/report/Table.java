package io.stripejdbc.examples.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to a query: labels, and rows of plain values.
 *
 * @param columns labels
 * @param rows values in the order of the labels
 */
record Table(List<String> columns, List<List<Object>> rows) {

  static Table of(Connection stripe, String sql, List<String> parameters) throws SQLException {
    try (PreparedStatement statement = stripe.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setString(i + 1, parameters.get(i));
      }
      try (ResultSet result = statement.executeQuery()) {
        int count = result.getMetaData().getColumnCount();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
          columns.add(result.getMetaData().getColumnLabel(i));
        }
        List<List<Object>> rows = new ArrayList<>();
        while (result.next()) {
          List<Object> row = new ArrayList<>();
          for (int i = 1; i <= count; i++) {
            row.add(result.getObject(i));
          }
          rows.add(row);
        }
        return new Table(columns, rows);
      }
    }
  }

  /** A chart's rows, series, month and value, of the columns month and another one. */
  Table series(String column) {
    int month = columns.indexOf("month");
    int value = columns.indexOf(column);
    List<List<Object>> triples = new ArrayList<>();
    for (List<Object> row : rows) {
      List<Object> triple = new ArrayList<>();
      triple.add(column.replace("_percent", ", %").replace('_', ' '));
      triple.add(row.get(month));
      triple.add(row.get(value));
      triples.add(triple);
    }
    return new Table(List.of("series", "month", "value"), triples);
  }
}

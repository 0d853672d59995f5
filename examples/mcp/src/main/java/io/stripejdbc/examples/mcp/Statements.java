package io.stripejdbc.examples.mcp;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Explains and runs what an agent asks, and says what it cost. */
final class Statements {
  /** What reads and changes nothing, not even settings of the driver. */
  private static final Set<String> QUESTIONS =
      Set.of("SELECT", "WITH", "VALUES", "TABLE", "EXPLAIN", "SHOW", "DESCRIBE");

  private Statements() {}

  /** The plan: the calls as they would be made, and an estimate of how many. */
  static String explain(Connection stripe, String sql) throws SQLException {
    requireQuestion(sql);
    StringBuilder plan = new StringBuilder();
    try (Statement statement = stripe.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN PLAN FOR " + sql)) {
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
    }
    return plan.toString();
  }

  /** The first rows of the answer, whether there are more, and what it cost. */
  static Map<String, Object> run(Connection stripe, String sql, int most) throws SQLException {
    requireQuestion(sql);
    Map<String, Object> answer = new LinkedHashMap<>();
    try (Statement statement = stripe.createStatement()) {
      // One more than is shown tells whether there are more.
      statement.setMaxRows(most + 1);
      try (ResultSet rows = statement.executeQuery(sql)) {
        read(rows, most, answer);
      }
      warnings(statement.getWarnings(), answer);
    }
    cost(stripe, answer);
    return answer;
  }

  private static void requireQuestion(String sql) throws SQLException {
    String first = sql.strip().replaceFirst("^\\(+", "").split("[^A-Za-z]", 2)[0];
    if (!QUESTIONS.contains(first.toUpperCase(Locale.ROOT))) {
      throw new SQLException(
          "Only questions are run here, which begin with SELECT, WITH, VALUES, SHOW, DESCRIBE or"
              + " EXPLAIN",
          "42501");
    }
  }

  private static void read(ResultSet rows, int most, Map<String, Object> answer)
      throws SQLException {
    ResultSetMetaData data = rows.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      columns.add(data.getColumnLabel(i));
    }
    List<List<Object>> values = new ArrayList<>();
    boolean more = false;
    while (rows.next()) {
      if (values.size() == most) {
        more = true;
        break;
      }
      List<Object> row = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        row.add(value(rows, i, data.getColumnType(i)));
      }
      values.add(row);
    }
    answer.put("columns", columns);
    answer.put("rows", values);
    answer.put("more_rows_exist", more);
    if (more) {
      answer.put(
          "note",
          "These are only the first "
              + most
              + " rows: sums over them are wrong. Let SQL count"
              + " and sum, or ask for more rows.");
    }
  }

  /** Numbers and booleans as they are, all else as text, NULL as null. */
  private static Object value(ResultSet rows, int column, int type) throws SQLException {
    Object value = rows.getObject(column);
    if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
      return number.toString();
    }
    return value instanceof Number || value instanceof Boolean || type == Types.NULL
        ? value
        : rows.getString(column);
  }

  private static void warnings(SQLWarning first, Map<String, Object> answer) {
    List<String> texts = new ArrayList<>();
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      texts.add(warning.getMessage());
    }
    if (!texts.isEmpty()) {
      answer.put("warnings", texts);
    }
  }

  /** Of the statement before this one: the server runs one at a time. */
  private static void cost(Connection stripe, Map<String, Object> answer) throws SQLException {
    try (Statement statement = stripe.createStatement();
        ResultSet last =
            statement.executeQuery(
                "SELECT calls, cached_rows FROM system.queries WHERE outcome <> 'running'"
                    + " ORDER BY query_id DESC LIMIT 1")) {
      if (last.next()) {
        answer.put("calls", last.getLong(1));
        answer.put("rows_from_cache", last.getLong(2));
      }
    }
  }
}

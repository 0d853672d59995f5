package io.stripejdbc.shell.listing;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that a connection's statements can use, for completion.
 *
 * @param schema the current one
 * @param tables columns by table by schema, in lower case
 * @param words keywords and functions, in upper case
 */
record NameCatalog(
    String schema, Map<String, Map<String, List<String>>> tables, Set<String> words) {

  /** What most statements are written with, and is no keyword beyond SQL's own. */
  private static final List<String> CLAUSES =
      List.of(
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP",
          "ORDER",
          "BY",
          "HAVING",
          "LIMIT",
          "OFFSET",
          "JOIN",
          "LEFT",
          "INNER",
          "ON",
          "USING",
          "AND",
          "OR",
          "NOT",
          "IN",
          "IS",
          "NULL",
          "BETWEEN",
          "LIKE",
          "AS",
          "DISTINCT",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "WITH",
          "UNION",
          "COUNT",
          "SUM",
          "MIN",
          "MAX",
          "AVG",
          "CAST",
          "EXPLAIN",
          "INTERVAL",
          "DESC",
          "ASC");

  /** Reads the metadata, which cost no request. */
  static NameCatalog of(Connection connection) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    Map<String, Map<String, List<String>>> tables = new LinkedHashMap<>();
    try (ResultSet column = data.getColumns(null, "%", "%", "%")) {
      while (column.next()) {
        tables
            .computeIfAbsent(lower(column.getString("TABLE_SCHEM")), key -> new LinkedHashMap<>())
            .computeIfAbsent(lower(column.getString("TABLE_NAME")), key -> new ArrayList<>())
            .add(lower(column.getString("COLUMN_NAME")));
      }
    }
    Set<String> words = new TreeSet<>(CLAUSES);
    for (String list :
        List.of(
            data.getSQLKeywords(),
            data.getStringFunctions(),
            data.getNumericFunctions(),
            data.getTimeDateFunctions(),
            data.getSystemFunctions())) {
      words.addAll(List.of(list.toUpperCase(Locale.ROOT).split("\\s*,\\s*")));
    }
    words.remove("");
    return new NameCatalog(lower(connection.getSchema()), tables, words);
  }

  private static String lower(String name) {
    return String.valueOf(name).toLowerCase(Locale.ROOT);
  }

  Map<String, List<String>> tablesOf(String ofSchema) {
    return tables.getOrDefault(ofSchema, Map.of());
  }

  /** The columns of a table in the current schema, or in the first one that has it. */
  List<String> columnsOf(String table) {
    List<String> here = tablesOf(schema).get(table);
    return here != null
        ? here
        : tables.values().stream()
            .filter(names -> names.containsKey(table))
            .findFirst()
            .map(names -> names.get(table))
            .orElse(List.of());
  }

  /** All columns of the current schema, each once, in order. */
  Set<String> allColumns() {
    Set<String> all = new TreeSet<>();
    Collection<List<String>> lists = tablesOf(schema).values();
    lists.forEach(all::addAll);
    return all;
  }
}

package io.stripejdbc.examples.mcp;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables and columns out of the driver's metadata, which ask Stripe for nothing. */
final class Catalog {
  private static final String SCHEMA = "stripe";

  private Catalog() {}

  /**
   * The tables whose names contain a text, of one schema.
   *
   * @throws SQLException 3F000 for a schema that is not there
   */
  static List<Map<String, Object>> tables(Connection stripe, String schema, String like)
      throws SQLException {
    List<Map<String, Object>> found = new ArrayList<>();
    DatabaseMetaData data = stripe.getMetaData();
    demandSchema(data, schema);
    try (ResultSet tables = data.getTables(null, escaped(data, schema), "%", null)) {
      while (tables.next()) {
        String name = tables.getString("TABLE_NAME");
        if (name.contains(like)) {
          Map<String, Object> table = new LinkedHashMap<>();
          table.put("table", tables.getString("TABLE_SCHEM") + "." + name);
          table.put("rows", tables.getString("REMARKS"));
          found.add(table);
        }
      }
    }
    return found;
  }

  private static void demandSchema(DatabaseMetaData data, String schema) throws SQLException {
    List<String> all = new ArrayList<>();
    try (ResultSet schemas = data.getSchemas()) {
      while (schemas.next()) {
        all.add(schemas.getString("TABLE_SCHEM"));
      }
    }
    if (!all.contains(schema)) {
      throw new SQLException(
          "There is no schema " + schema + "; there are " + String.join(", ", all), "3F000");
    }
  }

  private static String escaped(DatabaseMetaData data, String name) throws SQLException {
    String escape = data.getSearchStringEscape();
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }

  /**
   * The columns of a table, {@code charges} or {@code reports.fees_by_type}.
   *
   * @throws SQLException 42S02 for a table that is not there
   */
  static List<Map<String, Object>> columns(Connection stripe, String table) throws SQLException {
    int dot = table.indexOf('.');
    String schema = dot < 0 ? SCHEMA : table.substring(0, dot);
    String name = table.substring(dot + 1);
    Map<String, String> filters = filters(stripe, schema, name);
    List<Map<String, Object>> found = new ArrayList<>();
    DatabaseMetaData data = stripe.getMetaData();
    try (ResultSet columns =
        data.getColumns(null, escaped(data, schema), escaped(data, name), "%")) {
      while (columns.next()) {
        String column = columns.getString("COLUMN_NAME");
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("column", column);
        one.put("type", columns.getString("TYPE_NAME"));
        put(one, "meaning", columns.getString("REMARKS"));
        put(one, "filtered_by_stripe", filters.getOrDefault(column, ""));
        found.add(one);
      }
    }
    if (found.isEmpty()) {
      throw new SQLException("There is no table " + table + "; list_tables has them", "42S02");
    }
    return found;
  }

  private static void put(Map<String, Object> map, String key, String value) {
    if (value != null && !value.isEmpty()) {
      map.put(key, value);
    }
  }

  /** Which conditions become part of a request, so that it answers with fewer rows. */
  private static Map<String, String> filters(Connection stripe, String schema, String name)
      throws SQLException {
    Map<String, String> filters = new HashMap<>();
    try (PreparedStatement statement =
        stripe.prepareStatement(
            "SELECT column_name, pushdown FROM system.columns"
                + " WHERE table_schema = ? AND table_name = ?")) {
      statement.setString(1, schema);
      statement.setString(2, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          filters.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return filters;
  }
}

package io.stripejdbc.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.SearchSpec;
import io.stripejdbc.catalog.TableSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every searchable field is searched for, and the rows are those that the lists give. */
class EverySearchTest {
  private static final String LAST =
      "(SELECT MAX(query_id) FROM system.queries WHERE outcome <> 'running')";

  private static List<String> run(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    rows.sort(String::compareTo);
    return rows;
  }

  private static String condition(TableSpec table, SearchSpec search, String value) {
    String type = table.column(search.column()).orElseThrow().type().name();
    String literal = type.equals("VARCHAR") ? "'" + value.replace("'", "''") + "'" : value;
    return switch (search.kind()) {
      case NUMBER -> search.column() + " >= " + literal;
      case TOKEN -> search.column() + " = " + literal;
      case STRING -> search.column() + " LIKE " + literal;
      case METADATA -> "JSON_VALUE(" + search.column() + ", '$.order_id') = 'none'";
    };
  }

  @Test
  void everyFieldIsTakenByTheApi() throws SQLException {
    int count = 0;
    try (Connection search = DriverManager.getConnection("jdbc:stripe:demo;search=on")) {
      for (TableSpec table : BundledCatalog.instance().tables()) {
        String from = " FROM " + table.name() + " WHERE connected_account = 'platform' AND ";
        for (SearchSpec each : table.searches()) {
          String column = each.column();
          if (column.equals("created") || table.filter(column).isPresent()) {
            continue; // The list takes it.
          }
          List<String> value =
              run(search, "SELECT " + column + from + column + " IS NOT NULL LIMIT 1");
          String wanted = value.isEmpty() ? "none" : value.get(0);
          boolean number = !wanted.equals("none") || each.kind() == SearchSpec.Kind.METADATA;
          if (!number && !table.column(column).orElseThrow().type().name().equals("VARCHAR")) {
            continue; // No row has a value.
          }
          List<String> rows = run(search, "SELECT id" + from + condition(table, each, wanted));
          String place = table.name() + "." + column + " " + wanted;
          assertEquals(
              List.of("200"),
              run(
                  search,
                  "SELECT DISTINCT CAST(status AS VARCHAR) FROM system.requests WHERE path LIKE"
                      + " '%/search' AND query_id = "
                      + LAST),
              place);
          assertTrue(
              !rows.isEmpty() || value.isEmpty() || each.kind() == SearchSpec.Kind.METADATA, place);
          count++;
        }
      }
    }
    assertTrue(count >= 20, count + " fields");
  }

  @Test
  void aSearchFindsWhatTheListHas() throws SQLException {
    try (Connection search = DriverManager.getConnection("jdbc:stripe:demo;search=on");
        Connection list = DriverManager.getConnection("jdbc:stripe:demo")) {
      for (String where :
          List.of(
              "customers WHERE connected_account = 'platform' AND name LIKE '%a Garci%'",
              "customers WHERE connected_account = 'platform' AND name = 'ada garcia'",
              "products WHERE connected_account = 'platform' AND shippable AND name LIKE '%a%'",
              "charges WHERE connected_account = 'platform' AND currency IN ('jpy', 'kwd')"
                  + " AND amount > 2000 AND created >= DATE '2026-06-01'")) {
        assertEquals(
            run(list, "SELECT id FROM " + where), run(search, "SELECT id FROM " + where), where);
      }
    }
  }
}

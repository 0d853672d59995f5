package io.stripejdbc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** EXPLAIN tells the calls before they are made, the system tables afterwards. */
class CostIsVisibleTest {
  private static final String NEWEST =
      "SELECT id FROM charges WHERE connected_account = 'platform' ORDER BY created DESC LIMIT 3";

  private static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static long lastQuery(Connection connection) throws SQLException {
    return Long.parseLong(
        column(connection, "SELECT MAX(query_id) FROM system.queries WHERE outcome <> 'running'")
            .get(0));
  }

  @Test
  void explainShowsTheCallsAndMakesNone() throws SQLException {
    try (Connection demo = DriverManager.getConnection("jdbc:stripe:demo;cache=off")) {
      List<String> plan = column(demo, "EXPLAIN PLAN FOR " + NEWEST);
      assertTrue(
          plan.stream()
              .anyMatch(l -> l.strip().equals("GET /v1/charges?limit=3 accounts: platform")),
          () -> String.join("\n", plan));
      assertTrue(
          plan.stream().anyMatch(l -> l.strip().equals("estimate: 1 call")),
          () -> String.join("\n", plan));
      long explained = lastQuery(demo);
      assertEquals(
          List.of(),
          column(demo, "SELECT path FROM system.requests WHERE query_id = " + explained));
    }
  }

  @Test
  void requestsTellWhatWasAskedAndForWhichStatement() throws SQLException {
    try (Connection demo = DriverManager.getConnection("jdbc:stripe:demo;cache=off")) {
      assertEquals(3, column(demo, NEWEST).size());
      long query = lastQuery(demo);
      assertEquals(
          List.of("/v1/charges?limit=3 200 3"),
          column(
              demo,
              "SELECT path || '?' || parameters || ' ' || CAST(status AS VARCHAR) || ' '"
                  + " || CAST(row_count AS VARCHAR) FROM system.requests WHERE query_id = "
                  + query));
      assertEquals(
          List.of("1 1 3 ok"),
          column(
              demo,
              "SELECT CAST(calls AS VARCHAR) || ' ' || CAST(accounts_asked AS VARCHAR) || ' '"
                  + " || CAST(row_count AS VARCHAR) || ' ' || outcome"
                  + " FROM system.queries WHERE query_id = "
                  + query));
    }
  }

  @Test
  void queriesTellWhichRulesAStatementWasPlannedWithout() throws SQLException {
    StringBuilder steps = new StringBuilder("WITH c0 AS (SELECT id, amount FROM charges)");
    for (int i = 1; i <= 60; i++) {
      steps.append(
          ", c%d AS (SELECT id, amount + 1 AS amount FROM c%d WHERE amount > 1)"
              .formatted(i, i - 1));
    }
    try (Connection demo = DriverManager.getConnection("jdbc:stripe:demo")) {
      column(demo, steps + " SELECT count(*) FROM c60");
      List<String> planning =
          column(demo, "SELECT planning FROM system.queries WHERE sql_text LIKE '%FROM c60'");
      assertEquals(1, planning.size());
      assertTrue(planning.get(0).startsWith("planned without REWRITE"), planning.get(0));
      assertNull(
          column(demo, "SELECT planning FROM system.queries WHERE query_id = " + lastQuery(demo))
              .get(0));
    }
  }

  @Test
  void propertiesAreShownWithoutSecrets() throws SQLException {
    try (Connection demo = DriverManager.getConnection("jdbc:stripe:demo;maxRetries=2")) {
      assertEquals(
          List.of("2"),
          column(demo, "SELECT \"value\" FROM system.properties WHERE name = 'maxRetries'"));
    }
  }
}

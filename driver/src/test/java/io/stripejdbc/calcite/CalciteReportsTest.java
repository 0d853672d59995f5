package io.stripejdbc.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.plan.schema.StripeTypeFactory;
import io.stripejdbc.plan.view.ReportSchema;
import io.stripejdbc.plan.view.SqlView;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ready-made views answer the same through stock Calcite as through the driver. */
class CalciteReportsTest {
  @Test
  void everyViewAnswersTheSameThroughBoth() throws SQLException {
    List<String> wrong = new ArrayList<>();
    try (Connection driver = DriverManager.getConnection("jdbc:stripe:demo");
        CalciteConnections.Opened calcite = CalciteConnections.open(Map.of("demo", true))) {
      for (SqlView view : new ReportSchema(new StripeTypeFactory()).views()) {
        String sql = "SELECT * FROM reports." + view.name();
        List<String> expected = rows(driver, sql);
        List<String> found = rows(calcite.connection(), sql);
        if (!expected.equals(found)) {
          wrong.add(
              view.name()
                  + "\n"
                  + expected.size()
                  + " "
                  + found.size()
                  + different(expected, found));
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void aConditionOnAViewIsACall() throws SQLException {
    try (Connection log = DriverManager.getConnection("jdbc:stripe:demo");
        CalciteConnections.Opened calcite =
            CalciteConnections.open(Map.of("demo", true, "cache", "off"))) {
      CalciteConnections.rows(
          calcite.connection(),
          "SELECT * FROM reports.balances WHERE connected_account = 'platform'");
      assertEquals(
          List.of("platform"),
          CalciteConnections.rows(
              log,
              "SELECT DISTINCT connected_account FROM \"system\".requests WHERE query_id ="
                  + " (SELECT MAX(query_id) FROM \"system\".queries WHERE outcome <> 'running')"));
    }
  }

  private static String different(List<String> expected, List<String> found) {
    List<String> missing = new ArrayList<>(expected);
    found.forEach(missing::remove);
    List<String> more = new ArrayList<>(found);
    expected.forEach(more::remove);
    return "\n- " + missing.stream().limit(3).toList() + "\n+ " + more.stream().limit(3).toList();
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(
              result.getObject(i) instanceof BigDecimal decimal
                  ? decimal.stripTrailingZeros().toPlainString()
                  : result.getString(i));
        }
        rows.add(String.join("|", row));
      }
    }
    Collections.sort(rows);
    return rows;
  }
}

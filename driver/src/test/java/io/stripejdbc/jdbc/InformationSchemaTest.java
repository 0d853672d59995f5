package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.query.ProductVersion;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tools ask about tables and the session in SQL, and what it costs: nothing. */
class InformationSchemaTest {
  private Emulator emulator;
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    emulator = Emulator.start(EmulatorOptions.demo().withScale(0.02));
    connection = connect("");
    emulator.clearRequests();
  }

  private Connection connect(String properties) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:stripe:;accounts=platform;apiKey="
            + EmulatorOptions.DEMO_KEY
            + ";apiBase="
            + emulator.baseUri()
            + properties);
  }

  @AfterEach
  void close() throws SQLException {
    assertEquals(List.of(), emulator.requests());
    connection.close();
    emulator.close();
  }

  private List<String> rows(String sql) throws SQLException {
    return rows(connection, sql);
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows(rows);
    }
  }

  private static List<String> rows(ResultSet rows) throws SQLException {
    List<String> all = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        row.add(rows.getString(i));
      }
      all.add(String.join("|", row));
    }
    return all;
  }

  private List<String> first(ResultSet rows, String... columns) throws SQLException {
    List<String> all = new ArrayList<>();
    while (rows.next()) {
      List<String> row = new ArrayList<>();
      for (String column : columns) {
        row.add(rows.getString(column));
      }
      all.add(String.join("|", row));
    }
    return all;
  }

  @Test
  void itShowsTheTablesAndColumnsThatTheMetadataDoes() throws SQLException {
    assertEquals(
        first(connection.getMetaData().getSchemas(), "TABLE_SCHEM"),
        rows("SELECT schema_name FROM information_schema.schemata ORDER BY 1"));
    try (ResultSet tables = connection.getMetaData().getTables(null, null, "%", null)) {
      assertEquals(
          first(tables, "TABLE_SCHEM", "TABLE_NAME").stream().sorted().toList(),
          rows("SELECT table_schema, table_name FROM information_schema.tables").stream()
              .sorted()
              .toList());
    }
    try (ResultSet columns = connection.getMetaData().getColumns(null, "stripe", "refunds", "%")) {
      assertEquals(
          first(columns, "COLUMN_NAME", "ORDINAL_POSITION", "TYPE_NAME", "IS_NULLABLE"),
          rows(
              "SELECT column_name, ordinal_position, data_type, is_nullable"
                  + " FROM information_schema.columns"
                  + " WHERE table_schema = 'stripe' AND table_name = 'refunds'"
                  + " ORDER BY ordinal_position"));
    }
  }

  @Test
  void itShowsTheKeysThatTheMetadataDoes() throws SQLException {
    try (ResultSet keys = connection.getMetaData().getImportedKeys(null, "stripe", "refunds")) {
      assertEquals(
          first(keys, "FK_NAME", "FKCOLUMN_NAME", "PKTABLE_NAME", "PKCOLUMN_NAME").stream()
              .sorted()
              .toList(),
          rows(
                  "SELECT k.constraint_name, k.column_name, k.referenced_table_name,"
                      + " k.referenced_column_name FROM information_schema.key_column_usage k"
                      + " JOIN information_schema.referential_constraints r"
                      + " ON r.constraint_schema = k.constraint_schema"
                      + " AND r.constraint_name = k.constraint_name"
                      + " WHERE k.table_schema = 'stripe' AND k.table_name = 'refunds'")
              .stream()
              .sorted()
              .toList());
    }
    assertEquals(
        List.of("refunds_pkey|connected_account|1", "refunds_pkey|id|2"),
        rows(
            "SELECT k.constraint_name, k.column_name, k.ordinal_position"
                + " FROM information_schema.key_column_usage k"
                + " JOIN information_schema.table_constraints c USING (table_name, constraint_name)"
                + " WHERE c.constraint_type = 'PRIMARY KEY' AND k.table_name = 'refunds'"
                + " ORDER BY 3"));
  }

  @Test
  void showAndDescribeAreQueriesOfIt() throws SQLException {
    assertEquals(
        List.of("information_schema", "reports", "sigma", "stripe", "system"),
        rows("SHOW SCHEMAS"));
    assertEquals(
        List.of("charges"),
        rows("SHOW TABLES LIKE 'CHARGES'").stream().map(r -> r.split("[|]", -1)[0]).toList());
    assertEquals(
        List.of("mrr"),
        rows("SHOW TABLES IN Reports LIKE 'm%'").stream().map(r -> r.split("[|]", -1)[0]).toList());
    assertEquals(rows("DESCRIBE refunds"), rows("SHOW COLUMNS IN stripe.refunds"));
    assertEquals(rows("DESC TABLE refunds"), rows("DESCRIBE stripe.refunds"));
    assertTrue(rows("DESCRIBE refunds amount").get(0).startsWith("amount|BIGINT|YES|"));
    assertEquals(rows("SHOW TABLES FROM system"), rows("DESCRIBE SCHEMA system"));
  }

  @Test
  void whatThereIsNotIsAnError() {
    assertEquals("42S02", state("DESCRIBE refund"));
    assertEquals("42S02", state("SHOW COLUMNS FROM stripe.refund"));
    assertEquals("3F000", state("DESCRIBE striped.refunds"));
    assertEquals("3F000", state("SHOW TABLES FROM striped"));
  }

  private String state(String sql) {
    return assertThrows(SQLException.class, () -> rows(sql), sql).getSQLState();
  }

  @Test
  void wordsOfTheSessionHaveValues() throws SQLException {
    assertEquals(
        List.of("stripe|stripe|null|stripe-jdbc " + ProductVersion.TEXT + "|X"),
        rows(
            "SELECT CURRENT_SCHEMA, current_schema(), current_catalog, version(), d.* FROM dual d"));
    assertEquals(List.of("1"), rows("SELECT 1 FROM DUAL WHERE current_schema = 'stripe'"));
    assertEquals(List.of(""), rows("SELECT CURRENT_USER"));
    assertEquals(List.of("true"), rows("SELECT data_load_time = now()"));
  }

  @Test
  void aWordKeepsItsNameAndGivesWayToAColumn() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT data_load_time, CURRENT_SCHEMA")) {
      assertEquals("data_load_time", rows.getMetaData().getColumnLabel(1));
      assertEquals("CURRENT_SCHEMA", rows.getMetaData().getColumnLabel(2));
    }
    assertEquals(
        List.of("2020-01-01"),
        rows(
            "WITH t AS (SELECT date '2020-01-01' AS data_load_time)"
                + " SELECT data_load_time FROM t WHERE data_load_time < now()"));
    assertEquals(List.of("5"), rows("SELECT \"version\" FROM (VALUES (5)) AS t (\"version\")"));
    String runs = "FROM sigma_scheduled_query_runs r LEFT JOIN (VALUES (1)) v (one) ON true";
    assertEquals(
        List.of("true|true"),
        rows(
            "SELECT COUNT(*) > 0, every(data_load_time = r.data_load_time AND"
                + " (SELECT data_load_time FROM (VALUES (2))) = r.data_load_time) "
                + runs));
    assertEquals(
        List.of("true"),
        rows("SELECT every(t) FROM (SELECT data_load_time = now() AS t FROM charges LIMIT 3)"));
    emulator.clearRequests();
  }

  @Test
  void theSchemaIsAPropertyAndAStatement() throws SQLException {
    try (Connection sigma = connect(";schema=Sigma")) {
      emulator.clearRequests();
      assertEquals("sigma", sigma.getSchema());
      assertEquals(
          List.of("charges_metadata"),
          rows(sigma, "SHOW TABLES LIKE 'charges\\_%'").stream()
              .map(row -> row.split("[|]", -1)[0])
              .toList());
      rows(sigma, "SET SCHEMA reports");
      assertEquals("reports", sigma.getSchema());
      rows(sigma, "RESET schema");
      assertEquals("sigma", sigma.getSchema());
    }
    SQLException refused = assertThrows(SQLException.class, () -> connect(";schema=sigmas"));
    assertEquals("3F000", refused.getSQLState());
    emulator.clearRequests();
  }
}

package io.stripejdbc.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stripejdbc.emulator.request.RecordedRequest;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What tools call when they are opened, in their order: one request, which asks whether the key is
 * good, until somebody wants rows; and none where that is not asked for.
 */
class OpeningToolsTest {
  private static final List<String> ONE_REQUEST = List.of("GET /v1/account");

  private static Emulator emulator;

  private final List<Connection> open = new ArrayList<>();

  @BeforeAll
  static void start() {
    emulator = Emulator.start(EmulatorOptions.demo());
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @BeforeEach
  void nothingWasAsked() {
    emulator.clearRequests();
  }

  @AfterEach
  void disconnect() throws SQLException {
    for (Connection connection : open) {
      connection.close();
    }
  }

  private static String url() {
    return "jdbc:stripe:;accounts=platform;checkKeyOnConnect=on;apiBase=" + emulator.baseUri();
  }

  private Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url(), "", EmulatorOptions.DEMO_KEY);
    open.add(connection);
    return connection;
  }

  private static List<String> asked() {
    List<String> lines = emulator.requests().stream().map(RecordedRequest::line).toList();
    emulator.clearRequests();
    return lines;
  }

  private static int count(ResultSet rows) throws SQLException {
    int count = 0;
    try (rows) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          rows.getString(i);
        }
        count++;
      }
    }
    return count;
  }

  /** The columns and the first rows, as a grid takes them. */
  private static int show(Connection connection, String sql, int most) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(most);
      statement.setFetchSize(most);
      assertTrue(statement.execute(sql));
      return count(statement.getResultSet());
    }
  }

  /** A connection for the tree, one for metadata, one for the editor, as DBeaver keeps them. */
  @Test
  void dbeaverOpensItsTreeAndATable() throws SQLException {
    Connection main = connect();
    main.setAutoCommit(true);
    main.setReadOnly(false);
    DatabaseMetaData tree = connect().getMetaData();
    Connection editor = connect();
    assertEquals("\"", tree.getIdentifierQuoteString());
    assertFalse(tree.getSQLKeywords().isEmpty());
    count(tree.getTypeInfo());
    assertEquals(0, count(tree.getCatalogs()));
    assertTrue(count(tree.getSchemas()) >= 4);
    assertTrue(count(tree.getTables(null, "stripe", "%", null)) > 150);
    assertTrue(count(tree.getColumns(null, "stripe", "charges", "%")) > 50);
    assertTrue(count(tree.getPrimaryKeys(null, "stripe", "%")) > 150);
    assertTrue(count(tree.getImportedKeys(null, "stripe", "charges")) > 5);
    assertTrue(count(tree.getExportedKeys(null, "stripe", "charges")) > 5);
    count(tree.getIndexInfo(null, "stripe", "charges", false, true));
    count(tree.getProcedures(null, "stripe", "%"));
    assertEquals(ONE_REQUEST, asked());
    String table = "SELECT * FROM stripe.charges";
    assertEquals(200, show(editor, table, 200));
    assertEquals(2, asked().size());
    assertEquals(200, show(editor, table, 200));
    assertEquals(List.of(), asked());
    editor.commit();
  }

  /** IntelliJ's introspection of a database it does not know: everything, table by table. */
  @Test
  void datagripIntrospectsAllSchemas() throws SQLException {
    Connection connection = connect();
    assertTrue(connection.isValid(5));
    DatabaseMetaData data = connection.getMetaData();
    count(data.getTableTypes());
    List<String> tables = new ArrayList<>();
    try (ResultSet schemas = data.getSchemas()) {
      while (schemas.next()) {
        String schema = schemas.getString("TABLE_SCHEM");
        count(data.getColumns(null, schema, "%", "%"));
        count(data.getFunctions(null, schema, "%"));
        count(data.getProcedures(null, schema, "%"));
        count(data.getUDTs(null, schema, "%", null));
      }
    }
    try (ResultSet rows = data.getTables(null, "stripe", "%", null)) {
      while (rows.next()) {
        tables.add(rows.getString("TABLE_NAME"));
      }
    }
    for (String table : tables) {
      assertTrue(count(data.getPrimaryKeys(null, "stripe", table)) > 0, table);
      count(data.getImportedKeys(null, "stripe", table));
      count(data.getIndexInfo(null, "stripe", table, false, true));
    }
    assertEquals(ONE_REQUEST, asked());
  }

  /** JayDeBeApi with pandas or SQLAlchemy on it: no metadata but that of the result. */
  @Test
  void pythonAsksInSqlForWhatThereIs() throws SQLException {
    Connection connection = connect();
    connection.setAutoCommit(false);
    for (String sql :
        List.of(
            "SELECT version()",
            "SELECT current_schema",
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'stripe'",
            "SELECT column_name, data_type FROM information_schema.columns"
                + " WHERE table_schema = 'stripe' AND table_name = 'charges'",
            "SELECT * FROM charges WHERE 1 = 0")) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        assertTrue(statement.execute());
        ResultSetMetaData columns = statement.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          assertFalse(columns.getColumnName(i).isEmpty());
          assertTrue(columns.getColumnDisplaySize(i) > 0);
        }
        count(statement.getResultSet());
      }
    }
    connection.rollback();
    assertEquals(ONE_REQUEST, asked());
  }

  @Test
  void hikariFillsItsPoolAndChecksConnectionsOut() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url());
    config.setPassword(EmulatorOptions.DEMO_KEY);
    config.setMaximumPoolSize(4);
    config.setMinimumIdle(4);
    config.setReadOnly(true);
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    try (HikariDataSource pool = new HikariDataSource(config)) {
      for (int i = 0; i < 12; i++) {
        try (Connection connection = pool.getConnection()) {
          assertTrue(connection.isValid(5));
          connection.setReadOnly(false);
          connection.commit();
        }
      }
      assertEquals(ONE_REQUEST, asked());
    }
    config.setJdbcUrl(url().replace("checkKeyOnConnect=on;", ""));
    try (HikariDataSource pool = new HikariDataSource(config);
        Connection connection = pool.getConnection()) {
      assertTrue(count(connection.getMetaData().getTables(null, "stripe", "%", null)) > 150);
      assertEquals(List.of(), asked());
    }
  }

  /** A generic driver of Metabase: each table is tried for what may be selected. */
  @Test
  void metabaseSyncsItsTables() throws SQLException {
    Connection connection = connect();
    connection.setNetworkTimeout(Runnable::run, 60_000);
    connection.setReadOnly(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
    connection.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT);
    DatabaseMetaData data = connection.getMetaData();
    count(data.getSchemas());
    for (String table : List.of("charges", "customers", "balance", "invoices", "account_persons")) {
      String probe = "SELECT TRUE AS \"_\" FROM \"stripe\".\"%s\" WHERE 1 <> 1 LIMIT 0";
      assertEquals(0, show(connection, probe.formatted(table), 0), table);
      assertTrue(count(data.getColumns(null, "stripe", table, null)) > 0, table);
      count(data.getPrimaryKeys(null, "stripe", table));
      count(data.getImportedKeys(null, "stripe", table));
    }
    assertEquals(ONE_REQUEST, asked());
  }
}

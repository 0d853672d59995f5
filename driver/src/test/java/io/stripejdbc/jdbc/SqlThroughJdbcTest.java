package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SQL that clients send, through the real URL against the emulator. */
class SqlThroughJdbcTest {
  private static Emulator emulator;
  private static Connection connection;

  @BeforeAll
  static void connect() throws SQLException {
    emulator = Emulator.start(EmulatorOptions.demo().withScale(0.1));
    connection = connect(emulator);
  }

  private static Connection connect(Emulator stripe) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:stripe:;cache=off;accounts=platform;apiKey="
            + EmulatorOptions.DEMO_KEY
            + ";apiBase="
            + stripe.baseUri());
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
    emulator.close();
  }

  @BeforeEach
  void forget() {
    emulator.clearRequests();
  }

  private static List<String> column(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return column(rows);
    }
  }

  private static List<String> column(ResultSet rows) throws SQLException {
    List<String> values = new ArrayList<>();
    while (rows.next()) {
      values.add(rows.getString(1));
    }
    return values;
  }

  private static String state(String sql) {
    SQLException refused = assertThrows(SQLException.class, () -> column(sql), sql);
    assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
    return refused.getSQLState();
  }

  @Test
  void commentsBlanksAndOneSemicolonAreFine() throws SQLException {
    assertEquals(List.of("1"), column("\n -- first\n/* then */ SELECT 1 ; -- last\n"));
  }

  /** On an emulator of its own: the shared one may yet hear a page that a test before gave up. */
  @Test
  void queriesWithoutRowsMakeNoCallAndTellTheirColumns() throws SQLException {
    try (Emulator own = Emulator.start(EmulatorOptions.demo().withScale(0.1));
        Connection stripe = connect(own)) {
      own.clearRequests();
      for (String sql :
          List.of(
              "SELECT * FROM charges WHERE 1=0",
              "SELECT * FROM (SELECT * FROM charges) SPARK_GEN_SUBQ_0 WHERE 1=0",
              "SELECT * FROM \"stripe\".\"charges\" LIMIT 0")) {
        try (Statement statement = stripe.createStatement();
            ResultSet rows = statement.executeQuery(sql)) {
          assertTrue(rows.getMetaData().getColumnCount() > 20, sql);
          assertFalse(rows.next());
        }
      }
      try (PreparedStatement prepared = stripe.prepareStatement("SELECT * FROM charges")) {
        assertEquals("connected_account", prepared.getMetaData().getColumnName(1));
        assertEquals("charges", prepared.getMetaData().getTableName(1));
        assertEquals("stripe", prepared.getMetaData().getSchemaName(1));
      }
      assertEquals(List.of(), own.requests());
    }
  }

  @Test
  void limitsAreWrittenInEveryWay() throws SQLException {
    List<String> all = column("SELECT id FROM charges ORDER BY created DESC, id LIMIT 5");
    assertEquals(5, all.size());
    assertEquals(
        all.subList(2, 4),
        column("SELECT id FROM charges ORDER BY created DESC, id LIMIT 2 OFFSET 2"));
    assertEquals(
        all.subList(2, 4),
        column(
            "SELECT id FROM charges ORDER BY created DESC, id OFFSET 2 ROWS FETCH NEXT 2 ROWS"
                + " ONLY"));
    assertEquals(
        all.subList(0, 2), column("SELECT id FROM charges ORDER BY created DESC, id {limit 2}"));
  }

  @Test
  void namesAreBareOrQuotedInAnyCase() throws SQLException {
    assertEquals(
        column("SELECT id FROM charges LIMIT 1"),
        column("select \"ID\" from STRIPE.\"Charges\" limit 1"));
  }

  @Test
  void columnsAreOrderedByTheirNumber() throws SQLException {
    List<String> amounts = column("SELECT amount, id FROM charges ORDER BY 1 DESC LIMIT 3");
    assertEquals(3, amounts.size());
    assertTrue(Long.parseLong(amounts.get(0)) >= Long.parseLong(amounts.get(2)));
    assertEquals(2, column("SELECT created, id FROM charges ORDER BY 1 DESC LIMIT 2").size());
  }

  @Test
  void queriesWithoutATableRun() throws SQLException {
    assertEquals(List.of("1"), column("SELECT 1"));
    assertEquals(1, column("SELECT CURRENT_TIMESTAMP").size());
    assertEquals(List.of("1", "2"), column("VALUES (1), (2)"));
    assertEquals(List.of(), emulator.requests());
  }

  @Test
  void textIsComparedWithTimesDatesAndNumbers() throws SQLException {
    String day = "2026-10-01 00:00:00";
    List<String> typed =
        column("SELECT id FROM charges WHERE created > TIMESTAMP '" + day + "' ORDER BY id");
    assertFalse(typed.isEmpty());
    assertEquals(
        typed, column("SELECT id FROM charges WHERE created > '" + day + ".000' ORDER BY id"));
    assertEquals(
        typed, column("SELECT id FROM charges WHERE created > {ts '" + day + "'} ORDER BY id"));
    assertEquals(
        column("SELECT id FROM charges WHERE amount > 1000 ORDER BY id"),
        column("SELECT id FROM charges WHERE amount > '1000' ORDER BY id"));
  }

  @Test
  void maxRowsStopsThePaging() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(200);
      statement.setFetchSize(10_000);
      assertEquals(200, column(statement.executeQuery("SELECT * FROM charges")).size());
    }
    assertTrue(emulator.requests().size() <= 2, emulator.requests().toString());
  }

  /** LibreOffice's row sets show one row less than they are told to, of any driver. */
  @Test
  void maxRowsEndsTheRowsAtThatRowAndNotBefore() throws SQLException {
    for (int most : new int[] {1, 3, 100, 101}) {
      try (Statement statement =
          connection.createStatement(
              ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
        statement.setMaxRows(most);
        ResultSet rows = statement.executeQuery("SELECT id FROM charges");
        assertTrue(rows.isBeforeFirst());
        for (int i = 1; i <= most; i++) {
          assertTrue(rows.next());
          assertEquals(i, rows.getRow());
          assertEquals(i == 1, rows.isFirst());
          assertFalse(rows.isAfterLast());
        }
        assertFalse(rows.next());
        assertTrue(rows.isAfterLast());
        assertEquals(0, rows.getRow());
      }
    }
  }

  @Test
  void closingEarlyStopsThePaging() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM events")) {
      assertTrue(rows.next());
    }
    int asked = emulator.requests().size();
    assertTrue(asked < 12, "calls: " + asked);
  }

  private static List<String> bound(String sql, Object... values) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      return column(prepared.executeQuery());
    }
  }

  @Test
  void rowCountsTakeAnyWholeNumber() throws SQLException {
    String limit = "SELECT id FROM charges ORDER BY created DESC, id LIMIT ? OFFSET ?";
    List<String> expected =
        column("SELECT id FROM charges ORDER BY created DESC, id LIMIT 2 OFFSET 1");
    assertEquals(expected, bound(limit, 2, 1));
    assertEquals(expected, bound(limit, 2L, 1L));
    assertEquals(expected, bound(limit, (short) 2, java.math.BigDecimal.ONE));
    assertEquals(2, bound("SELECT id FROM charges FETCH FIRST ? ROWS ONLY", 2L).size());
  }

  @Test
  void parametersAreCoercedToTheColumnsType() throws SQLException {
    LocalDateTime day = LocalDateTime.parse("2026-10-01T00:00:00");
    String after = "SELECT id FROM charges WHERE created >= ? ORDER BY id";
    List<String> expected =
        column(
            "SELECT id FROM charges WHERE created >= TIMESTAMP '2026-10-01 00:00:00' ORDER BY id");
    assertFalse(expected.isEmpty());
    assertEquals(expected, bound(after, day));
    assertEquals(expected, bound(after, Timestamp.valueOf(day)));
    assertEquals(expected, bound(after, java.sql.Date.valueOf(day.toLocalDate())));
    assertEquals(expected, bound(after, day.toLocalDate()));
    assertEquals(expected, bound(after, Instant.parse("2026-10-01T00:00:00Z")));
    assertEquals(expected, bound(after, OffsetDateTime.parse("2026-10-01T02:00:00+02:00")));
    assertEquals(
        expected,
        bound(
            "SELECT id FROM charges WHERE created >= CAST(? AS TIMESTAMP) ORDER BY id",
            "2026-10-01 00:00:00"));
    String more = "SELECT id FROM charges WHERE amount > ? ORDER BY id";
    List<String> dear = column("SELECT id FROM charges WHERE amount > 1000 ORDER BY id");
    assertEquals(dear, bound(more, 1000));
    assertEquals(dear, bound(more, 1000L));
    assertEquals(dear, bound(more, 1000.0));
    assertEquals(dear, bound(more, new java.math.BigDecimal("1000")));
    assertEquals(dear, bound(more, "1000"));
  }

  @Test
  void parametersReachTheCall() throws SQLException {
    assertEquals(
        List.of(),
        bound("SELECT id FROM charges WHERE created >= ?", Instant.parse("2030-01-01T00:00:00Z")));
    assertEquals(1, emulator.requests().size());
    assertTrue(emulator.requests().get(0).query().contains("created[gte]"));
  }

  @Test
  void parametersAreDescribedBeforeExecution() throws SQLException {
    try (PreparedStatement prepared =
        connection.prepareStatement("SELECT id FROM charges WHERE amount > ? AND id = ?")) {
      assertEquals(2, prepared.getParameterMetaData().getParameterCount());
      assertEquals(Types.BIGINT, prepared.getParameterMetaData().getParameterType(1));
    }
    assertThrows(SQLSyntaxErrorException.class, () -> connection.prepareStatement("SELEC 1"));
    assertEquals(List.of(), emulator.requests());
  }

  @Test
  void faultsOfTheSqlHaveTheirState() {
    assertEquals("42601", state("SELECT FROM WHERE"));
    assertEquals("42S02", state("SELECT * FROM nothing_like_it"));
    assertEquals("42S22", state("SELECT no_such_column FROM charges"));
    assertEquals("42702", state("SELECT id FROM charges a, charges b"));
    assertEquals("42883", state("SELECT no_such_function(1)"));
    assertEquals("25006", state("DELETE FROM charges"));
    assertEquals("25006", state("CREATE UNLOGGED TABLE x"));
    assertEquals("42S02", state("DESCRIBE nothing"));
    assertEquals("3F000", state("SHOW TABLES FROM nothing"));
    assertEquals("22012", state("SELECT 1/0"));
    assertEquals("0A000", state("{call p()}"));
    assertEquals(List.of(), emulator.requests());
  }

  @Test
  void columnsOfResultsAndOfMetadataAgree() throws SQLException {
    try (ResultSet columns = connection.getMetaData().getColumns(null, "stripe", "invoices", "%");
        PreparedStatement prepared = connection.prepareStatement("SELECT * FROM invoices")) {
      var result = prepared.getMetaData();
      int i = 0;
      while (columns.next()) {
        i++;
        String name = columns.getString("COLUMN_NAME");
        assertEquals(name, result.getColumnName(i));
        assertEquals(columns.getInt("DATA_TYPE"), result.getColumnType(i), name);
        assertEquals(columns.getString("TYPE_NAME"), result.getColumnTypeName(i), name);
        assertEquals(columns.getInt("NULLABLE"), result.isNullable(i), name);
        assertEquals(columns.getInt("COLUMN_SIZE"), result.getPrecision(i), name);
      }
      assertEquals(result.getColumnCount(), i);
    }
  }

  @Test
  void everyTableOfTheMetadataCanBePrepared() throws SQLException {
    try (ResultSet tables = connection.getMetaData().getTables(null, "system", "%", null)) {
      while (tables.next()) {
        String name = tables.getString(2) + ".\"" + tables.getString(3) + "\"";
        try (ResultSet columns =
                connection.getMetaData().getColumns(null, "system", tables.getString(3), "%");
            PreparedStatement all = connection.prepareStatement("SELECT * FROM " + name)) {
          assertNotNull(all.getMetaData());
          for (int i = 1; i <= all.getMetaData().getColumnCount(); i++) {
            assertTrue(columns.next());
            assertEquals(columns.getString("COLUMN_NAME"), all.getMetaData().getColumnName(i));
            assertEquals(columns.getInt("DATA_TYPE"), all.getMetaData().getColumnType(i), name);
          }
          assertFalse(columns.next());
        }
      }
    }
  }
}

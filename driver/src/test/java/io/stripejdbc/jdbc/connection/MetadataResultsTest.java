package io.stripejdbc.jdbc.connection;

import static io.stripejdbc.jdbc.MetadataRows.labels;
import static io.stripejdbc.jdbc.MetadataRows.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The metadata result sets over the real catalogue. */
class MetadataResultsTest {
  private static Connection connection;
  private static DatabaseMetaData meta;

  @BeforeAll
  static void connect() throws SQLException {
    connection =
        new ConnectionFactory(DriverModule::open, n -> null).connect("jdbc:stripe:demo", null, 0);
    meta = connection.getMetaData();
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  private static List<String> tableNames(String schema, String pattern) throws SQLException {
    return rows(meta.getTables(null, schema, pattern, null), "TABLE_NAME");
  }

  @Test
  void thereAreNoCatalogs() throws SQLException {
    assertEquals(List.of(), rows(meta.getCatalogs(), "TABLE_CAT"));
  }

  @Test
  void schemasAreListedWithoutACatalog() throws SQLException {
    assertTrue(rows(meta.getSchemas(), "TABLE_SCHEM").containsAll(List.of("stripe", "system")));
    assertEquals(List.of("TABLE_SCHEM", "TABLE_CATALOG"), labels(meta.getSchemas()));
    assertEquals(List.of("stripe|null"), schemas("STR%"));
    assertEquals(List.of(), schemas("x%"));
  }

  private static List<String> schemas(String pattern) throws SQLException {
    return rows(meta.getSchemas(null, pattern), "TABLE_SCHEM", "TABLE_CATALOG");
  }

  @Test
  void tableTypesAreSortedAndPlain() throws SQLException {
    assertEquals(
        List.of("SYSTEM TABLE", "TABLE", "VIEW"), rows(meta.getTableTypes(), "TABLE_TYPE"));
  }

  @Test
  void tablesAreSortedByTypeSchemaAndName() throws SQLException {
    List<String> all =
        rows(meta.getTables(null, null, null, null), "TABLE_TYPE", "TABLE_SCHEM", "TABLE_NAME");
    assertEquals(new ArrayList<>(new TreeSet<>(all)), all);
    assertTrue(all.contains("TABLE|stripe|charges"));
    assertTrue(all.contains("SYSTEM TABLE|system|columns"));
  }

  @Test
  void tableTypesFilterAndAnEmptyArrayFindsNothing() throws SQLException {
    assertEquals(List.of(), rows(meta.getTables(null, null, "%", new String[0]), "TABLE_NAME"));
    assertEquals(
        List.of(),
        rows(meta.getTables(null, null, "%", new String[] {"BASE TABLE"}), "TABLE_NAME"));
    List<String> system =
        rows(meta.getTables(null, null, "%", new String[] {"SYSTEM TABLE"}), "TABLE_SCHEM");
    assertEquals(Set.of("information_schema", "system"), new HashSet<>(system));
  }

  @Test
  void everyTableHasRemarksAndNothingInTheTrailingColumns() throws SQLException {
    try (ResultSet rows = meta.getTables(null, null, "%", null)) {
      while (rows.next()) {
        assertFalse(rows.getString("remarks").isBlank(), rows.getString(3));
        for (int i = 6; i <= 10; i++) {
          assertNull(rows.getString(i));
          assertTrue(rows.wasNull());
        }
        assertNull(rows.getString("TABLE_CAT"));
      }
    }
  }

  @Test
  void patternsMatchInAnyCaseWithEscapesAndUnescapedUnderscores() throws SQLException {
    assertEquals(List.of("payment_intents"), tableNames("STRIPE", "payment\\_intents"));
    assertEquals(List.of("payment_intents"), tableNames("stripe", "PAYMENT_INTENTS"));
    assertEquals(List.of(), tableNames("stripe", "payment\\_i"));
    assertEquals(List.of("charges"), tableNames("s_ripe", "charge_"));
    assertEquals(List.of(), tableNames("stripe", "charge\\_"));
    assertEquals(List.of(), tableNames("stripe", ""));
    assertEquals(List.of(), tableNames("", "charges"));
    assertTrue(tableNames("stripe", "%balance%").size() > 3);
  }

  @Test
  void aCatalogOfAnyOtherNameHoldsNothing() throws SQLException {
    for (String catalog : new String[] {null, "", "%"}) {
      assertEquals(
          1, rows(meta.getTables(catalog, "stripe", "charges", null), "TABLE_NAME").size());
    }
    assertEquals(List.of(), rows(meta.getTables("c", null, "%", null), "TABLE_NAME"));
    assertEquals(List.of(), rows(meta.getColumns("c", null, "%", "%"), "TABLE_NAME"));
    assertEquals(List.of(), rows(meta.getSchemas("c", null), "TABLE_SCHEM"));
    assertEquals(List.of(), rows(meta.getPrimaryKeys("c", null, "charges"), "TABLE_NAME"));
    assertEquals(List.of(), rows(meta.getIndexInfo("c", null, "x", false, true), "TABLE_NAME"));
  }

  @Test
  void columnsAreContiguousTypedAndConsistent() throws SQLException {
    Set<String> types = new HashSet<>(rows(meta.getTypeInfo(), "TYPE_NAME"));
    String table = "";
    int ordinal = 0;
    try (ResultSet rows = meta.getColumns(null, "%", "%", "%")) {
      while (rows.next()) {
        String name = rows.getString("TABLE_SCHEM") + "." + rows.getString("TABLE_NAME");
        ordinal = name.equals(table) ? ordinal + 1 : 1;
        assertTrue(name.compareTo(table) >= 0, name);
        table = name;
        String where = name + "." + rows.getString("COLUMN_NAME");
        assertEquals(ordinal, rows.getInt("ORDINAL_POSITION"), where);
        assertTrue(types.contains(rows.getString("TYPE_NAME")), where);
        assertTrue(rows.getInt("COLUMN_SIZE") > 0, where);
        assertEquals(
            rows.getInt("NULLABLE") == DatabaseMetaData.columnNullable ? "YES" : "NO",
            rows.getString("IS_NULLABLE"));
        assertEquals("NO", rows.getString("IS_AUTOINCREMENT"));
        assertEquals("NO", rows.getString("IS_GENERATEDCOLUMN"));
        assertFalse(rows.getString("REMARKS").isBlank(), where);
        assertNull(rows.getString("COLUMN_DEF"));
      }
    }
  }

  @Test
  void columnsTellWhatTheirTypeIs() throws SQLException {
    try (ResultSet rows = meta.getColumns(null, "stripe", "charges", "%")) {
      while (rows.next()) {
        switch (rows.getString("COLUMN_NAME")) {
          case "amount" -> described(rows, Types.BIGINT, "BIGINT", 19, null, 10, null);
          case "created" -> described(rows, Types.TIMESTAMP, "TIMESTAMP", 19, 0, null, null);
          case "captured" -> described(rows, Types.BOOLEAN, "BOOLEAN", 1, null, null, null);
          case "id" -> described(rows, Types.VARCHAR, "VARCHAR", 255, null, null, 255);
          default -> {}
        }
      }
    }
  }

  private static void described(
      ResultSet row, int type, String name, int size, Integer digits, Integer radix, Integer bytes)
      throws SQLException {
    assertEquals(type, row.getInt("DATA_TYPE"));
    assertEquals(name, row.getString("TYPE_NAME"));
    assertEquals(size, row.getInt("COLUMN_SIZE"));
    assertEquals(digits, row.getObject("DECIMAL_DIGITS", Integer.class));
    assertEquals(radix, row.getObject("NUM_PREC_RADIX", Integer.class));
    assertEquals(bytes, row.getObject("CHAR_OCTET_LENGTH", Integer.class));
  }

  @Test
  void typesAreUniqueSortedAndThoseOfColumnsAndResults() throws SQLException {
    List<String> types = rows(meta.getTypeInfo(), "TYPE_NAME");
    assertEquals(types.size(), new HashSet<>(types).size());
    assertTrue(
        types.containsAll(
            List.of(
                "VARCHAR",
                "BOOLEAN",
                "INTEGER",
                "BIGINT",
                "DOUBLE",
                "DECIMAL",
                "DATE",
                "TIMESTAMP")));
    int last = Integer.MIN_VALUE;
    try (ResultSet rows = meta.getTypeInfo()) {
      while (rows.next()) {
        assertTrue(rows.getInt("DATA_TYPE") > last);
        last = rows.getInt("DATA_TYPE");
        assertTrue(rows.getInt("PRECISION") >= 0);
        assertEquals(DatabaseMetaData.typeNullable, rows.getShort("NULLABLE"));
      }
    }
  }

  @Test
  void whatDoesNotExistHasItsColumnsAndNoRows() throws SQLException {
    List<ResultSet> empty =
        List.of(
            meta.getProcedures(null, null, null),
            meta.getProcedureColumns(null, null, null, null),
            meta.getFunctions(null, null, "none"),
            meta.getFunctionColumns(null, null, "none", null),
            meta.getVersionColumns(null, null, "charges"),
            meta.getSuperTypes(null, null, null),
            meta.getSuperTables(null, null, null),
            meta.getUDTs(null, null, null, null),
            meta.getAttributes(null, null, null, null),
            meta.getPseudoColumns(null, null, null, null),
            meta.getTablePrivileges(null, null, null),
            meta.getColumnPrivileges(null, null, "charges", null));
    List<Integer> counts = new ArrayList<>();
    for (ResultSet rows : empty) {
      assertFalse(rows.next());
      counts.add(rows.getMetaData().getColumnCount());
    }
    assertEquals(List.of(9, 20, 6, 17, 8, 6, 4, 7, 21, 12, 7, 8), counts);
  }

  @Test
  void columnsOfResultSetsAreThoseOfTheJavadoc() throws SQLException {
    assertEquals(24, labels(meta.getColumns(null, null, "none", null)).size());
    assertEquals(14, labels(meta.getImportedKeys(null, null, "none")).size());
    assertEquals("DEFERRABILITY", labels(meta.getImportedKeys(null, null, "none")).get(13));
    assertEquals(13, labels(meta.getIndexInfo(null, null, "none", true, true)).size());
    assertEquals(18, labels(meta.getTypeInfo()).size());
    assertEquals(8, labels(meta.getBestRowIdentifier(null, null, "none", 0, true)).size());
    ResultSet columns = meta.getColumns(null, null, "none", null);
    assertEquals(Types.INTEGER, columns.getMetaData().getColumnType(5));
    assertEquals(Types.SMALLINT, columns.getMetaData().getColumnType(22));
  }

  @Test
  void clientInfoPropertiesAreThoseThatAreAccepted() throws SQLException {
    assertEquals(
        List.of("ApplicationName", "ClientHostname", "ClientUser"),
        rows(meta.getClientInfoProperties(), "NAME"));
  }

  @Test
  void manyResultSetsAreOpenAtOnceAndBelongToNobody() throws SQLException {
    ResultSet outer = meta.getTables(null, "stripe", "%", null);
    assertTrue(outer.next());
    String first = outer.getString("TABLE_NAME");
    try (ResultSet inner = meta.getPrimaryKeys(null, "stripe", first)) {
      assertTrue(inner.next());
      assertNull(inner.getStatement());
    }
    assertEquals(first, outer.getString("table_name"));
    assertTrue(outer.next());
    assertNotNull(outer.getString(3));
  }

  @Test
  void metadataNeverStartsThePlannerAndTakesMilliseconds() throws SQLException {
    long start = System.nanoTime();
    rows(meta.getColumns(null, null, "%", "%"), "COLUMN_NAME");
    rows(meta.getImportedKeys(null, null, "%"), "FK_NAME");
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis < 2_000, millis + " ms");
  }

  @Test
  void theSystemTablesNameTheSameTablesAndColumns() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertEquals(
          rows(meta.getTables(null, null, "%", null), "TABLE_SCHEM", "TABLE_NAME", "REMARKS")
              .stream()
              .sorted()
              .toList(),
          rows(
                  statement.executeQuery(
                      "SELECT table_schema, table_name, remarks FROM system.tables"),
                  "table_schema",
                  "table_name",
                  "remarks")
              .stream()
              .sorted()
              .toList());
      assertEquals(
          rows(
              meta.getColumns(null, null, "%", "%"),
              "TABLE_SCHEM",
              "TABLE_NAME",
              "ORDINAL_POSITION",
              "COLUMN_NAME",
              "REMARKS"),
          rows(
              statement.executeQuery(
                  "SELECT * FROM system.columns ORDER BY table_schema, table_name, ordinal_position"),
              "table_schema",
              "table_name",
              "ordinal_position",
              "column_name",
              "remarks"));
    }
  }
}

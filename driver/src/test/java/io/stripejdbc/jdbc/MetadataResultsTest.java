package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
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
    connection = new Connector(Assembly::open, n -> null).connect("jdbc:stripe:demo", null, 0);
    meta = connection.getMetaData();
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  /** All rows as text, columns joined by a bar. */
  private static List<String> rows(ResultSet rows, String... labels) throws SQLException {
    List<String> found = new ArrayList<>();
    while (rows.next()) {
      List<String> values = new ArrayList<>();
      for (String label : labels) {
        values.add(rows.getString(label));
      }
      found.add(String.join("|", values));
    }
    return found;
  }

  private static List<String> labels(ResultSet rows) throws SQLException {
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
      labels.add(rows.getMetaData().getColumnLabel(i));
    }
    return labels;
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
    assertEquals(Set.of("system"), new HashSet<>(system));
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
      ResultSet row, int type, String name, int size, Integer digits, Integer radix, Integer octets)
      throws SQLException {
    assertEquals(type, row.getInt("DATA_TYPE"));
    assertEquals(name, row.getString("TYPE_NAME"));
    assertEquals(size, row.getInt("COLUMN_SIZE"));
    assertEquals(digits, row.getObject("DECIMAL_DIGITS", Integer.class));
    assertEquals(radix, row.getObject("NUM_PREC_RADIX", Integer.class));
    assertEquals(octets, row.getObject("CHAR_OCTET_LENGTH", Integer.class));
  }

  @Test
  void primaryKeysAreNamedAndNotNull() throws SQLException {
    assertEquals(
        List.of("charges|connected_account|1|charges_pkey", "charges|id|2|charges_pkey"),
        rows(
            meta.getPrimaryKeys(null, "STRIPE", "Charges"),
            "TABLE_NAME",
            "COLUMN_NAME",
            "KEY_SEQ",
            "PK_NAME"));
    Set<String> keys =
        new HashSet<>(rows(meta.getPrimaryKeys(null, null, null), "TABLE_NAME", "COLUMN_NAME"));
    assertTrue(keys.size() > 200, "all tables: " + keys.size());
    try (ResultSet rows = meta.getColumns(null, null, null, null)) {
      while (rows.next()) {
        String column = rows.getString("TABLE_NAME") + "|" + rows.getString("COLUMN_NAME");
        assertTrue(!keys.contains(column) || rows.getInt("NULLABLE") == 0, column);
      }
    }
  }

  @Test
  void anUnderscoreOfAnExactNameIsALiteral() throws SQLException {
    assertEquals(2, rows(meta.getPrimaryKeys(null, null, "payment_intents"), "KEY_SEQ").size());
    assertEquals(2, rows(meta.getPrimaryKeys(null, null, "payment\\_intents"), "KEY_SEQ").size());
    assertEquals(0, rows(meta.getPrimaryKeys(null, null, "charge_"), "KEY_SEQ").size());
    assertEquals(0, rows(meta.getPrimaryKeys(null, "", "charges"), "KEY_SEQ").size());
  }

  private static final String[] KEY = {
    "FK_NAME",
    "FKTABLE_NAME",
    "FKCOLUMN_NAME",
    "PKTABLE_NAME",
    "PKCOLUMN_NAME",
    "KEY_SEQ",
    "PK_NAME"
  };

  @Test
  void foreignKeysSayTheSameFromBothSidesAndBetween() throws SQLException {
    Set<String> imported = new TreeSet<>(rows(meta.getImportedKeys(null, null, "%"), KEY));
    assertEquals(imported, new TreeSet<>(rows(meta.getExportedKeys(null, null, null), KEY)));
    assertEquals(
        imported,
        new TreeSet<>(rows(meta.getCrossReference(null, null, null, null, null, null), KEY)));
    assertTrue(imported.size() > 200, "references: " + imported.size());
    assertEquals(
        List.of(
            "refunds_charge_fkey|refunds|connected_account|charges|connected_account|1|charges_pkey",
            "refunds_charge_fkey|refunds|charge|charges|id|2|charges_pkey"),
        rows(meta.getCrossReference(null, "stripe", "charges", "", "stripe", "refunds"), KEY));
  }

  @Test
  void foreignKeysReferToColumnsOfPrimaryKeysByTheirName() throws SQLException {
    Set<String> keys =
        new HashSet<>(
            rows(meta.getPrimaryKeys(null, null, "%"), "PK_NAME", "TABLE_NAME", "COLUMN_NAME"));
    Set<String> seen = new HashSet<>();
    try (ResultSet rows = meta.getImportedKeys(null, null, "%")) {
      while (rows.next()) {
        String target =
            rows.getString("PK_NAME")
                + "|"
                + rows.getString("PKTABLE_NAME")
                + "|"
                + rows.getString("PKCOLUMN_NAME");
        assertTrue(keys.contains(target), target);
        assertEquals(3, rows.getShort("UPDATE_RULE"));
        assertEquals(3, rows.getShort("DELETE_RULE"));
        assertEquals(7, rows.getShort("DEFERRABILITY"));
        assertNull(rows.getString("PKTABLE_CAT"));
        assertTrue(seen.add(rows.getString("FK_NAME") + rows.getInt("KEY_SEQ")));
      }
    }
  }

  @Test
  void theAccountOfARowRefersToAccounts() throws SQLException {
    assertTrue(
        rows(meta.getImportedKeys(null, "stripe", "charges"), KEY)
            .contains(
                "charges_connected_account_fkey|charges|connected_account|accounts|connected_account"
                    + "|1|accounts_pkey"));
  }

  @Test
  void keysAreSortedAsTheJavadocSays() throws SQLException {
    List<String> imported =
        rows(meta.getImportedKeys(null, null, "charges"), "PKTABLE_NAME", "KEY_SEQ");
    assertEquals(imported.stream().sorted().toList(), imported);
    List<String> exported =
        rows(meta.getExportedKeys(null, null, "charges"), "FKTABLE_NAME", "KEY_SEQ");
    assertEquals(exported.stream().sorted().toList(), exported);
  }

  @Test
  void indexesAreTheKeyAndTheFilterableColumns() throws SQLException {
    String[] columns = {"NON_UNIQUE", "INDEX_NAME", "TYPE", "ORDINAL_POSITION", "COLUMN_NAME"};
    List<String> unique = rows(meta.getIndexInfo(null, "stripe", "charges", true, false), columns);
    assertEquals(
        List.of("false|charges_pkey|3|1|connected_account", "false|charges_pkey|3|2|id"), unique);
    List<String> all = rows(meta.getIndexInfo(null, "stripe", "charges", false, true), columns);
    assertEquals(unique, all.subList(0, 2));
    assertTrue(all.contains("true|charges_created_idx|3|1|created"), all.toString());
  }

  @Test
  void theBestRowIdentifierIsThePrimaryKey() throws SQLException {
    assertEquals(
        List.of("2|connected_account|1", "2|id|1"),
        rows(
            meta.getBestRowIdentifier(null, "stripe", "charges", 2, true),
            "SCOPE",
            "COLUMN_NAME",
            "PSEUDO_COLUMN"));
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
}

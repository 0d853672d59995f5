package io.stripejdbc.jdbc.connection;

import static io.stripejdbc.jdbc.MetadataRows.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keys and indexes as metadata tells them, over the real catalogue. */
class MetadataKeysTest {
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
}

package io.stripejdbc.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tables of H2 beside Stripe's: what is left to H2, what is not, and how many calls a join costs.
 */
class AttachedH2Test {
  private static final String H2 = "jdbc:h2:mem:attached;DB_CLOSE_DELAY=-1";
  private static final String URL =
      "jdbc:stripe:;cache=off;accounts=platform;apiKey=" + EmulatorOptions.DEMO_KEY + ";apiBase=";

  private static Emulator emulator;
  private static SpyDriver spy;
  private static Connection shop;
  private Connection connection;

  @BeforeAll
  static void fill() throws SQLException {
    emulator = Emulator.start(EmulatorOptions.demo().withScale(0.1));
    spy = SpyDriver.register();
    shop = DriverManager.getConnection(H2, "sa", "");
    List<String> charges = new ArrayList<>();
    try (Connection stripe = DriverManager.getConnection(URL + emulator.baseUri());
        Statement statement = stripe.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM charges LIMIT 40")) {
      while (rows.next()) {
        charges.add(rows.getString(1));
      }
    }
    try (Statement h2 = shop.createStatement()) {
      h2.execute(
          "CREATE TABLE orders (id INT PRIMARY KEY, status VARCHAR(20), charge_id VARCHAR(60),"
              + " amount DECIMAL(12,2), customer_id BIGINT, placed TIMESTAMP(6), sold DATE,"
              + " paid BOOLEAN, code CHAR(6), secret VARBINARY(20), note CLOB, ref UUID,"
              + " tags VARCHAR(10) ARRAY, at TIMESTAMP(6) WITH TIME ZONE)");
      h2.execute("CREATE TABLE customers (id BIGINT PRIMARY KEY, name VARCHAR(40))");
      h2.execute("INSERT INTO customers VALUES (1, 'Ann'), (2, 'ben'), (3, NULL)");
      for (int i = 0; i < 40; i++) {
        h2.execute(
            "INSERT INTO orders VALUES ("
                + i
                + ", "
                + (i % 2 == 0 ? "'paid'" : "'open'")
                + ", '"
                + charges.get(i)
                + "', "
                + i
                + ".25, "
                + (i % 4 == 3 ? "NULL" : i % 4 + 1)
                + ", TIMESTAMP '2026-03-29 02:30:"
                + (10 + i % 2)
                + ".123456', DATE '2026-03-29', "
                + (i % 3 == 0)
                + ", 'ab', X'00', 'long', '00000000-0000-0000-0000-0000000000"
                + (10 + i)
                + "', ARRAY['x', 'y'], TIMESTAMP WITH TIME ZONE '2026-03-29 02:30:00.5+02')");
      }
    }
  }

  @AfterAll
  static void drop() throws SQLException {
    try (Statement h2 = shop.createStatement()) {
      h2.execute("SHUTDOWN");
    }
    spy.close();
    emulator.close();
  }

  @BeforeEach
  void connect() throws SQLException {
    Properties attached = new Properties();
    attached.setProperty("attach.shop", SpyDriver.PREFIX + H2);
    attached.setProperty("attach.shop.user", "sa");
    connection = DriverManager.getConnection(URL + emulator.baseUri(), attached);
    emulator.clearRequests();
    spy.statements();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    assertEquals(0, spy.open(), "connections left open");
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(rows.getString(i));
        }
        found.add(String.join("|", row));
      }
    }
    return found;
  }

  /** SQL that H2 was sent for rows, without what finds out about the database. */
  private static List<String> asked() {
    return spy.statements().stream().filter(sql -> sql.contains(" t0")).toList();
  }

  @Test
  void aJoinWithChargesLooksUpTheIdsOfTheOrdersThatMeetTheCondition() throws SQLException {
    List<String> found =
        rows(
            "SELECT o.id, c.id = o.charge_id, c.amount > 0 FROM shop.orders o"
                + " JOIN charges c ON c.id = o.charge_id WHERE o.status = 'paid'");
    assertEquals(20, found.size());
    assertTrue(found.stream().allMatch(row -> row.endsWith("|true|true")), found.toString());
    assertEquals(
        List.of(
            "SELECT t0.\"ID\", t0.\"CHARGE_ID\" FROM \"PUBLIC\".\"ORDERS\" t0"
                + " WHERE t0.\"STATUS\" = ?"),
        asked());
    assertTrue(emulator.requests().size() <= 20, emulator.requests().toString());
  }

  @Test
  void conditionsGoToTheOtherDatabase() throws SQLException {
    assertEquals(
        List.of("4|5.25", "6|7.25").size(),
        rows("SELECT id, amount + 1 FROM shop.orders WHERE amount > 3.5 AND id < 8 AND paid").size()
            + 1);
    String sql = asked().get(0);
    assertTrue(sql.contains("t0.\"AMOUNT\" > ?"), sql);
    assertTrue(sql.contains("t0.\"ID\" < ?"), sql);
    assertTrue(sql.contains("t0.\"PAID\" = ?"), sql);
  }

  @Test
  void groupsAndJoinsStayInTheOtherDatabase() throws SQLException {
    assertEquals(
        List.of("open|20|400.00", "paid|20|390.00").size(),
        rows("SELECT status, COUNT(*), SUM(id) FROM shop.orders GROUP BY status ORDER BY status")
            .size());
    assertEquals(
        List.of(
            "SELECT t0.\"STATUS\", COUNT(*), SUM(t0.\"ID\") FROM \"PUBLIC\".\"ORDERS\" t0"
                + " GROUP BY t0.\"STATUS\""),
        asked());
    assertEquals(
        List.of("Ann|10", "ben|10", "null|10"),
        rows(
            "SELECT k.name, COUNT(*) FROM shop.orders o JOIN shop.customers k"
                + " ON k.id = o.customer_id GROUP BY k.name ORDER BY k.name NULLS LAST"));
    assertEquals(
        List.of(
            "SELECT t1.\"NAME\", COUNT(*) FROM \"PUBLIC\".\"ORDERS\" t0 JOIN"
                + " \"PUBLIC\".\"CUSTOMERS\" t1 ON t0.\"CUSTOMER_ID\" = t1.\"ID\""
                + " GROUP BY t1.\"NAME\""),
        asked());
  }

  @Test
  void limitAndOrderOfNumbersGoThereAndOrderOfTextStaysHere() throws SQLException {
    assertEquals(List.of("39", "38"), rows("SELECT id FROM shop.orders ORDER BY id DESC LIMIT 2"));
    assertTrue(asked().get(0).endsWith("ORDER BY t0.\"ID\" DESC NULLS FIRST LIMIT 2"));
    assertEquals(2, rows("SELECT charge_id FROM shop.orders ORDER BY charge_id LIMIT 2").size());
    assertFalse(asked().get(0).contains("ORDER BY"));
  }

  @Test
  void timesAreReadWithoutTheZoneOfTheJvm() throws SQLException {
    assertEquals(
        List.of("2026-03-29 02:30:10.123|2026-03-29|2026-03-29 00:30:00.500"),
        rows("SELECT placed, sold, at FROM shop.orders WHERE id = 0"));
    assertEquals(
        List.of("20"),
        rows(
            "SELECT COUNT(*) FROM shop.orders WHERE placed = TIMESTAMP '2026-03-29 02:30:10.123'"));
    assertEquals(
        List.of("0"),
        rows(
            "SELECT COUNT(*) FROM shop.orders WHERE placed > TIMESTAMP '2026-03-29 02:30:11.123'"));
    assertEquals(
        List.of("40"),
        rows("SELECT COUNT(*) FROM shop.orders WHERE at = TIMESTAMP '2026-03-29 00:30:00.5'"));
  }

  @Test
  void textsOfOtherTypesAreReadAsTheyAreShown() throws SQLException {
    assertEquals(
        List.of("ab|long|00000000-0000-0000-0000-000000000010|[x, y]"),
        rows("SELECT code, note, ref, tags FROM shop.orders WHERE id = 0"));
    assertEquals(40, rows("SELECT id FROM shop.orders WHERE code = 'ab'").size());
  }

  @Test
  void whatCannotBeReadIsLeftOutWithAWarningOnce() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM shop.orders WHERE id = 1")) {
      assertTrue(rows.next());
      assertEquals(13, rows.getMetaData().getColumnCount());
      List<String> warnings = new ArrayList<>();
      for (SQLWarning w = rows.getWarnings(); w != null; w = w.getNextWarning()) {
        warnings.add(w.getMessage());
      }
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        warnings.add(w.getMessage());
      }
      assertTrue(warnings.toString().contains("SECRET (BINARY VARYING)"), warnings.toString());
      assertTrue(warnings.toString().contains("shop.ORDERS.PLACED"), warnings.toString());
    }
  }

  @Test
  void metadataShowsItsTablesAndMakesNoCall() throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows = connection.getMetaData().getTables(null, "shop", "%", null)) {
      while (rows.next()) {
        tables.add(rows.getString("TABLE_NAME") + " " + rows.getString("TABLE_TYPE"));
      }
    }
    assertEquals(List.of("CUSTOMERS TABLE", "ORDERS TABLE"), tables);
    try (ResultSet rows = connection.getMetaData().getPrimaryKeys(null, "shop", "ORDERS")) {
      assertTrue(rows.next());
      assertEquals("ID", rows.getString("COLUMN_NAME"));
    }
    try (ResultSet rows = connection.getMetaData().getColumns(null, "shop", "ORDERS", "AMOUNT")) {
      assertTrue(rows.next());
      assertEquals("DECIMAL", rows.getString("TYPE_NAME"));
      assertEquals(12, rows.getInt("COLUMN_SIZE"));
    }
    connection.setSchema("shop");
    assertEquals(List.of("40"), rows("SELECT COUNT(*) FROM orders"));
    assertEquals(List.of(), emulator.requests());
  }

  @Test
  void nothingIsConnectedToBeforeItIsAskedFor() throws SQLException {
    int before = spy.opened();
    assertEquals(List.of("1"), rows("SELECT 1"));
    rows("SELECT id FROM charges LIMIT 1");
    try (ResultSet tables = connection.getMetaData().getTables(null, "stripe", "%", null)) {
      assertTrue(tables.next());
    }
    assertEquals(before, spy.opened());
  }

  @Test
  void severalCursorsAreOpenAtOnce() throws SQLException {
    try (Statement one = connection.createStatement();
        Statement two = connection.createStatement();
        ResultSet first = one.executeQuery("SELECT id FROM shop.orders");
        ResultSet second = two.executeQuery("SELECT id FROM shop.customers")) {
      assertTrue(first.next());
      assertTrue(second.next());
      assertTrue(first.next());
    }
    assertNotNull(connection);
    assertNull(connection.getWarnings());
  }

  @Test
  void writingIsRefused() {
    SQLException refused = assertThrows(SQLException.class, () -> rows("DELETE FROM shop.orders"));
    assertEquals("25006", refused.getSQLState());
  }

  @Test
  void aKeyOfTimesThatAreCutIsNone() throws SQLException {
    try (Statement h2 = shop.createStatement()) {
      h2.execute("CREATE TABLE ticks (at TIMESTAMP(6) PRIMARY KEY, n INT)");
      h2.execute(
          "INSERT INTO ticks VALUES (TIMESTAMP '2026-03-29 02:30:00.000001', 1),"
              + " (TIMESTAMP '2026-03-29 02:30:00.000002', 2)");
      checkTicks();
      h2.execute("DROP TABLE ticks");
    }
  }

  private void checkTicks() throws SQLException {
    assertEquals(1, rows("SELECT DISTINCT at FROM shop.ticks").size());
    assertEquals(1, rows("SELECT at, sum(n) FROM shop.ticks GROUP BY at").size());
    String join =
        "FROM (SELECT CAST(TIMESTAMP '2026-03-29 02:30:00' AS TIMESTAMP(3)) AS at, c.id AS id"
            + " FROM shop.customers c) o LEFT JOIN shop.ticks t ON t.at = o.at";
    assertEquals(6, rows("SELECT o.id, t.n " + join).size());
    assertEquals(6, rows("SELECT o.id " + join).size());
    assertEquals(6, rows("SELECT o.id " + join + " ORDER BY o.id").size());
    assertEquals(List.of("6"), rows("SELECT count(*) " + join));
  }
}

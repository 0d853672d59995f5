package io.stripejdbc.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.jdbc.JdbcSchema;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.FilterableTable;
import org.apache.calcite.schema.SchemaPlus;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tables of Stripe beside tables of other adapters, in one statement of stock Calcite. */
class CalciteJoinTest {
  private static final String SHOP = "jdbc:h2:mem:calcite_join;DB_CLOSE_DELAY=-1";

  private static final String CALLS =
      "SELECT path || ' @' || connected_account FROM \"system\".requests WHERE query_id ="
          + " (SELECT MAX(query_id) FROM \"system\".queries WHERE outcome <> 'running')";

  private static CalciteConnections.Opened opened;
  private static CalciteConnection calcite;
  private static Connection log;
  private static Connection shop;
  private static List<String> charges;
  private static final List<List<RexNode>> SEEN = new ArrayList<>();

  @BeforeAll
  static void connect() throws SQLException {
    log = DriverManager.getConnection("jdbc:stripe:demo;cache=off");
    opened = CalciteConnections.open(Map.of("demo", true, "cache", "off"));
    calcite = opened.connection();
    charges =
        CalciteConnections.rows(
            calcite, "SELECT id FROM charges WHERE connected_account = 'platform' LIMIT 30");
    shop = DriverManager.getConnection(SHOP);
    try (Statement statement = shop.createStatement()) {
      statement.execute("SET QUERY_STATISTICS TRUE");
      statement.execute("CREATE TABLE orders (nr INT PRIMARY KEY, buyer VARCHAR, charge VARCHAR)");
    }
    try (PreparedStatement insert = shop.prepareStatement("INSERT INTO orders VALUES (?, ?, ?)")) {
      for (int i = 0; i < 1000; i++) {
        insert.setInt(1, i);
        insert.setString(2, i % 50 == 0 ? "Łucja" : "buyer" + i);
        insert.setString(3, charges.get(i / 50 % 20));
        insert.executeUpdate();
      }
    }
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(SHOP);
    SchemaPlus root = calcite.getRootSchema();
    root.add("shop", JdbcSchema.create(root, "shop", source, null, "PUBLIC"));
    root.add("files", new AbstractSchema()).add("orders", new FileTable());
  }

  @AfterAll
  static void close() throws SQLException {
    opened.close();
    shop.close();
    log.close();
  }

  /** As a CSV file's table: it may be told conditions, and has to be read as a whole. */
  private static final class FileTable extends AbstractTable implements FilterableTable {
    @Override
    public RelDataType getRowType(RelDataTypeFactory types) {
      return types
          .builder()
          .add("nr", SqlTypeName.INTEGER)
          .add("charge", SqlTypeName.VARCHAR)
          .build();
    }

    @Override
    public Enumerable<Object[]> scan(DataContext root, List<RexNode> filters) {
      SEEN.add(List.copyOf(filters));
      List<Object[]> rows = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        rows.add(new Object[] {i, charges.get(i % 3)});
      }
      return Linq4j.asEnumerable(rows);
    }
  }

  private static List<String> calls() throws SQLException {
    return CalciteConnections.rows(log, CALLS);
  }

  @Test
  void twentyOrdersOfADatabaseAreTwentyLookupsOrFewerPages() throws SQLException {
    List<String> rows =
        CalciteConnections.rows(
            calcite,
            "SELECT o.nr, c.id, c.amount FROM shop.orders o JOIN charges c ON c.id = o.charge"
                + " WHERE o.nr >= 50 AND MOD(o.nr, 50) = 0"
                + " AND c.connected_account = 'platform'");
    assertEquals(19, rows.size());
    List<String> made = calls();
    assertTrue(made.size() <= 20, made.toString());
    assertTrue(
        statementsOfTheShop().stream().anyMatch(sql -> sql.contains("WHERE \"NR\" >= 50")),
        statementsOfTheShop().toString());
  }

  @Test
  void idsThatStandTwiceAreLookedUpOnce() throws SQLException {
    List<String> rows =
        CalciteConnections.rows(
            calcite,
            "SELECT o.nr, c.id FROM shop.orders o JOIN charges c ON c.id = o.charge"
                + " WHERE o.nr < 75 AND c.connected_account = 'platform'");
    assertEquals(75, rows.size());
    List<String> expected = new ArrayList<>();
    charges.subList(0, 2).forEach(id -> expected.add("/v1/charges/" + id + " @platform"));
    List<String> made = calls();
    Collections.sort(made);
    Collections.sort(expected);
    assertEquals(expected, made);
  }

  @Test
  void textsBeyondLatinAreComparedWhereTheyLie() throws SQLException {
    try (PreparedStatement statement =
        calcite.prepareStatement(
            "SELECT o.nr FROM shop.orders o JOIN charges c ON c.id = o.charge"
                + " WHERE o.buyer = ? AND o.nr < 200 AND c.connected_account = 'platform'")) {
      statement.setString(1, "Łucja");
      List<Integer> found = new ArrayList<>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getInt(1));
        }
      }
      Collections.sort(found);
      assertEquals(List.of(0, 50, 100, 150), found);
    }
    assertEquals(4, calls().size());
  }

  @Test
  void aTableThatFiltersIsToldItsConditions() throws SQLException {
    SEEN.clear();
    List<String> rows =
        CalciteConnections.rows(
            calcite,
            "SELECT f.nr, c.id FROM files.orders f JOIN charges c ON c.id = f.charge"
                + " WHERE f.nr > 3 AND c.connected_account = 'platform'");
    assertEquals(2, rows.size());
    assertEquals(2, calls().size());
    assertTrue(SEEN.stream().anyMatch(filters -> filters.size() == 1), SEEN.toString());
  }

  @Test
  void rowsThatStandInTheStatementAreLookedUp() throws SQLException {
    List<String> rows =
        CalciteConnections.rows(
            calcite,
            "SELECT v.n, c.id FROM (VALUES (1, '"
                + charges.get(0)
                + "'), (2, 'ch_none'), (3, '"
                + charges.get(4)
                + "')) AS v (n, id) JOIN charges c ON c.id = v.id"
                + " WHERE c.connected_account = 'platform'");
    assertEquals(2, rows.size());
    assertEquals(3, calls().size());
  }

  @Test
  void theBudgetOfCallsHolds() throws SQLException {
    try (CalciteConnections.Opened poor =
        CalciteConnections.open(Map.of("demo", true, "cache", "off", "maxRequestsPerQuery", 3))) {
      SQLException failure =
          assertThrows(
              SQLException.class,
              () ->
                  CalciteConnections.rows(
                      poor.connection(), "SELECT id FROM balance_transactions"));
      assertEquals("54000", CalciteConnections.ours(failure).getSQLState());
      assertTrue(failure.getMessage().contains("maxRequestsPerQuery"), failure.getMessage());
    }
  }

  @Test
  void twoKeysInOneStatementAreEachReadWithTheirOwn() throws SQLException {
    SchemaPlus root = calcite.getRootSchema();
    root.add(
        "other",
        new StripeSchemaFactory()
            .create(root, "other", Map.of("demo", true, "cache", "off", "accounts", "platform")));
    List<String> rows =
        CalciteConnections.rows(
            calcite,
            "SELECT a.id FROM charges a JOIN other.charges b ON a.id = b.id"
                + " WHERE a.id = '"
                + charges.get(0)
                + "' AND a.connected_account = 'platform'");
    assertEquals(List.of(charges.get(0)), rows);
    CalciteConnections.Opened.close(calcite, "other");
  }

  private static List<String> statementsOfTheShop() throws SQLException {
    return CalciteConnections.rows(
        shop, "SELECT SQL_STATEMENT FROM INFORMATION_SCHEMA.QUERY_STATISTICS");
  }
}

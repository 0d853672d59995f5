package io.stripejdbc.calcite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.jdbc.property.ConnectionSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema factory: its operands, in a model and in code. */
class StripeSchemaFactoryTest {
  private static ConnectionSettings read(Map<String, Object> operand) {
    return OperandReader.read(operand, name -> null);
  }

  @Test
  void operandsAreThePropertiesOfAConnection() {
    ConnectionSettings settings =
        read(
            Map.of(
                "apiKey",
                "rk_test_x",
                "accounts",
                List.of("platform", "acct_1"),
                "MAXREQUESTSPERQUERY",
                7,
                "cache",
                "off"));
    assertEquals(List.of("platform", "acct_1"), settings.scope().accounts());
    assertEquals(7, settings.statement().maxRequestsPerQuery());
    assertFalse(settings.caching().cache().caches());
  }

  @Test
  void theKeyComesFromTheEnvironmentWhereNoOperandHasIt() {
    ConnectionSettings settings = OperandReader.read(Map.of(), name -> "rk_test_env");
    assertEquals("rk_test_env", settings.api().apiKey().secret());
  }

  @Test
  void anUnknownOperandIsRefusedWithTheNearestName() {
    assertEquals(
        "Unknown property 'account'; did you mean 'accounts'?",
        refused(Map.of("demo", true, "account", "platform")));
  }

  @Test
  void aBadValueIsRefusedAsInAConnection() throws SQLException {
    String message = refused(Map.of("demo", true, "cacheTtlSeconds", "ten"));
    SQLException connection =
        assertThrows(
            SQLException.class,
            () -> DriverManager.getConnection("jdbc:stripe:demo;cacheTtlSeconds=ten"));
    assertEquals(connection.getMessage(), message);
    assertEquals("Operand 'demo' must be true or false, was yes", refused(Map.of("demo", "yes")));
    assertTrue(refused(Map.of()).startsWith("No API key"));
  }

  @Test
  void whatASessionOfTheDriverHasIsRefused() {
    assertEquals(
        "Operand 'timeZone' is for connections of the driver; set it in Calcite's own",
        refused(Map.of("demo", true, "timeZone", "Asia/Tokyo")));
    assertEquals(
        "Operand 'attach.shop' is for connections of the driver; add a JdbcSchema beside this",
        refused(Map.of("demo", true, "attach.shop", "jdbc:h2:mem:x")));
  }

  @Test
  void aKeyIsInNoMessage() {
    String message = refused(Map.of("apiKey", "rk_test_se cret"));
    assertFalse(message.contains("cret"), message);
  }

  @Test
  void whatAModelAddsIsNoOperand() {
    assertTrue(read(Map.of("demo", "TRUE", "modelUri", "x", "baseDirectory", "y")).api().demo());
  }

  @Test
  void aModelFileGivesTablesAndViews(@TempDir Path folder) throws Exception {
    Path model = folder.resolve("model.json");
    Files.writeString(
        model,
        """
        {"version": "1.0", "defaultSchema": "stripe", "schemas": [{
          "name": "stripe", "type": "custom",
          "factory": "io.stripejdbc.calcite.StripeSchemaFactory",
          "operand": {"demo": true, "accounts": ["platform"], "maxRequestsPerQuery": 50}}]}
        """);
    Properties info = new Properties();
    info.setProperty("model", model.toString());
    info.setProperty("lex", "MYSQL_ANSI");
    try (Connection calcite = DriverManager.getConnection("jdbc:calcite:", info)) {
      assertEquals(3, CalciteConnections.rows(calcite, "SELECT id FROM charges LIMIT 3").size());
      assertEquals(
          List.of("platform"),
          CalciteConnections.rows(calcite, "SELECT DISTINCT connected_account FROM reports.mrr"));
      assertEquals(
          1, CalciteConnections.rows(calcite, "SELECT id FROM sigma.charges LIMIT 1").size());
      CalciteConnections.Opened.close(
          calcite.unwrap(org.apache.calcite.jdbc.CalciteConnection.class), "stripe");
    }
  }

  @Test
  void aLaterVersionShowsItsListsHereToo() throws Exception {
    try (CalciteConnections.Opened later =
            CalciteConnections.open(Map.of("demo", true, "apiVersion", "2026-10-28.endive"));
        CalciteConnections.Opened pinned = CalciteConnections.open(Map.of("demo", true))) {
      String sql = "SELECT id FROM tax_locations WHERE connected_account = 'platform' LIMIT 2";
      assertEquals(2, CalciteConnections.rows(later.connection(), sql).size());
      assertThrows(SQLException.class, () -> CalciteConnections.rows(pinned.connection(), sql));
    }
  }

  private static String refused(Map<String, Object> operand) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> read(operand));
    return String.valueOf(refusal.getMessage());
  }
}

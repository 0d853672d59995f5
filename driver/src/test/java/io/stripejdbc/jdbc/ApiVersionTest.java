package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.emulator.request.RecordedRequest;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.jdbc.property.DriverProperty;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A later version of the API is sent, and shows the lists that came with it. */
@Timeout(120)
class ApiVersionTest {
  private static final String LATEST = "2026-10-28.endive";
  private static final String LOCATIONS = "SELECT count(*) FROM tax_locations";

  private static Connection connect(Emulator emulator, String version) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:stripe:;accounts=platform;apiKey="
            + EmulatorOptions.DEMO_KEY
            + ";apiBase="
            + emulator.baseUri()
            + version);
  }

  @Test
  void theVersionIsSentAndItsListsAreTables() throws SQLException, IOException {
    try (Emulator emulator = Emulator.start(EmulatorOptions.demo().withScale(0.01))) {
      try (Connection connection = connect(emulator, ";apiVersion=" + LATEST)) {
        assertEquals(List.of("24"), AnsweringServer.rows(connection, LOCATIONS));
        RecordedRequest last = emulator.requests().get(emulator.requests().size() - 1);
        assertEquals("/v1/tax/locations", last.path());
        assertEquals(List.of(LATEST), last.headers().get("stripe-version"));
        assertEquals(
            List.of("tax_locations"),
            AnsweringServer.rows(
                connection,
                "SELECT table_name FROM system.tables WHERE table_name = 'tax_locations'"));
        assertTrue(
            connection.getMetaData().getTables(null, "stripe", "tax_locations", null).next());
        assertEquals(
            List.of(LATEST),
            AnsweringServer.rows(
                connection, "SELECT value FROM system.properties WHERE name = 'apiVersion'"));
      }
      try (Connection connection = connect(emulator, ";apiVersion=2026-09-30.endive")) {
        assertEquals(
            List.of("24"), AnsweringServer.rows(connection, "SELECT count(*) FROM apps_installs"));
        assertUnknown(connection);
      }
      try (Connection connection = connect(emulator, "")) {
        assertUnknown(connection);
        assertEquals(
            false,
            connection.getMetaData().getTables(null, "stripe", "tax_locations", null).next());
      }
    }
  }

  private static void assertUnknown(Connection connection) {
    SQLException unknown =
        assertThrows(SQLException.class, () -> AnsweringServer.rows(connection, LOCATIONS));
    assertEquals("42S02", unknown.getSQLState());
    String since = "since version " + LATEST + " of its API, set property 'apiVersion'";
    assertTrue(unknown.getMessage().contains(since), unknown.getMessage());
  }

  @Test
  void anOlderVersionIsRefusedByName() {
    SQLException refused =
        assertThrows(
            SQLException.class,
            () -> DriverManager.getConnection("jdbc:stripe:demo;apiVersion=2020-08-27"));
    assertEquals("08001", refused.getSQLState());
    assertTrue(
        refused.getMessage().contains("'apiVersion' must be one of 2026-07-29.dahlia"),
        refused.getMessage());
    assertTrue(refused.getMessage().contains("was '2020-08-27'"), refused.getMessage());
  }

  @Test
  void thePropertyTakesTheVersionsOfTheCatalogue() {
    BundledCatalog catalog = BundledCatalog.instance();
    assertEquals(catalog.versions(), DriverProperty.API_VERSION.choices());
    assertEquals(catalog.apiVersion(), DriverProperty.API_VERSION.standard());
  }
}

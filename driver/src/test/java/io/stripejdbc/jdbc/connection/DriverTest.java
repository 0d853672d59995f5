package io.stripejdbc.jdbc.connection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.StripeDriver;
import io.stripejdbc.jdbc.DriverVersion;
import io.stripejdbc.jdbc.property.DriverProperty;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DriverTest {
  private final StripeDriver driver = new StripeDriver();

  private static Map<String, DriverPropertyInfo> byName(DriverPropertyInfo[] infos) {
    return Stream.of(infos).collect(Collectors.toMap(info -> info.name, info -> info));
  }

  @Test
  void itIsFoundByServiceLoaderAndRegisteredOnce() throws SQLException {
    assertTrue(
        ServiceLoader.load(Driver.class).stream().anyMatch(p -> p.type() == StripeDriver.class));
    assertInstanceOf(StripeDriver.class, DriverManager.getDriver("jdbc:stripe:demo"));
    long registered = DriverManager.drivers().filter(StripeDriver.class::isInstance).count();
    assertEquals(1, registered);
  }

  @Test
  void itTakesItsOwnPrefixOnly() throws SQLException {
    assertTrue(driver.acceptsURL("jdbc:stripe:"));
    assertTrue(driver.acceptsURL("jdbc:stripe:anything at all"));
    assertFalse(driver.acceptsURL("jdbc:stripes:x"));
    assertFalse(driver.acceptsURL("jdbc:postgresql://localhost/stripe"));
    assertFalse(driver.acceptsURL(""));
    assertThrows(SQLException.class, () -> driver.acceptsURL(null));
  }

  @Test
  void aForeignUrlGivesNoConnectionAndNoError() throws SQLException {
    assertNull(driver.connect("jdbc:h2:mem:x", new Properties()));
    assertNull(driver.connect("", null));
    assertThrows(SQLException.class, () -> driver.connect(null, null));
  }

  @Test
  void itsVersionIsThatOfTheMetadataAndItIsNoFullJdbcDatabase() {
    assertEquals(DriverVersion.MAJOR, driver.getMajorVersion());
    assertEquals(DriverVersion.MINOR, driver.getMinorVersion());
    assertFalse(driver.jdbcCompliant());
    assertEquals("io.stripejdbc", driver.getParentLogger().getName());
  }

  @Test
  void propertyInfoWorksWithoutUrlAndProperties() {
    for (String url :
        new String[] {null, "", "jdbc:other:x", "jdbc:stripe:;cache=", "jdbc:stripe:%"}) {
      assertEquals(DriverProperty.values().length, driver.getPropertyInfo(url, null).length);
    }
  }

  @Test
  void propertyInfoShowsTheValueInForce() {
    Properties info = new Properties();
    info.setProperty("cache", "off");
    info.setProperty("search", "on");
    var shown = byName(driver.getPropertyInfo("jdbc:stripe:;cache=memory", info));
    assertEquals("memory", shown.get("cache").value);
    assertEquals("on", shown.get("search").value);
    assertEquals("5", shown.get("maxRetries").value);
    assertArrayEquals(new String[] {"memory", "disk", "off"}, shown.get("cache").choices);
    assertNull(shown.get("maxRetries").choices);
    assertNotNull(shown.get("apiBase").description);
  }

  @Test
  void theKeyIsNeverEchoedAndRequiredOnlyWhileItIsMissing() {
    ConnectionFactory factory = new ConnectionFactory((s, n) -> null, name -> null);
    var missing = byName(factory.propertyInfo("jdbc:stripe:", null)).get("apiKey");
    assertTrue(missing.required);
    Properties info = new Properties();
    info.setProperty("password", "sk_test_demo");
    var given = byName(factory.propertyInfo("jdbc:stripe:", info)).get("apiKey");
    assertFalse(given.required);
    assertNull(given.value);
    assertFalse(byName(factory.propertyInfo("jdbc:stripe:demo", null)).get("apiKey").required);
  }

  @Test
  void theLoginTimeoutReachesTheContext() throws SQLException {
    long[] seen = new long[1];
    ConnectionFactory factory =
        new ConnectionFactory(
            (settings, nanos) -> {
              seen[0] = nanos;
              return new FakeConnectionContext();
            },
            name -> null);
    factory.connect("jdbc:stripe:demo", null, 3).close();
    assertEquals(3_000_000_000L, seen[0]);
    factory.connect("jdbc:stripe:demo", null, 0).close();
    assertEquals(Long.MAX_VALUE, seen[0]);
  }

  @Test
  void aFaultWhileConnectingIsAnSqlException() {
    ConnectionFactory factory =
        new ConnectionFactory(
            (settings, nanos) -> {
              throw new IllegalStateException("bug");
            },
            name -> null);
    SQLException failed =
        assertThrows(SQLException.class, () -> factory.connect("jdbc:stripe:demo", null, 0));
    assertEquals("HY000", failed.getSQLState());
  }
}

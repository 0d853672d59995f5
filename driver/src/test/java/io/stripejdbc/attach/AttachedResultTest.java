package io.stripejdbc.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the other database takes for equal or different otherwise than we do changes no row. */
class AttachedResultTest {
  private static final String URL = "jdbc:h2:mem:results";
  private static final String TIME = "TIMESTAMP '2026-01-01 10:00:00.123'";

  private Connection h2;
  private AttachedEngines engines;

  @BeforeEach
  void fill() throws SQLException {
    h2 = DriverManager.getConnection(URL, "sa", "");
    try (Statement statement = h2.createStatement()) {
      statement.execute("CREATE TABLE orders (id INT PRIMARY KEY, k INT, at TIMESTAMP(6))");
      statement.execute(
          "INSERT INTO orders VALUES (1, 1, '2026-01-01 10:00:00.1239'),"
              + " (2, NULL, '2026-01-01 10:00:00.1231'), (3, 7, '2026-01-01 10:00:00.124')");
      statement.execute("CREATE TABLE plans (k INT, name VARCHAR(9))");
      statement.execute("INSERT INTO plans VALUES (1, 'one'), (NULL, 'none')");
      statement.execute("CREATE TABLE events (at TIMESTAMP(6) PRIMARY KEY)");
      statement.execute(
          "INSERT INTO events VALUES ('2026-01-01 10:00:00.1239'), ('2026-01-01 10:00:00.1231')");
    }
    engines = new AttachedEngines(URL, "sa");
  }

  @AfterEach
  void close() throws SQLException {
    engines.close();
    h2.close();
  }

  @Test
  void aJoinThatTakesNullForEqualStaysHere() throws SQLException {
    assertEquals(
        List.of("1|one|", "2|none|"),
        engines.pushed(
            "SELECT o.id, p.name FROM shop.orders o JOIN shop.plans p"
                + " ON o.k IS NOT DISTINCT FROM p.k ORDER BY o.id"));
    assertEquals(
        List.of("1|one|", "2|none|", "3|null|"),
        engines.pushed(
            "SELECT o.id, p.name FROM shop.orders o LEFT JOIN shop.plans p"
                + " ON o.k IS NOT DISTINCT FROM p.k ORDER BY o.id"));
  }

  @Test
  void beforeATimeAndUntilItAreTwoQueriesOfOneStatement() throws SQLException {
    assertEquals(
        List.of("0|2|3|1|"),
        engines.pushed(
            "SELECT (SELECT COUNT(*) FROM shop.orders WHERE at < %1$s),".formatted(TIME)
                + " (SELECT COUNT(*) FROM shop.orders WHERE at <= %1$s),".formatted(TIME)
                + " (SELECT COUNT(*) FROM shop.orders WHERE at >= %1$s),".formatted(TIME)
                + " (SELECT COUNT(*) FROM shop.orders WHERE at > %1$s)".formatted(TIME)));
  }

  @Test
  void whatFollowsATimeWithMoreDigitsInAnOrderIsSortedHere() throws SQLException {
    assertEquals(
        List.of("1|"), engines.pushed("SELECT id FROM shop.orders ORDER BY at, id LIMIT 1"));
    assertEquals(
        List.of("3|"), engines.pushed("SELECT id FROM shop.orders ORDER BY at DESC LIMIT 1"));
  }

  @Test
  void keysThatAreEqualAsTheyAreReadAreOneValue() throws SQLException {
    assertEquals(1, engines.pushed("SELECT DISTINCT at FROM shop.events").size());
    assertEquals(List.of("1|"), engines.pushed("SELECT COUNT(DISTINCT at) FROM shop.events"));
  }
}

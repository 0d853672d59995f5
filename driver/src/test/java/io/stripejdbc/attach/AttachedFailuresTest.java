package io.stripejdbc.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in an attached database is said of it by name, and stops when we do. */
public class AttachedFailuresTest {
  /** Called by H2 for each row; begun when the first is there. */
  private static final class Slow {
    private static CountDownLatch begun = new CountDownLatch(1);
  }

  /** An alias of H2's: takes a hundredth of a second, and H2 looks at cancellation between rows. */
  public static int slowly(int value) throws InterruptedException {
    Slow.begun.countDown();
    TimeUnit.MILLISECONDS.sleep(10);
    return value;
  }

  private static Connection connect(String url, String password) throws SQLException {
    Properties attached = new Properties();
    attached.setProperty("attach.shop", url);
    attached.setProperty("attach.shop.user", "sa");
    attached.setProperty("attach.shop.password", password);
    return DriverManager.getConnection("jdbc:stripe:demo", attached);
  }

  private static SQLException failure(Connection connection, String sql) {
    return assertThrows(
        SQLException.class,
        () -> {
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
              rows.getString(1);
            }
          }
        },
        sql);
  }

  @Test
  void anotherPasswordIs28000AndADatabaseThatIsNotThereIs08001(@TempDir Path folder)
      throws SQLException {
    String url = "jdbc:h2:mem:failures";
    try (Connection owner = DriverManager.getConnection(url, "sa", "right");
        Connection wrong = connect(url, "topsecret")) {
      SQLException refused = failure(wrong, "SELECT * FROM shop.orders");
      assertEquals("28000", refused.getSQLState());
      assertTrue(refused.getMessage().contains("'shop'"), refused.getMessage());
      assertFalse(refused.getMessage().contains("topsecret"), refused.getMessage());
      assertFalse(owner.isClosed());
      // What is Stripe's goes on.
      try (Statement statement = wrong.createStatement();
          ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM system.properties")) {
        assertTrue(rows.next());
      }
    }
    Path missing = folder.resolve("missing");
    try (Connection nowhere = connect("jdbc:h2:" + missing, "")) {
      SQLException refused = failure(nowhere, "SELECT * FROM shop.orders");
      assertEquals("08001", refused.getSQLState(), refused.getMessage());
      assertThrows(
          SQLException.class, () -> nowhere.getMetaData().getTables(null, "shop", "%", null));
    }
    assertFalse(Files.exists(Path.of(missing + ".mv.db")), "a database was made");
    try (Connection nowhere = connect("jdbc:sqlite:" + folder.resolve("missing.db"), "")) {
      assertEquals("08001", failure(nowhere, "SELECT * FROM shop.orders").getSQLState());
    }
    assertFalse(Files.exists(folder.resolve("missing.db")), "a database was made");
  }

  @Test
  void tablesThatAreGoneAndTablesThatAreNotThere() throws SQLException {
    String url = "jdbc:h2:mem:gone";
    try (Connection owner = DriverManager.getConnection(url, "sa", "");
        Statement h2 = owner.createStatement();
        Connection connection = connect(url, "")) {
      h2.execute("CREATE TABLE orders (id INT, big DECIMAL(30, 20))");
      h2.execute("CREATE TABLE \"Orders\" (id VARCHAR(5))");
      assertEquals("42S02", failure(connection, "SELECT * FROM shop.nothing").getSQLState());
      assertEquals(
          "42S22", failure(connection, "SELECT nothing FROM shop.\"ORDERS\"").getSQLState());
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM shop.\"ORDERS\"")) {
        assertTrue(rows.next());
      }
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT * FROM shop.\"Orders\"")) {
        assertEquals(1, rows.getMetaData().getColumnCount());
      }
      h2.execute("DROP TABLE orders");
      SQLException gone = failure(connection, "SELECT * FROM shop.\"ORDERS\"");
      assertEquals("58030", gone.getSQLState(), gone.getMessage());
      assertTrue(gone.getMessage().contains("'shop.ORDERS'"), gone.getMessage());
    }
  }

  @Test
  void cancelAndTimeOutEndTheStatementThere() throws Exception {
    String url = "jdbc:h2:mem:slow";
    try (SpyDriver spy = SpyDriver.register();
        Connection owner = DriverManager.getConnection(url, "sa", "");
        Statement h2 = owner.createStatement()) {
      h2.execute(
          "CREATE ALIAS slowly FOR '" + AttachedFailuresTest.class.getName() + ".slowly(int)'");
      h2.execute(
          "CREATE VIEW orders AS SELECT slowly(x) AS id FROM SYSTEM_RANGE(1, 100000) WHERE"
              + " slowly(x) > 0");
      try (Connection connection = connect(SpyDriver.PREFIX + url, "");
          Statement statement = connection.createStatement()) {
        Slow.begun = new CountDownLatch(1);
        Thread canceller =
            new Thread(
                () -> {
                  try {
                    Slow.begun.await();
                    statement.cancel();
                  } catch (InterruptedException | SQLException e) {
                    throw new IllegalStateException(e);
                  }
                });
        canceller.start();
        SQLException cancelled =
            assertThrows(
                SQLException.class,
                () -> statement.executeQuery("SELECT MAX(id) FROM shop.orders"));
        canceller.join();
        assertEquals("57014", cancelled.getSQLState(), cancelled.getMessage());
        assertTrue(spy.cancelled() > 0);
        int before = spy.cancelled();
        statement.setQueryTimeout(1);
        SQLException late =
            assertThrows(
                SQLException.class,
                () -> statement.executeQuery("SELECT MIN(id) FROM shop.orders"));
        assertEquals("HYT00", late.getSQLState(), late.getMessage());
        assertTrue(spy.cancelled() > before);
      }
      assertEquals(0, spy.open());
    }
  }
}

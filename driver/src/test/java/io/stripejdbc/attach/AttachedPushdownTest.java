package io.stripejdbc.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random statements have the same rows whether their work is left to the other database or done
 * here, in every database that can be had.
 */
class AttachedPushdownTest {
  private static final int STATEMENTS = Integer.getInteger("stripejdbc.attached.statements", 25);
  private static final long SEED = Long.getLong("stripejdbc.attached.seed", 20261129L);

  private static final String[] STATUS = {"paid", "Paid", "paid ", "open", "", null, "PAID"};
  private static final String[] PLACED = {
    "2026-03-29 02:30:00.123456",
    "2026-03-29 02:30:00.123",
    "2026-03-29 02:30:00.124",
    "1969-12-31 23:59:59.999999",
    "2024-02-29 00:00:00",
    null
  };

  private static String quoted(@Nullable String type, @Nullable String text) {
    String name = type == null ? "" : type + " ";
    return text == null ? "NULL" : name + "'" + text + "'";
  }

  private static void fill(Connection connection, boolean times, String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE orders (id INTEGER PRIMARY KEY, status "
              + text
              + ", amount DECIMAL(10,2), customer_id BIGINT"
              + (times ? ", placed TIMESTAMP, sold DATE, moment TIMESTAMP WITH TIME ZONE)" : ")"));
      statement.execute("CREATE TABLE customers (id BIGINT PRIMARY KEY, name " + text + ")");
      statement.execute(
          "INSERT INTO customers VALUES (1, 'paid'), (2, 'Paid'), (3, NULL), (4, 'open'),"
              + " (5, 'open')");
      for (int i = 0; i < 40; i++) {
        String placed = PLACED[i % PLACED.length];
        List<String> values = new ArrayList<>();
        values.add(String.valueOf(i));
        values.add(quoted(null, STATUS[i % STATUS.length]));
        values.add(i % 11 == 10 ? "NULL" : (i % 9 - 2) + ".25");
        values.add(i % 6 == 5 ? "NULL" : String.valueOf(i % 6));
        if (times) {
          values.add(quoted("TIMESTAMP", placed));
          values.add(quoted("DATE", placed == null ? null : placed.substring(0, 10)));
          values.add(
              placed == null ? "NULL" : "CAST('" + placed + "+00:00' AS TIMESTAMP WITH TIME ZONE)");
        }
        statement.execute("INSERT INTO orders VALUES (" + String.join(", ", values) + ")");
      }
    }
  }

  private static void compare(String url, @Nullable String user, boolean times)
      throws SQLException {
    RandomShopStatements statements = new RandomShopStatements(SEED, times);
    List<String> faults = new ArrayList<>();
    int rows = 0;
    try (AttachedEngines engines = new AttachedEngines(url, user)) {
      for (int i = 0; i < STATEMENTS; i++) {
        RandomShopStatements.Statement next = statements.next();
        List<String> pushed = new ArrayList<>(engines.pushed(next.sql()));
        List<String> own = new ArrayList<>(engines.own(next.sql()));
        rows += own.size();
        if (!next.sorted()) {
          pushed.sort(String::compareTo);
          own.sort(String::compareTo);
        }
        if (!pushed.equals(own)) {
          faults.add(next.sql() + "\n  left to it: " + pushed + "\n  here: " + own);
        }
      }
    }
    assertEquals("", String.join("\n", faults), "seed " + SEED);
    assertTrue(rows > STATEMENTS, "hardly any rows");
  }

  @Test
  void h2AnswersAsWeDo() throws SQLException {
    String url = "jdbc:h2:mem:pushdown;TIME ZONE=Europe/Berlin";
    try (Connection h2 = DriverManager.getConnection(url, "sa", "")) {
      fill(h2, true, "VARCHAR(20)");
      compare(url, "sa", true);
    }
  }

  /** Where equal texts need not be the same text. */
  @Test
  void h2ThatIgnoresLetterCaseAnswersAsWeDo() throws SQLException {
    String url = "jdbc:h2:mem:lenient";
    try (Connection h2 = DriverManager.getConnection(url, "sa", "")) {
      try (Statement statement = h2.createStatement()) {
        statement.execute("SET COLLATION ENGLISH STRENGTH PRIMARY");
      }
      fill(h2, true, "VARCHAR(20)");
      compare(url, "sa", true);
    }
    String ignoring = "jdbc:h2:mem:ignoring";
    try (Connection h2 = DriverManager.getConnection(ignoring, "sa", "")) {
      fill(h2, true, "VARCHAR_IGNORECASE(20)");
      compare(ignoring, "sa", true);
    }
  }

  @Test
  void postgresqlAnswersAsWeDo() throws SQLException, IOException, InterruptedException {
    Optional<PostgresServer> started = PostgresServer.start();
    assumeTrue(started.isPresent(), "PostgreSQL is not installed");
    try (PostgresServer server = started.get()) {
      try (Connection postgres = DriverManager.getConnection(server.url(), "shop", "")) {
        fill(postgres, true, "VARCHAR(20)");
      }
      compare(server.url(), "shop", true);
      try (Connection postgres = DriverManager.getConnection(server.url(), "shop", "")) {
        try (Statement statement = postgres.createStatement()) {
          statement.execute("DROP TABLE orders");
          statement.execute("DROP TABLE customers");
          statement.execute(
              "CREATE COLLATION lenient (provider = icu, locale = 'und-u-ks-level2',"
                  + " deterministic = false)");
        }
        fill(postgres, true, "TEXT COLLATE lenient");
      }
      compare(server.url(), "shop", true);
    }
  }

  @Test
  void duckDbAnswersAsWeDo(@TempDir Path folder) throws SQLException {
    String url = "jdbc:duckdb:" + folder.resolve("shop.db");
    try (Connection duck = DriverManager.getConnection(url)) {
      fill(duck, true, "VARCHAR");
    }
    compare(url, null, true);
  }

  @Test
  void sqliteAnswersAsWeDo(@TempDir Path folder) throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("shop.db");
    try (Connection sqlite = DriverManager.getConnection(url, new Properties())) {
      fill(sqlite, false, "TEXT COLLATE NOCASE");
    }
    compare(url, null, false);
  }
}

package io.stripejdbc.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.stripejdbc.StripeDataSource;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.Meta;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Pools and frameworks, untouched, over the demo. */
class ToolsTest {
  private static final String DEMO = "jdbc:stripe:demo";
  private static final String NEWEST =
      "SELECT id, amount FROM charges WHERE connected_account = 'platform'"
          + " ORDER BY created DESC LIMIT 3";

  /** Keeps one emulator running for all tests. */
  private static Connection keeper;

  @BeforeAll
  static void open() throws SQLException {
    keeper = dataSource().getConnection();
  }

  @AfterAll
  static void close() throws SQLException {
    keeper.close();
  }

  private static StripeDataSource dataSource() throws SQLException {
    StripeDataSource source = new StripeDataSource();
    source.setUrl(DEMO);
    return source;
  }

  @Test
  void hikariPoolsTheDriverByUrl() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(DEMO);
    config.setMaximumPoolSize(2);
    config.setReadOnly(true);
    config.setAutoCommit(false);
    config.setSchema("stripe");
    config.setConnectionTestQuery(null);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      for (int i = 0; i < 3; i++) {
        try (Connection connection = pool.getConnection();
            var statement = connection.createStatement();
            ResultSet rows = statement.executeQuery(NEWEST)) {
          assertTrue(rows.next());
          assertEquals("stripe", connection.getSchema());
          connection.commit();
        }
      }
      assertTrue(pool.getHikariPoolMXBean().getTotalConnections() <= 2);
    }
  }

  @Test
  void hikariPoolsTheDataSourceByItsProperties() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setDataSourceClassName(StripeDataSource.class.getName());
    config.addDataSourceProperty("url", DEMO);
    config.addDataSourceProperty("cache", "off");
    config.addDataSourceProperty("maxRetries", 1);
    config.setMaximumPoolSize(1);
    try (HikariDataSource pool = new HikariDataSource(config);
        Connection connection = pool.getConnection()) {
      assertEquals("jdbc:stripe:demo", connection.getMetaData().getURL());
      assertTrue(connection.isWrapperFor(Connection.class));
    }
  }

  @Test
  void aFailedQueryLeavesThePooledConnectionAlive() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(DEMO);
    config.setMaximumPoolSize(1);
    try (HikariDataSource pool = new HikariDataSource(config);
        Connection connection = pool.getConnection()) {
      assertThrows(
          SQLException.class,
          () -> connection.createStatement().executeQuery("SELECT nope FROM charges"));
      assertThrows(
          SQLException.class,
          () -> connection.createStatement().executeQuery("DELETE FROM charges"));
      assertTrue(connection.createStatement().executeQuery("SELECT 1").next());
    }
  }

  @Test
  void springReadsRowsAndTranslatesFaults() throws SQLException {
    JdbcTemplate template = new JdbcTemplate(dataSource());
    template.setMaxRows(2);
    template.setFetchSize(50);
    template.setQueryTimeout(60);
    List<Map<String, Object>> rows = template.queryForList(NEWEST);
    assertEquals(2, rows.size());
    assertEquals(Long.class, rows.get(0).get("amount").getClass());
    String id = (String) rows.get(0).get("id");
    assertEquals(
        id,
        template.queryForObject(
            "SELECT id FROM charges WHERE id = ? AND connected_account = ?",
            String.class,
            id,
            "platform"));
    assertThrows(
        BadSqlGrammarException.class, () -> template.queryForList("SELECT nope FROM charges"));
  }

  @Test
  void springKeepsOneConnectionAndAsksItsMetadata() {
    SingleConnectionDataSource single = new SingleConnectionDataSource(DEMO, true);
    try {
      JdbcTemplate template = new JdbcTemplate(single);
      assertEquals(1, template.queryForObject("SELECT 1", Integer.class));
      assertEquals(
          "Stripe", template.execute((Connection c) -> c.getMetaData().getDatabaseProductName()));
    } finally {
      single.destroy();
    }
  }

  @Test
  void jooqFindsAllTablesKeysAndReferences() throws SQLException {
    Meta meta =
        DSL.using(keeper, SQLDialect.DEFAULT)
            .meta()
            .filterSchemas(s -> s.getName().equals("stripe"));
    Set<String> tables = new HashSet<>();
    int references = 0;
    for (Table<?> table : meta.getTables()) {
      tables.add(table.getName());
      references += table.getReferences().size();
    }
    Set<String> expected = new HashSet<>();
    DatabaseMetaData jdbc = keeper.getMetaData();
    try (ResultSet rows = jdbc.getTables(null, "stripe", "%", null)) {
      while (rows.next()) {
        expected.add(rows.getString("TABLE_NAME"));
      }
    }
    assertEquals(expected, tables);
    assertTrue(references > 200, "references: " + references);
    Table<?> charges = meta.getTables("charges").get(0);
    assertNotNull(charges.getPrimaryKey());
    assertEquals(2, charges.getPrimaryKey().getFields().size());
    // jOOQ looks for types in the letter case of the locale; the Turkish BIGINT is none to it.
    if (!Locale.getDefault().getLanguage().equals("tr")) {
      assertEquals(Long.class, charges.field("amount").getType());
    }
    assertFalse(charges.getComment().isBlank());
  }
}

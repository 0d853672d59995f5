package io.stripejdbc.attach;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * The connections to one attached database: opened when something is read, one for each cursor that
 * is open at a time, kept for the next, and closed with the connection of ours.
 */
final class AttachedConnectionPool {
  private static final int SECONDS_TO_ANSWER = 5;

  private final AttachmentSettings settings;
  private final DriverFinder drivers;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  AttachedConnectionPool(AttachmentSettings settings, DriverFinder drivers) {
    this.settings = settings;
    this.drivers = drivers;
  }

  /** A connection that answers; given back or dropped by who takes it. */
  Connection take() {
    for (Connection next = idle.poll(); next != null; next = idle.poll()) {
      if (answers(next)) {
        return next;
      }
      drop(next);
    }
    return open();
  }

  private static boolean answers(Connection connection) {
    try {
      return connection.isValid(SECONDS_TO_ANSWER);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Without a transaction: it would keep the database from tidying up behind it. */
  void giveBack(Connection connection) {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      idle.push(connection);
      if (closed) {
        close();
      }
    } catch (SQLException e) {
      drop(connection);
    }
  }

  void drop(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is of no use any more.
    }
  }

  void close() {
    closed = true;
    for (Connection next = idle.poll(); next != null; next = idle.poll()) {
      drop(next);
    }
  }

  Driver driver() {
    return drivers.find(settings);
  }

  private Connection open() {
    try {
      Connection connection = driver().connect(settings.url(), properties());
      if (connection == null) {
        throw new SQLException("its driver does not take the URL");
      }
      return prepared(connection);
    } catch (SQLException | LinkageError e) {
      throw new AttachmentFailures(settings).connecting(e);
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    if (settings.user() != null) {
      properties.setProperty("user", settings.user());
    }
    if (settings.password() != null) {
      properties.setProperty("password", settings.password());
    }
    readOnly(properties, settings.url().toLowerCase(Locale.ROOT));
    return properties;
  }

  /** Databases in files are opened for reading, and are not made when they are not there. */
  private static void readOnly(Properties properties, String url) {
    if (url.startsWith("jdbc:sqlite:")) {
      if (!url.contains(":memory:") && !url.contains("mode=memory")) {
        properties.setProperty("open_mode", "1"); // SQLITE_OPEN_READONLY
      }
    } else if (url.startsWith("jdbc:duckdb:")) {
      properties.setProperty("jdbc_stream_results", "true");
      String file = url.substring("jdbc:duckdb:".length()).replaceFirst("[;?].*", "");
      if (!file.isEmpty() && !file.startsWith(":memory:")) {
        properties.setProperty("duckdb.read_only", "true");
      }
    } else if (url.startsWith("jdbc:h2:")) {
      if (!url.startsWith("jdbc:h2:mem:") && !url.contains("ifexists")) {
        properties.setProperty("IFEXISTS", "TRUE");
      }
    }
  }

  /**
   * Read only, with a transaction that sees one state and that PostgreSQL needs for cursors. Some
   * drivers take that only when they connect; we send them nothing but SELECT.
   */
  private Connection prepared(Connection connection) throws SQLException {
    try {
      connection.setReadOnly(true);
    } catch (SQLException said) {
      // DuckDB and SQLite are told in the properties.
    }
    DatabaseProduct product =
        DatabaseProduct.named(connection.getMetaData().getDatabaseProductName());
    if (product == DatabaseProduct.MYSQL) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET time_zone = '+00:00'");
      }
    }
    if (product != DatabaseProduct.DUCKDB && product != DatabaseProduct.SQLITE) {
      connection.setAutoCommit(false);
    }
    return connection;
  }
}

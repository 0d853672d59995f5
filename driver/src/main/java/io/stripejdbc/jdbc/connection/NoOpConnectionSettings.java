package io.stripejdbc.jdbc.connection;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.jdbc.SqlExceptions;
import io.stripejdbc.jdbc.WarningChain;
import io.stripejdbc.jdbc.statement.StatementOptions;
import io.stripejdbc.jdbc.unsupported.UnsupportedConnectionMethods;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The modes of a connection that a read-only driver without transactions and catalogs accepts
 * without effect, because tools set them as a routine.
 */
abstract class NoOpConnectionSettings implements UnsupportedConnectionMethods {
  final WarningChain warnings = new WarningChain();

  private volatile boolean autoCommit = true;

  abstract void checkOpen() throws SQLException;

  @Override
  public boolean getAutoCommit() throws SQLException {
    checkOpen();
    return autoCommit;
  }

  @Override
  public void setAutoCommit(boolean on) throws SQLException {
    checkOpen();
    autoCommit = on;
  }

  @Override
  public void commit() throws SQLException {
    checkOpen();
  }

  @Override
  public void rollback() throws SQLException {
    checkOpen();
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    checkOpen();
    return true;
  }

  /**
   * Nothing, as in H2: the connection stays read-only. Pools and tools ask for {@code false} as a
   * routine (HikariCP for each connection, SQLLine for each it opens) and take an exception for a
   * broken connection.
   */
  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    checkOpen();
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    checkOpen();
    return Connection.TRANSACTION_NONE;
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    checkOpen();
    switch (level) {
      case Connection.TRANSACTION_NONE,
          Connection.TRANSACTION_READ_UNCOMMITTED,
          Connection.TRANSACTION_READ_COMMITTED,
          Connection.TRANSACTION_REPEATABLE_READ,
          Connection.TRANSACTION_SERIALIZABLE -> {}
      default ->
          throw SqlExceptions.of(
              DriverError.INVALID_ARGUMENT, "No transaction isolation: " + level);
    }
  }

  @Override
  public @Nullable String getCatalog() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public void setCatalog(@Nullable String catalog) throws SQLException {
    checkOpen();
  }

  @Override
  public int getHoldability() throws SQLException {
    checkOpen();
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public void setHoldability(int holdability) throws SQLException {
    checkOpen();
    checkHoldability(holdability);
  }

  static void checkHoldability(int holdability) throws SQLException {
    if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT
        && holdability != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
      throw SqlExceptions.of(DriverError.INVALID_ARGUMENT, "No holdability: " + holdability);
    }
  }

  /** A statement that was asked to scroll or update says on itself that it does not. */
  static <S extends StatementOptions> S checked(S statement, int type, int concurrency)
      throws SQLException {
    switch (type) {
      case ResultSet.TYPE_FORWARD_ONLY -> {}
      case ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE ->
          statement.warnings.add(WarningChain.OPTION_CHANGED, "Result sets are forward-only");
      default ->
          throw SqlExceptions.of(DriverError.INVALID_ARGUMENT, "No result set type: " + type);
    }
    switch (concurrency) {
      case ResultSet.CONCUR_READ_ONLY -> {}
      case ResultSet.CONCUR_UPDATABLE ->
          statement.warnings.add(WarningChain.OPTION_CHANGED, "Result sets are read-only");
      default ->
          throw SqlExceptions.of(
              DriverError.INVALID_ARGUMENT, "No result set concurrency: " + concurrency);
    }
    return statement;
  }

  static void checkKeys(int generatedKeys) throws SQLException {
    if (generatedKeys != Statement.RETURN_GENERATED_KEYS
        && generatedKeys != Statement.NO_GENERATED_KEYS) {
      throw SqlExceptions.of(
          DriverError.INVALID_ARGUMENT, "No generated-keys flag: " + generatedKeys);
    }
  }

  @Override
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    checkOpen();
    return Map.of();
  }

  @Override
  public void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
    checkOpen();
    if (map != null && !map.isEmpty()) {
      throw SqlExceptions.unsupported("Type maps; there are no user-defined types");
    }
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return warnings.first();
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    warnings.clear();
  }
}

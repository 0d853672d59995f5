package io.stripejdbc.jdbc.statement;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.jdbc.SqlExceptions;
import io.stripejdbc.jdbc.WarningChain;
import io.stripejdbc.jdbc.result.FetchOptions;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Options of a statement with their setters: limits that count, and settings without effect. */
public abstract class StatementOptions implements Statement {
  public final WarningChain warnings = new WarningChain();

  private long maxRows;
  private int queryTimeout;
  private int fetchSize;
  private int maxFieldSize;
  private boolean poolable;

  abstract void checkOpen() throws SQLException;

  /** The network timeout of the connection, in milliseconds, 0 for none. */
  abstract int networkTimeoutMillis();

  /** The limits of the next execution. */
  ExecutionOptions limits() {
    return new ExecutionOptions(
        maxRows,
        TimeUnit.SECONDS.toNanos(queryTimeout),
        fetchSize,
        TimeUnit.MILLISECONDS.toNanos(networkTimeoutMillis()),
        0);
  }

  private static void checkNotNegative(String what, long value) throws SQLException {
    if (value < 0) {
      throw SqlExceptions.of(
          DriverError.INVALID_ARGUMENT, what + " must be 0 or more, was " + value);
    }
  }

  @Override
  public int getMaxRows() throws SQLException {
    return (int) Math.min(getLargeMaxRows(), Integer.MAX_VALUE);
  }

  @Override
  public long getLargeMaxRows() throws SQLException {
    checkOpen();
    return maxRows;
  }

  @Override
  public void setMaxRows(int rows) throws SQLException {
    setLargeMaxRows(rows);
  }

  @Override
  public void setLargeMaxRows(long rows) throws SQLException {
    checkOpen();
    checkNotNegative("Max rows", rows);
    maxRows = rows;
  }

  @Override
  public int getQueryTimeout() throws SQLException {
    checkOpen();
    return queryTimeout;
  }

  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    checkOpen();
    checkNotNegative("Query timeout", seconds);
    queryTimeout = seconds;
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    fetchSize = FetchOptions.size(rows);
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    FetchOptions.checkDirection(direction, warnings);
  }

  @Override
  public int getMaxFieldSize() throws SQLException {
    checkOpen();
    return maxFieldSize;
  }

  @Override
  public void setMaxFieldSize(int bytes) throws SQLException {
    checkOpen();
    checkNotNegative("Max field size", bytes);
    maxFieldSize = bytes;
  }

  @Override
  public boolean isPoolable() throws SQLException {
    checkOpen();
    return poolable;
  }

  @Override
  public void setPoolable(boolean wanted) throws SQLException {
    checkOpen();
    poolable = wanted;
  }

  /** Accepted and ignored: escapes are translated always, as they are no SQL otherwise. */
  @Override
  public void setEscapeProcessing(boolean enable) throws SQLException {
    checkOpen();
  }

  /** Accepted and ignored: rows cannot be updated by a cursor's name. */
  @Override
  public void setCursorName(@Nullable String name) throws SQLException {
    checkOpen();
  }

  @Override
  public int getResultSetType() throws SQLException {
    checkOpen();
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public int getResultSetConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getResultSetHoldability() throws SQLException {
    checkOpen();
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }
}

package io.stripejdbc.jdbc.result;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.jdbc.SelfWrapper;
import io.stripejdbc.jdbc.SqlExceptions;
import io.stripejdbc.jdbc.WarningChain;
import io.stripejdbc.jdbc.unsupported.UnsupportedUpdatesByIndex;
import io.stripejdbc.jdbc.unsupported.UnsupportedUpdatesByLabel;
import io.stripejdbc.query.QueryCursor;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Rows of a query or of the metadata: forward-only, read-only, over a {@link QueryCursor}. */
public final class StripeResultSet extends ValueGetters
    implements UnsupportedUpdatesByIndex, UnsupportedUpdatesByLabel, SelfWrapper {
  private final @Nullable ResultSetOwner statement;
  private final ReentrantLock lock;
  private final QueryCursor cursor;
  private final List<ResultSetColumn> columns;
  private final ColumnIndex index;
  private final WarningChain warnings = new WarningChain();

  private volatile boolean closed;
  private int fetchSize;
  private int maxFieldSize;

  /** Rows passed so far; the current row's number while {@link #onRow}. */
  private long position;

  private boolean onRow;
  private boolean ended;

  /** What the cursor said when it was asked before the first {@code next}. */
  private @Nullable Boolean firstRow;

  /** A statement's rows, read under the statement's lock. */
  public StripeResultSet(
      @Nullable ResultSetOwner statement,
      ReentrantLock lock,
      QueryCursor cursor,
      List<ResultSetColumn> columns) {
    this.statement = statement;
    this.lock = lock;
    this.cursor = cursor;
    this.columns = columns;
    this.index = new ColumnIndex(columns);
  }

  /** Rows that are all there already and belong to no statement. */
  public static StripeResultSet of(List<ResultSetColumn> columns, List<@Nullable Object[]> rows) {
    return new StripeResultSet(null, new ReentrantLock(), new ListCursor(rows), columns);
  }

  /** Gives no more than so many bytes of a text. */
  public void limitFields(int bytes) {
    maxFieldSize = bytes;
  }

  @Override
  public boolean next() throws SQLException {
    lock.lock();
    try {
      checkOpen();
      onRow = advance();
      if (onRow) {
        position++;
      }
      return onRow;
    } finally {
      lock.unlock();
    }
  }

  private boolean advance() throws SQLException {
    Boolean known = firstRow;
    firstRow = null;
    if (known != null) {
      return known;
    }
    if (ended) {
      return false;
    }
    try {
      ended = !cursor.next();
      if (ended) {
        cursor.close();
      }
      return !ended;
    } catch (SQLException e) {
      fail();
      if (statement != null) {
        statement.failed(e);
      }
      throw e;
    } catch (RuntimeException | Error e) {
      fail();
      throw SqlExceptions.unexpected(e);
    }
  }

  /** A failed result set is closed; its statement can be used again. */
  private void fail() {
    onRow = false;
    closed = true;
    try {
      cursor.close();
    } catch (SQLException | RuntimeException e) {
      // The first failure is the one to tell.
    }
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    if (!lock.tryLock()) {
      cursor.cancel();
      lock.lock();
    }
    try {
      if (!closed) {
        collectWarnings();
        closed = true;
        cursor.close();
      }
    } catch (RuntimeException | Error e) {
      throw SqlExceptions.unexpected(e);
    } finally {
      lock.unlock();
    }
    if (statement != null) {
      statement.resultSetClosed(this);
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  void checkOpen() throws SQLException {
    if (closed) {
      throw SqlExceptions.of(DriverError.OBJECT_CLOSED, "The result set is closed");
    }
  }

  @Override
  int maxFieldSize() {
    return maxFieldSize;
  }

  @Override
  ResultSetColumn column(int column) throws SQLException {
    return index.column(column);
  }

  @Override
  @Nullable Object raw(int column) throws SQLException {
    checkOpen();
    if (!onRow) {
      String where =
          ended || position > 0 ? "after its last row" : "before its first row; call next()";
      throw SqlExceptions.of(DriverError.NO_CURRENT_ROW, "The result set is " + where);
    }
    index.column(column);
    return cursor.value(column - 1);
  }

  @Override
  public int findColumn(@Nullable String label) throws SQLException {
    checkOpen();
    return index.find(label);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return new StripeResultSetMetaData(columns);
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    lock.lock();
    try {
      checkOpen();
      if (position > 0 || ended) {
        return false;
      }
      if (firstRow == null) {
        firstRow = advance();
      }
      return firstRow;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isFirst() throws SQLException {
    checkOpen();
    return onRow && position == 1;
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    checkOpen();
    return ended && position > 0;
  }

  @Override
  public int getRow() throws SQLException {
    checkOpen();
    return onRow ? (int) Math.min(position, Integer.MAX_VALUE) : 0;
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public boolean rowInserted() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    collectWarnings();
    return warnings.first();
  }

  /** Brings what the query warns of to the statement too, where tools look after the last row. */
  public void collectWarnings() {
    for (String warning : cursor.takeWarnings()) {
      warnings.add(WarningChain.GENERAL, warning);
      if (statement != null) {
        statement.warnings().add(WarningChain.GENERAL, warning);
      }
    }
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    warnings.clear();
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    FetchOptions.checkDirection(direction, warnings);
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    fetchSize = FetchOptions.size(rows);
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  @Override
  public int getType() throws SQLException {
    checkOpen();
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public int getConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getHoldability() throws SQLException {
    checkOpen();
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public @Nullable Statement getStatement() throws SQLException {
    checkOpen();
    return statement;
  }
}

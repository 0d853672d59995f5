package io.stripejdbc.jdbc.statement;

import io.stripejdbc.StatementProgress;
import io.stripejdbc.error.DriverError;
import io.stripejdbc.jdbc.SelfWrapper;
import io.stripejdbc.jdbc.SqlExceptions;
import io.stripejdbc.jdbc.WarningChain;
import io.stripejdbc.jdbc.result.ResultSetColumn;
import io.stripejdbc.jdbc.result.ResultSetOwner;
import io.stripejdbc.jdbc.result.StripeResultSet;
import io.stripejdbc.jdbc.value.JdbcType;
import io.stripejdbc.query.PreparedQuery;
import io.stripejdbc.query.QueryCursor;
import io.stripejdbc.query.RunningQuery;
import io.stripejdbc.query.session.SessionQuery;
import io.stripejdbc.system.QueryActivity;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A statement: one execution at a time, under its lock; {@link #cancel} and {@link #close} come
 * from any thread and stop a running one.
 */
public class StripeStatement extends StatementOptions
    implements ResultSetOwner, ExecuteVariants, SelfWrapper, StatementProgress {
  final ReentrantLock lock = new ReentrantLock();

  private final StatementConnection connection;
  private final CancellationToken token = new CancellationToken();

  private volatile boolean closed;
  private volatile boolean closeOnCompletion;
  private volatile @Nullable StripeResultSet results;
  private volatile @Nullable QueryActivity activity;
  private int batched;

  public StripeStatement(StatementConnection connection) {
    this.connection = connection;
  }

  @Override
  public final Connection getConnection() throws SQLException {
    checkOpen();
    return connection;
  }

  @Override
  final int networkTimeoutMillis() {
    return connection.networkTimeoutMillis();
  }

  @Override
  final void checkOpen() throws SQLException {
    if (closed) {
      throw SqlExceptions.of(DriverError.OBJECT_CLOSED, "The statement is closed");
    }
  }

  @Override
  public ResultSet executeQuery(@Nullable String sql) throws SQLException {
    return run(() -> connection.prepare(sql, limits(), token::stoppable), List.of());
  }

  @Override
  public boolean execute(@Nullable String sql) throws SQLException {
    executeQuery(sql);
    return true;
  }

  /**
   * Runs a statement about the session; refuses changes with 25006, and queries because they give
   * rows and no count.
   */
  @Override
  public int executeUpdate(@Nullable String sql) throws SQLException {
    checkOpen();
    if (!(connection.prepare(sql, limits(), token::stoppable) instanceof SessionQuery)) {
      throw noCount();
    }
    executeQuery(sql).close();
    return 0;
  }

  static SQLException noCount() {
    return SqlExceptions.of(
        DriverError.INVALID_SQL, "A query gives rows, not an update count; use executeQuery");
  }

  /** Where an execution gets its plan from. */
  interface PlanSource {
    PreparedQuery get() throws SQLException;
  }

  /** Runs a plan and keeps its rows as the current result; a former one is closed. */
  final StripeResultSet run(PlanSource source, List<@Nullable Object> values) throws SQLException {
    lock.lock();
    try {
      checkOpen();
      closeResults();
      warnings.clear();
      token.begin();
      long started = System.nanoTime();
      PreparedQuery plan = source.get();
      results = open(plan, values, System.nanoTime() - started);
      return results;
    } catch (SQLException e) {
      token.end();
      failed(e);
      throw e;
    } catch (RuntimeException | Error e) {
      token.end();
      throw SqlExceptions.unexpected(e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public final WarningChain warnings() {
    return warnings;
  }

  /** A failure that takes the connection with it. */
  @Override
  public final void failed(SQLException failure) {
    if (DriverError.NETWORK_TIMEOUT.sqlState().equals(failure.getSQLState())) {
      connection.lost();
    }
  }

  private StripeResultSet open(PreparedQuery plan, List<@Nullable Object> values, long elapsedNanos)
      throws SQLException {
    token.check();
    QueryCursor cursor = plan.execute(values, limits().after(elapsedNanos), this::begins);
    token.stoppable(cursor::cancel);
    List<ResultSetColumn> columns = plan.columns().stream().map(ResultSetColumn::of).toList();
    StripeResultSet opened = new StripeResultSet(this, lock, cursor, columns);
    opened.setFetchSize(getFetchSize());
    opened.limitFields(getMaxFieldSize());
    return opened;
  }

  private void begins(RunningQuery query) {
    activity = query.activity();
    token.stoppable(query.stop());
  }

  @Override
  public Snapshot snapshot() throws SQLException {
    checkOpen();
    return StatementProgressMapper.of(activity);
  }

  private void closeResults() throws SQLException {
    StripeResultSet former = results;
    results = null;
    if (former != null) {
      former.close();
    }
  }

  /** A result set of this statement was closed by its reader. */
  @Override
  public final void resultSetClosed(StripeResultSet former) throws SQLException {
    if (former == results) {
      token.end();
      if (closeOnCompletion) {
        close();
      }
    }
  }

  @Override
  public @Nullable ResultSet getResultSet() throws SQLException {
    checkOpen();
    return results;
  }

  @Override
  public int getUpdateCount() throws SQLException {
    checkOpen();
    return -1;
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    return getUpdateCount();
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return getMoreResults(Statement.CLOSE_CURRENT_RESULT);
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    checkOpen();
    switch (current) {
      case CLOSE_CURRENT_RESULT, CLOSE_ALL_RESULTS -> closeResults();
      case KEEP_CURRENT_RESULT -> results = null;
      default ->
          throw SqlExceptions.of(
              DriverError.INVALID_ARGUMENT, "No way to get more results: " + current);
    }
    return false;
  }

  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    checkOpen();
    return StripeResultSet.of(
        List.of(ResultSetColumn.plain("GENERATED_KEY", JdbcType.VARCHAR)), List.of());
  }

  @Override
  public void cancel() throws SQLException {
    checkOpen();
    token.cancel();
  }

  /** Stops what runs without waiting for it. */
  public final void stop() {
    token.cancel();
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    token.cancel();
    lock.lock();
    try {
      closed = true;
      closeResults();
    } finally {
      lock.unlock();
      connection.forget(this);
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void closeOnCompletion() throws SQLException {
    checkOpen();
    closeOnCompletion = true;
  }

  @Override
  public boolean isCloseOnCompletion() throws SQLException {
    checkOpen();
    return closeOnCompletion;
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    StripeResultSet current = results;
    if (current != null) {
      current.collectWarnings();
    }
    return warnings.first();
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    warnings.clear();
  }

  @Override
  public void addBatch(@Nullable String sql) throws SQLException {
    checkOpen();
    batched++;
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
    batched = 0;
  }

  @Override
  public int[] executeBatch() throws SQLException {
    checkOpen();
    if (batched == 0) {
      return new int[0];
    }
    batched = 0;
    throw new BatchUpdateException(
        "Stripe data is read-only through this driver; batches are not run",
        DriverError.READ_ONLY.sqlState(),
        new int[0]);
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    executeBatch();
    return new long[0];
  }
}

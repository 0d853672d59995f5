package io.stripejdbc.jdbc.connection;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.fetch.MemoryPool;
import io.stripejdbc.query.PreparedQuery;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import io.stripejdbc.query.QueryCursor;
import io.stripejdbc.query.QueryEngine;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.ResultColumn.BaseColumn;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.SessionContext;
import io.stripejdbc.query.metadata.SchemaDirectory;
import io.stripejdbc.query.metadata.TableDescription;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.system.ActivityLog;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** An engine whose every query gives the same rows, and records what it was asked. */
public final class FakeConnectionContext implements ConnectionContext {
  List<ResultColumn> columns = List.of(column("n", ResultType.BIGINT));
  List<Object[]> rows = new ArrayList<>();
  List<ResultType> parameters = List.of();
  List<TableDescription> tables = List.of();

  /** Thrown by the cursor instead of a row after the last one. */
  SQLException failure;

  /** When set, the cursor waits in next() until it is cancelled. */
  public boolean hang;

  /** When set, a statement is being prepared until it is stopped. */
  boolean hangInPrepare;

  public final CountDownLatch hanging = new CountDownLatch(1);
  final List<String> prepared = new ArrayList<>();
  final List<SessionContext> sessions = new ArrayList<>();
  final List<List<Object>> values = new ArrayList<>();
  final List<ExecutionOptions> options = new ArrayList<>();
  public int openCursors;
  public boolean closed;

  static ResultColumn column(String name, ResultType type) {
    return new ResultColumn(name, new BaseColumn(name, "stripe", "t"), type, 0, 0, true);
  }

  public static FakeConnectionContext of(ResultType type, Object... values) {
    FakeConnectionContext context = new FakeConnectionContext();
    context.columns = List.of(column("v", type));
    for (Object value : values) {
      context.rows.add(new Object[] {value});
    }
    return context;
  }

  public StripeConnection connect() throws SQLException {
    return connect("jdbc:stripe:demo");
  }

  StripeConnection connect(String url) throws SQLException {
    return (StripeConnection)
        new ConnectionFactory((settings, nanos) -> this, name -> null).connect(url, null, 0);
  }

  @Override
  public ActivityLog activity() {
    return new ActivityLog();
  }

  @Override
  public QueryEngine engine() {
    return new QueryEngine() {
      @Override
      public PreparedQuery prepare(String sql, SessionContext session) throws SQLException {
        return FakeConnectionContext.this.prepare(sql, session);
      }

      @Override
      public PreparedQuery prepare(
          String sql, SessionContext session, ExecutionOptions limits, Consumer<Runnable> stoppable)
          throws SQLException {
        if (hangInPrepare) {
          waitUntilStopped(stoppable);
        }
        return prepare(sql, session);
      }
    };
  }

  private void waitUntilStopped(Consumer<Runnable> stoppable) throws SQLException {
    CountDownLatch stopped = new CountDownLatch(1);
    stoppable.accept(stopped::countDown);
    hanging.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new DriverFailure(DriverError.CANCELLED, "stopped while planned").toSqlException();
  }

  private PreparedQuery prepare(String sql, SessionContext session) throws SQLException {
    if (sql.startsWith("bug")) {
      throw new IllegalStateException("a bug");
    }
    if (sql.startsWith("INSERT")) {
      throw new DriverFailure(DriverError.READ_ONLY, "read-only").toSqlException();
    }
    prepared.add(sql);
    sessions.add(session);
    return new Prepared();
  }

  @Override
  public Scanner scanner() {
    return null;
  }

  @Override
  public SchemaDirectory directory() {
    return new SchemaDirectory() {
      @Override
      public List<String> schemas() {
        return List.of("reports", "stripe", "system");
      }

      @Override
      public String defaultSchema() {
        return "stripe";
      }

      @Override
      public List<TableDescription> tables() {
        return tables;
      }
    };
  }

  @Override
  public MemoryPool memory() {
    return new MemoryPool(Long.MAX_VALUE);
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public void close() {
    closed = true;
  }

  private final class Prepared implements PreparedQuery {
    @Override
    public List<ResultColumn> columns() {
      return columns;
    }

    @Override
    public List<ResultType> parameters() {
      return parameters;
    }

    @Override
    public QueryCursor execute(List<Object> given, ExecutionOptions limits) {
      values.add(given);
      options.add(limits);
      openCursors++;
      return new Cursor();
    }
  }

  private final class Cursor implements QueryCursor {
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private int at = -1;

    @Override
    public boolean next() throws SQLException {
      if (hang) {
        hanging.countDown();
        await();
        throw new DriverFailure(DriverError.CANCELLED, "cancelled").toSqlException();
      }
      at++;
      if (at >= rows.size() && failure != null) {
        throw failure;
      }
      return at < rows.size();
    }

    private void await() {
      try {
        cancelled.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public Object value(int column) {
      return rows.get(at)[column];
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        openCursors--;
      }
    }
  }
}

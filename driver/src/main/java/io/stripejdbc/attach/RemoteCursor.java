package io.stripejdbc.attach;

import io.stripejdbc.fetch.CallControl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one query of another database, as they come. The statement there ends when the
 * statement here is cancelled or its time is up.
 */
public final class RemoteCursor implements AutoCloseable {
  /** Rows that come at once: a large table is never held as a whole. */
  private static final int ROWS_AT_ONCE = 1000;

  private static final int ROWS_BETWEEN_CHECKS = 256;

  private final AttachedConnectionPool pool;
  private final AttachmentFailures failures;
  private final String what;
  private final CallControl control;
  private final List<RemoteValueReader> readers;
  private final Connection connection;
  private final AttachedDialect dialect;
  private final boolean streamsRowByRow;
  private @Nullable PreparedStatement statement;
  private @Nullable ResultSet rows;
  private @Nullable StatementDeadline deadline;
  private long count;
  private boolean ended;
  private boolean failed;
  private boolean closed;

  private RemoteCursor(
      AttachedConnectionPool pool,
      AttachmentFailures failures,
      String what,
      CallControl control,
      List<RemoteValueReader> readers,
      AttachedDialect dialect) {
    this.pool = pool;
    this.failures = failures;
    this.what = what;
    this.control = control;
    this.readers = readers;
    this.dialect = dialect;
    this.streamsRowByRow = dialect.product() == DatabaseProduct.MYSQL;
    this.connection = pool.take();
  }

  /** Sends a query. */
  static RemoteCursor open(
      AttachedConnectionPool pool,
      AttachmentSettings settings,
      AttachedDialect dialect,
      RemoteQuery query,
      @Nullable Object[] values,
      CallControl control) {
    control.check();
    RemoteCursor cursor =
        new RemoteCursor(
            pool,
            new AttachmentFailures(settings),
            "'" + settings.name() + "." + query.tableNames() + "'",
            control,
            readers(settings, query, dialect, control),
            dialect);
    cursor.begin(RemoteSqlWriter.write(dialect, query), values);
    return cursor;
  }

  private static List<RemoteValueReader> readers(
      AttachmentSettings settings,
      RemoteQuery query,
      AttachedDialect dialect,
      CallControl control) {
    Set<String> told = new HashSet<>();
    Consumer<String> once =
        message -> {
          if (told.add(message)) {
            control.warn(message);
          }
        };
    List<RemoteValueReader> readers = new ArrayList<>();
    for (RemoteOutput output : query.outputs()) {
      RemoteColumn column = output.column();
      String table = query.tables().get(column == null ? 0 : column.table()).spec().name();
      String label = settings.name() + "." + table + "." + output.label();
      readers.add(new RemoteValueReader(label, output, dialect.countsMicros(), once));
    }
    return readers;
  }

  private void begin(RemoteSqlWriter.Written written, @Nullable Object[] values) {
    try {
      PreparedStatement prepared =
          connection.prepareStatement(
              written.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
      statement = prepared;
      // MySQL's own driver streams at this number alone.
      prepared.setFetchSize(streamsRowByRow ? Integer.MIN_VALUE : ROWS_AT_ONCE);
      for (int i = 0; i < written.parameters().size(); i++) {
        RemoteCondition.Comparison parameter = written.parameters().get(i);
        RemoteParameterBinder.bind(
            prepared, i + 1, parameter, values[parameter.slot()], dialect.countsMicros());
      }
      deadline = StatementDeadline.watch(prepared, control);
      rows = prepared.executeQuery();
    } catch (SQLException | RuntimeException | Error e) {
      throw failed(e);
    }
  }

  /** Goes to the next row. */
  public boolean next() {
    ResultSet current = rows;
    if (current == null || ended || closed) {
      return false;
    }
    if (++count % ROWS_BETWEEN_CHECKS == 0) {
      control.check();
    }
    try {
      ended = !current.next();
    } catch (SQLException | RuntimeException | Error e) {
      throw failed(e);
    }
    return !ended;
  }

  /** The values of the row. */
  public @Nullable Object[] row() {
    ResultSet current = rows;
    @Nullable Object[] row = new @Nullable Object[readers.size()];
    if (current == null) {
      return row;
    }
    try {
      for (int i = 0; i < row.length; i++) {
        row[i] = readers.get(i).read(current, i + 1);
      }
      return row;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Closes, and says why: a statement that was stopped has failed for that reason. */
  private RuntimeException failed(Throwable thrown) {
    failed = true;
    close();
    control.check();
    if (thrown instanceof SQLException sql) {
      return failures.reading(what, sql);
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return (RuntimeException) thrown;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    StatementDeadline watching = deadline;
    if (watching != null) {
      watching.close();
    }
    try (PreparedStatement open = statement) {
      if (open != null && !ended && streamsRowByRow) {
        open.cancel(); // Closing would read all the rows that are left.
      }
    } catch (SQLException e) {
      failed = true;
    }
    if (failed) {
      pool.drop(connection);
    } else {
      pool.giveBack(connection);
    }
  }
}

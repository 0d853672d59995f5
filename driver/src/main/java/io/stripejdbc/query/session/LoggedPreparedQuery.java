package io.stripejdbc.query.session;

import io.stripejdbc.fetch.JacksonThreadBuffers;
import io.stripejdbc.query.PreparedQuery;
import io.stripejdbc.query.QueryCursor;
import io.stripejdbc.query.RunningQuery;
import io.stripejdbc.query.SessionContext;
import io.stripejdbc.query.error.FailureBoundary;
import io.stripejdbc.system.QueryActivity;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** A prepared query whose runs are in {@code system.queries}, those that fail as well. */
abstract class LoggedPreparedQuery implements PreparedQuery {
  private final String sql;
  private final SessionContext session;

  LoggedPreparedQuery(String sql, SessionContext session) {
    this.sql = sql;
    this.session = session;
  }

  /** Runs it; whatever is thrown is translated. */
  abstract QueryCursor run(
      List<@Nullable Object> values,
      ExecutionOptions options,
      Consumer<RunningQuery> begins,
      QueryActivity activity);

  @Override
  public final QueryCursor execute(List<@Nullable Object> values, ExecutionOptions options)
      throws SQLException {
    return execute(values, options, begun -> {});
  }

  @Override
  public final QueryCursor execute(
      List<@Nullable Object> values, ExecutionOptions options, Consumer<RunningQuery> begins)
      throws SQLException {
    QueryActivity activity =
        session.info().activity().begin(sql, session.clock().millis(), System::nanoTime);
    try {
      return run(values, options, begins, activity);
    } catch (Throwable t) {
      SQLException failure = FailureBoundary.translate(t);
      activity.ended(String.valueOf(failure.getSQLState()));
      throw failure;
    }
  }

  final SessionContext session() {
    return session;
  }

  /**
   * Opens rows within the network's time-out, and gives back what they hold when that fails: there
   * is no cursor yet that would.
   */
  static Enumerator<?> opened(ExecutionControl control, Supplier<Enumerator<?>> open) {
    control.networkTimeout().begins();
    Enumerator<?> rows;
    try {
      rows = open.get();
    } catch (Throwable t) {
      control.memory().close();
      JacksonThreadBuffers.release();
      throw t;
    }
    control.networkTimeout().ends();
    return rows;
  }
}

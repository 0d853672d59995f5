package io.stripejdbc.query.session;

import io.stripejdbc.query.PreparedQuery;
import io.stripejdbc.query.QueryCursor;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.RunningQuery;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A statement with parameters that needs no planner, but for values that its types have no room
 * for: {@code amount = 10.5}.
 */
final class DirectOrPlannedQuery implements PreparedQuery {
  private final DirectPreparedQuery direct;
  private final Planned planned;

  DirectOrPlannedQuery(DirectPreparedQuery direct, Planned planned) {
    this.direct = direct;
    this.planned = planned;
  }

  /** Plans the statement. */
  interface Planned {
    PreparedQuery prepare(ExecutionOptions limits, Consumer<Runnable> stoppable)
        throws SQLException;
  }

  @Override
  public List<ResultColumn> columns() {
    return direct.columns();
  }

  @Override
  public List<ResultType> parameters() {
    return direct.parameters();
  }

  @Override
  public QueryCursor execute(List<@Nullable Object> values, ExecutionOptions options)
      throws SQLException {
    return execute(values, options, begun -> {});
  }

  @Override
  public QueryCursor execute(
      List<@Nullable Object> values, ExecutionOptions options, Consumer<RunningQuery> begins)
      throws SQLException {
    PreparedQuery query =
        direct.takes(values)
            ? direct
            : planned.prepare(options, stop -> begins.accept(new RunningQuery(stop, null)));
    return query.execute(values, options, begins);
  }
}

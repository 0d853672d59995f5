package io.stripejdbc.query.session;

import io.stripejdbc.fetch.JacksonThreadBuffers;
import io.stripejdbc.query.PreparedQuery;
import io.stripejdbc.query.QueryCursor;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.RunningQuery;
import io.stripejdbc.query.SessionContext;
import io.stripejdbc.query.compile.ResultValueConverter;
import io.stripejdbc.query.direct.DirectSelect;
import io.stripejdbc.query.error.FailureBoundary;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.system.QueryActivity;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** A {@link DirectSelect} of one session. */
final class DirectPreparedQuery implements PreparedQuery {
  private final String sql;
  private final DirectSelect select;
  private final SessionContext session;

  DirectPreparedQuery(String sql, DirectSelect select, SessionContext session) {
    this.sql = sql;
    this.select = select;
    this.session = session;
  }

  @Override
  public List<ResultColumn> columns() {
    return select.columns();
  }

  @Override
  public List<ResultType> parameters() {
    return List.of();
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
    QueryActivity activity =
        session.info().activity().begin(sql, session.clock().millis(), System::nanoTime);
    try {
      return execute(values, options, begins, activity);
    } catch (Throwable t) {
      SQLException failure = FailureBoundary.translate(t);
      activity.ended(String.valueOf(failure.getSQLState()));
      throw failure;
    }
  }

  private QueryCursor execute(
      List<@Nullable Object> values,
      ExecutionOptions options,
      Consumer<RunningQuery> begins,
      QueryActivity activity) {
    CalcitePreparedQuery.checkCount(0, values.size());
    activity.planned(null);
    ExecutionControl control =
        ExecutionControl.of(session, options, activity, session.freshness()::next);
    control.reads(Set.of(select.table().name()));
    begins.accept(new RunningQuery(control::cancel, activity));
    control.networkTimeout().begins();
    RowCursor cursor;
    try {
      cursor = session.scanner().open(select.scan(options.maxRows()), control);
    } catch (Throwable t) { // Nobody else would give back what it holds.
      control.memory().close();
      JacksonThreadBuffers.release();
      throw t;
    }
    control.networkTimeout().ends();
    return new EnumeratorCursor(
        new Rows(cursor, select),
        ResultValueConverter.ofColumns(select.columns()),
        control,
        options.maxRows(),
        () -> {});
  }

  /** The rows of the read as rows of the result, until the limit. */
  private static final class Rows implements Enumerator<@Nullable Object[]> {
    private final RowCursor cursor;
    private final DirectSelect select;
    private long given;

    Rows(RowCursor cursor, DirectSelect select) {
      this.cursor = cursor;
      this.select = select;
    }

    @Override
    public @Nullable Object[] current() {
      return select.row(cursor.row());
    }

    @Override
    public boolean moveNext() {
      boolean more = select.limit() < 0 || given < select.limit();
      boolean found = more && cursor.advance();
      given += found ? 1 : 0;
      return found;
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("a scan cannot be rewound");
    }

    @Override
    public void close() {
      cursor.close();
    }
  }
}

package io.stripejdbc.query.session;

import io.stripejdbc.plan.runtime.CursorEnumerator;
import io.stripejdbc.query.QueryCursor;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.RunningQuery;
import io.stripejdbc.query.SessionContext;
import io.stripejdbc.query.compile.ResultValueConverter;
import io.stripejdbc.query.direct.DirectSelect;
import io.stripejdbc.scan.RowCursor;
import io.stripejdbc.system.QueryActivity;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** A {@link DirectSelect} of one session. */
final class DirectPreparedQuery extends LoggedPreparedQuery {
  private final DirectSelect select;

  DirectPreparedQuery(String sql, DirectSelect select, SessionContext session) {
    super(sql, session);
    this.select = select;
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
  QueryCursor run(
      List<@Nullable Object> values,
      ExecutionOptions options,
      Consumer<RunningQuery> begins,
      QueryActivity activity) {
    CalcitePreparedQuery.checkCount(0, values.size());
    activity.planned(null);
    ExecutionControl control =
        ExecutionControl.of(session(), options, activity, session().freshness()::next);
    control.reads(Set.of(select.table().name()));
    begins.accept(new RunningQuery(control::cancel, activity));
    Enumerator<?> rows =
        opened(
            control,
            () ->
                new Rows(
                    session().scanner().open(select.scan(options.maxRows()), control), select));
    return new EnumeratorCursor(
        rows,
        ResultValueConverter.ofColumns(select.columns()),
        control,
        options.maxRows(),
        () -> {});
  }

  /** The rows of the read as rows of the result, until the limit. */
  private static final class Rows extends CursorEnumerator {
    private final DirectSelect select;
    private long given;

    Rows(RowCursor cursor, DirectSelect select) {
      super(cursor);
      this.select = select;
    }

    @Override
    public @Nullable Object[] current() {
      return select.row(row());
    }

    @Override
    public boolean moveNext() {
      boolean more = select.limit() < 0 || given < select.limit();
      boolean found = more && advance();
      given += found ? 1 : 0;
      return found;
    }
  }
}

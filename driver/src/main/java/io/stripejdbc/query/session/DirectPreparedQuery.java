package io.stripejdbc.query.session;

import io.stripejdbc.query.QueryCursor;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.RunningQuery;
import io.stripejdbc.query.SessionContext;
import io.stripejdbc.query.compile.ResultValueConverter;
import io.stripejdbc.query.direct.DirectSelect;
import io.stripejdbc.query.validate.ParameterDigits;
import io.stripejdbc.query.validate.ParameterSlot;
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
    return select.parameters().stream().map(ParameterSlot::type).toList();
  }

  /** Whether the values are ones that the statement was typed for; else it is planned with them. */
  boolean takes(List<@Nullable Object> values) {
    List<ParameterSlot> slots = select.parameters();
    for (int i = 0; i < slots.size() && i < values.size(); i++) {
      if (ParameterDigits.beyond(slots.get(i), values.get(i)) != null) {
        return false;
      }
    }
    return true;
  }

  @Override
  QueryCursor run(
      List<@Nullable Object> values,
      ExecutionOptions options,
      Consumer<RunningQuery> begins,
      QueryActivity activity) {
    CalcitePreparedQuery.checkCount(select.parameters().size(), values.size());
    activity.planned(null);
    List<@Nullable Object> internal = CalcitePreparedQuery.internal(select.parameters(), values);
    ExecutionControl control =
        ExecutionControl.of(session(), options, activity, session().freshness()::next);
    control.reads(Set.of(select.table().name()));
    begins.accept(new RunningQuery(control::cancel, activity));
    Enumerator<?> rows =
        opened(
            control, () -> select.open(session().scanner(), control, internal, options.maxRows()));
    return new EnumeratorCursor(
        rows,
        ResultValueConverter.ofColumns(select.columns()),
        control,
        options.maxRows(),
        () -> {});
  }
}

package io.stripejdbc.query.session;

import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.query.PreparedQuery;
import io.stripejdbc.query.QueryCursor;
import io.stripejdbc.query.ResultColumn;
import io.stripejdbc.query.ResultColumn.BaseColumn;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.error.FailureBoundary;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A statement about the session as tools run them: executing it acts, and gives the settings that
 * are in force then, a row each.
 */
public final class SessionQuery implements PreparedQuery {
  private static final int WIDTH = 255;
  private static final List<ResultColumn> COLUMNS = List.of(column("setting"), column("value"));

  private final SessionStatement statement;
  private final Function<SessionStatement, Map<String, String>> action;

  private SessionQuery(
      SessionStatement statement, Function<SessionStatement, Map<String, String>> action) {
    this.statement = statement;
    this.action = action;
  }

  /**
   * The statement, if it is one about what the session caches.
   *
   * @param action changes the session and tells its settings, by name
   * @throws SQLException INVALID_SQL for a setting or a value that there is not
   */
  public static Optional<PreparedQuery> of(
      String sql, Function<SessionStatement, Map<String, String>> action) throws SQLException {
    try {
      return SessionStatement.of(sql).map(statement -> new SessionQuery(statement, action));
    } catch (DriverFailure refused) {
      throw FailureBoundary.translate(refused);
    }
  }

  private static ResultColumn column(String name) {
    return new ResultColumn(name, BaseColumn.none(name), ResultType.VARCHAR, WIDTH, 0, false);
  }

  @Override
  public List<ResultColumn> columns() {
    String shown = shown();
    return shown == null ? COLUMNS : List.of(column(shown));
  }

  /** The one setting that is shown, as PostgreSQL does: a column of its name; null for all. */
  private @Nullable String shown() {
    return statement.action() == SessionStatement.Action.SHOW ? statement.name() : null;
  }

  @Override
  public List<ResultType> parameters() {
    return List.of();
  }

  @Override
  public QueryCursor execute(List<@Nullable Object> values, ExecutionOptions options)
      throws SQLException {
    try {
      return new Settings(List.copyOf(action.apply(statement).entrySet()), shown() != null);
    } catch (DriverFailure refused) {
      throw FailureBoundary.translate(refused);
    }
  }

  private static final class Settings implements QueryCursor {
    private final List<Map.Entry<String, String>> settings;
    private final boolean valueOnly;
    private int row = -1;

    Settings(List<Map.Entry<String, String>> settings, boolean valueOnly) {
      this.settings = settings;
      this.valueOnly = valueOnly;
    }

    @Override
    public boolean next() {
      return ++row < settings.size();
    }

    @Override
    public Object value(int column) {
      Map.Entry<String, String> setting = settings.get(row);
      return column == 0 && !valueOnly ? setting.getKey() : setting.getValue();
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
  }
}

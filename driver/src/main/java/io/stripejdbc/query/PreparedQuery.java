package io.stripejdbc.query;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A statement that has been parsed and validated; planned once, run many times. */
public interface PreparedQuery {
  /** The result's columns, known before any call is made. */
  List<ResultColumn> columns();

  /** Types of the {@code ?} parameters, in order; VARCHAR where the SQL does not tell. */
  List<ResultType> parameters();

  /**
   * Runs the statement.
   *
   * @param values one per parameter: String, Boolean, Number, java.time.LocalDate, LocalTime,
   *     LocalDateTime (UTC wall clock), Instant, or null; converted here to what the plan wants
   * @param options limits of this execution
   * @return rows, before the first; no call has been made yet
   */
  QueryCursor execute(List<@Nullable Object> values, ExecutionOptions options) throws SQLException;

  /**
   * The same, for who may want to stop it before there is a cursor: what groups all rows does so
   * here.
   *
   * @param begins is given the execution before it begins
   */
  default QueryCursor execute(
      List<@Nullable Object> values, ExecutionOptions options, Consumer<RunningQuery> begins)
      throws SQLException {
    return execute(values, options);
  }

  /**
   * Limits of one execution.
   *
   * @param maxRows rows to return at most, 0 for all; stops the remote paging as well
   * @param timeoutNanos time for execute and all fetching, 0 for none
   * @param fetchSize hint for the page size, 0 for none
   * @param networkTimeoutNanos how long a waiting reader goes without any answer, 0 for ever
   * @param elapsedNanos what of the time has passed before, for planning
   */
  record ExecutionOptions(
      long maxRows, long timeoutNanos, int fetchSize, long networkTimeoutNanos, long elapsedNanos) {
    /** With no network timeout. */
    public ExecutionOptions(long maxRows, long timeoutNanos, int fetchSize) {
      this(maxRows, timeoutNanos, fetchSize, 0, 0);
    }

    /** The same, after some of its time. */
    public ExecutionOptions after(long elapsed) {
      return new ExecutionOptions(maxRows, timeoutNanos, fetchSize, networkTimeoutNanos, elapsed);
    }
  }
}

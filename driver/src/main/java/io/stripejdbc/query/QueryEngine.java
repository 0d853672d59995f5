package io.stripejdbc.query;

import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Turns SQL into running queries; one for the driver, shared by connections of one catalogue. */
public interface QueryEngine {
  /**
   * Parses, validates and plans; makes no call.
   *
   * @throws SQLException 42601 and its kin for faulty SQL, 25006 for anything but a query
   */
  default PreparedQuery prepare(String sql, SessionContext session) throws SQLException {
    return prepare(sql, session, new ExecutionOptions(0, 0, 0), stop -> {});
  }

  /**
   * The same within limits.
   *
   * @param limits of the execution that the statement is planned for
   * @param stoppable is given, before it begins, what ends it from another thread
   * @throws SQLException also HYT00 and 57014
   */
  PreparedQuery prepare(
      String sql, SessionContext session, ExecutionOptions limits, Consumer<Runnable> stoppable)
      throws SQLException;
}

package io.stripejdbc.jdbc.statement;

import io.stripejdbc.query.PreparedQuery;
import io.stripejdbc.query.PreparedQuery.ExecutionOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection as its statements need it. */
public interface StatementConnection extends Connection {
  /** Plans a query, or a statement about the session; makes no call and changes nothing. */
  PreparedQuery prepare(@Nullable String sql) throws SQLException;

  /**
   * The same within limits.
   *
   * @param stoppable is given what ends it from another thread
   */
  PreparedQuery prepare(@Nullable String sql, ExecutionOptions limits, Consumer<Runnable> stoppable)
      throws SQLException;

  /** The statement was closed and needs no closing with the connection. */
  void forget(StripeStatement statement);

  /** How long a reader waits without an answer, in milliseconds; 0 for as long as it takes. */
  int networkTimeoutMillis();

  /** A statement waited longer than that: the connection is closed. */
  void lost();
}

package io.stripejdbc.query;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rows of a running statement. Read by one thread; {@link #cancel()} may come from any. */
public interface QueryCursor extends AutoCloseable {
  /** Moves to the next row. After an exception the cursor is closed. */
  boolean next() throws SQLException;

  /** Value of a column of the current row, from 0, as {@link ResultType} says. */
  @Nullable Object value(int column);

  /** Stops the statement: the blocked reader gets 57014 within about a second. */
  void cancel();

  /** Stops and releases everything; twice is harmless. */
  @Override
  void close() throws SQLException;
}

package io.stripejdbc.query;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a running statement. Read by one thread; {@link #cancel()} may come from any. */
public interface QueryCursor extends AutoCloseable {
  /** Moves to the next row. After an exception the cursor is closed. */
  boolean next() throws SQLException;

  /** Value of a column of the current row, from 0, as {@link ResultType} says. */
  @Nullable Object value(int column);

  /**
   * Sentences for the user about what was left out so far, each given once; from any thread.
   *
   * @return new ones since the last call, mostly none
   */
  default List<String> takeWarnings() {
    return List.of();
  }

  /** Stops the statement: the blocked reader gets 57014 within about a second. */
  void cancel();

  /** Stops and releases everything; twice is harmless. */
  @Override
  void close() throws SQLException;
}

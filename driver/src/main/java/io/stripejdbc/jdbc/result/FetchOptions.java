package io.stripejdbc.jdbc.result;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.jdbc.SqlExceptions;
import io.stripejdbc.jdbc.WarningChain;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The rules for fetch size and direction, the same on statements and result sets. */
public final class FetchOptions {
  private FetchOptions() {}

  /**
   * A legal fetch size.
   *
   * @throws SQLException for a negative one, except MySQL's {@code Integer.MIN_VALUE} for "stream",
   *     which we do anyway
   */
  public static int size(int rows) throws SQLException {
    if (rows < 0 && rows != Integer.MIN_VALUE) {
      throw SqlExceptions.of(
          DriverError.INVALID_ARGUMENT, "Fetch size must be 0 or more, was " + rows);
    }
    return Math.max(rows, 0);
  }

  /** Accepts any direction that JDBC knows, and warns that only forward is done. */
  public static void checkDirection(int direction, WarningChain warnings) throws SQLException {
    switch (direction) {
      case ResultSet.FETCH_FORWARD -> {}
      case ResultSet.FETCH_REVERSE, ResultSet.FETCH_UNKNOWN ->
          warnings.add(WarningChain.OPTION_CHANGED, "Rows are fetched forward only");
      default ->
          throw SqlExceptions.of(DriverError.INVALID_ARGUMENT, "No fetch direction: " + direction);
    }
  }
}

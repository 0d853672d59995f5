package io.stripejdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/**
 * Where the columns of a result come from.
 *
 * <p>{@link ResultSetMetaData#getColumnName} gives what {@link ResultSetMetaData#getColumnLabel}
 * does, because programs look columns up by it; the name in the table is here:
 *
 * <pre>{@code
 * result.getMetaData().unwrap(BaseColumnMetaData.class).getBaseColumnName(1)
 * }</pre>
 */
public interface BaseColumnMetaData extends ResultSetMetaData {
  /**
   * Name of the table's column that a column of the result is; the empty string when it is
   * computed.
   *
   * @param column from 1
   */
  String getBaseColumnName(int column) throws SQLException;
}

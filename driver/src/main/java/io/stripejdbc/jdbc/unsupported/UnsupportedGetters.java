package io.stripejdbc.jdbc.unsupported;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.jdbc.SqlExceptions;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/**
 * Getters of kinds of value that no column has, and the moves of a scrollable cursor: all refused.
 */
public interface UnsupportedGetters extends ResultSet {
  @Override
  default String getCursorName() throws SQLException {
    throw SqlExceptions.unsupported(
        "getCursorName; result sets are forward-only and hold plain values");
  }

  @Override
  default boolean isLast() throws SQLException {
    throw SqlExceptions.unsupported("isLast; result sets are forward-only and hold plain values");
  }

  @Override
  default void beforeFirst() throws SQLException {
    throw SqlExceptions.of(DriverError.NO_CURRENT_ROW, "Result sets move forward only");
  }

  @Override
  default void afterLast() throws SQLException {
    throw SqlExceptions.of(DriverError.NO_CURRENT_ROW, "Result sets move forward only");
  }

  @Override
  default boolean first() throws SQLException {
    throw SqlExceptions.of(DriverError.NO_CURRENT_ROW, "Result sets move forward only");
  }

  @Override
  default boolean last() throws SQLException {
    throw SqlExceptions.of(DriverError.NO_CURRENT_ROW, "Result sets move forward only");
  }

  @Override
  default boolean absolute(int rows) throws SQLException {
    throw SqlExceptions.of(DriverError.NO_CURRENT_ROW, "Result sets move forward only");
  }

  @Override
  default boolean relative(int rows) throws SQLException {
    throw SqlExceptions.of(DriverError.NO_CURRENT_ROW, "Result sets move forward only");
  }

  @Override
  default boolean previous() throws SQLException {
    throw SqlExceptions.of(DriverError.NO_CURRENT_ROW, "Result sets move forward only");
  }

  @Override
  default Ref getRef(int column) throws SQLException {
    throw SqlExceptions.unsupported("getRef; result sets are forward-only and hold plain values");
  }

  @Override
  default Blob getBlob(int column) throws SQLException {
    throw SqlExceptions.unsupported("getBlob; result sets are forward-only and hold plain values");
  }

  @Override
  default Array getArray(int column) throws SQLException {
    throw SqlExceptions.unsupported("getArray; result sets are forward-only and hold plain values");
  }

  @Override
  default RowId getRowId(int column) throws SQLException {
    throw SqlExceptions.unsupported("getRowId; result sets are forward-only and hold plain values");
  }

  @Override
  default SQLXML getSQLXML(int column) throws SQLException {
    throw SqlExceptions.unsupported(
        "getSQLXML; result sets are forward-only and hold plain values");
  }
}

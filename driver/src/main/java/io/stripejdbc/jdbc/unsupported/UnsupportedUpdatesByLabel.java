package io.stripejdbc.jdbc.unsupported;

import io.stripejdbc.jdbc.SqlExceptions;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** Updates of a result set by column label: all refused, rows are read-only. */
public interface UnsupportedUpdatesByLabel extends ResultSet {
  @Override
  default void updateNull(String column) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateBoolean(String column, boolean value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateByte(String column, byte value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateShort(String column, short value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateInt(String column, int value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateLong(String column, long value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateFloat(String column, float value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateDouble(String column, double value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateBigDecimal(String column, BigDecimal value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateString(String column, String value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateBytes(String column, byte[] value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateDate(String column, Date value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateTime(String column, Time value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateTimestamp(String column, Timestamp value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateAsciiStream(String column, InputStream value, int length) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateBinaryStream(String column, InputStream value, int length)
      throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateCharacterStream(String column, Reader value, int length) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateObject(String column, Object value, int length) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateObject(String column, Object value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateRef(String column, Ref value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateBlob(String column, Blob value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateClob(String column, Clob value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateArray(String column, Array value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateRowId(String column, RowId value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateNString(String column, String value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateNClob(String column, NClob value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateSQLXML(String column, SQLXML value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateNCharacterStream(String column, Reader value, long length)
      throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateAsciiStream(String column, InputStream value, long length)
      throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateBinaryStream(String column, InputStream value, long length)
      throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateCharacterStream(String column, Reader value, long length) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateBlob(String column, InputStream value, long length) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateClob(String column, Reader value, long length) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateNClob(String column, Reader value, long length) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateNCharacterStream(String column, Reader value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateAsciiStream(String column, InputStream value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateBinaryStream(String column, InputStream value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateCharacterStream(String column, Reader value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateBlob(String column, InputStream value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateClob(String column, Reader value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateNClob(String column, Reader value) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateObject(String column, Object value, SQLType type, int scale)
      throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }

  @Override
  default void updateObject(String column, Object value, SQLType type) throws SQLException {
    throw SqlExceptions.unsupported("Updating rows; the driver is read-only");
  }
}

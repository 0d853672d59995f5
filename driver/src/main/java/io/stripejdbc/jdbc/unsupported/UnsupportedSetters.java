package io.stripejdbc.jdbc.unsupported;

import io.stripejdbc.jdbc.SqlExceptions;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import org.jspecify.annotations.Nullable;

/**
 * Parameters and calls that a read-only driver without binary and structured types does not take:
 * all refused.
 */
public interface UnsupportedSetters extends PreparedStatement {
  @Override
  default void setBytes(int parameter, byte[] value) throws SQLException {
    throw SqlExceptions.unsupported("setBytes");
  }

  @Override
  default void setRef(int parameter, @Nullable Ref value) throws SQLException {
    throw SqlExceptions.unsupported("setRef");
  }

  @Override
  default void setArray(int parameter, @Nullable Array value) throws SQLException {
    throw SqlExceptions.unsupported("setArray");
  }

  @Override
  default void setRowId(int parameter, @Nullable RowId value) throws SQLException {
    throw SqlExceptions.unsupported("setRowId");
  }

  @Override
  default void setSQLXML(int parameter, @Nullable SQLXML value) throws SQLException {
    throw SqlExceptions.unsupported("setSQLXML");
  }
}

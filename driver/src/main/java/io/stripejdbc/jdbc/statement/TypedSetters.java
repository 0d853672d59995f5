package io.stripejdbc.jdbc.statement;

import java.math.BigDecimal;
import java.net.URL;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/** Setters by kind of value: each hands its value to {@code setObject}. */
interface TypedSetters extends PreparedStatement {
  @Override
  default void setBoolean(int parameter, boolean value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  default void setByte(int parameter, byte value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  default void setShort(int parameter, short value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  default void setInt(int parameter, int value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  default void setLong(int parameter, long value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  default void setFloat(int parameter, float value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  default void setDouble(int parameter, double value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  default void setBigDecimal(int parameter, @Nullable BigDecimal value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  default void setString(int parameter, @Nullable String value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  default void setDate(int parameter, @Nullable Date value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  default void setTime(int parameter, @Nullable Time value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  default void setTimestamp(int parameter, @Nullable Timestamp value) throws SQLException {
    setObject(parameter, value);
  }

  @Override
  default void setURL(int parameter, @Nullable URL value) throws SQLException {
    setObject(parameter, value == null ? null : value.toString());
  }

  @Override
  default void setNString(int parameter, @Nullable String value) throws SQLException {
    setObject(parameter, value);
  }
}

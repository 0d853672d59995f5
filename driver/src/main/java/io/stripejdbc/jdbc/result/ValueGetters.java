package io.stripejdbc.jdbc.result;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.jdbc.SqlExceptions;
import io.stripejdbc.jdbc.unsupported.UnsupportedGetters;
import io.stripejdbc.jdbc.value.DecimalScale;
import io.stripejdbc.jdbc.value.TemporalConverter;
import io.stripejdbc.jdbc.value.TextConverter;
import io.stripejdbc.jdbc.value.ValueConverter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.Map;
import javax.sql.rowset.serial.SerialClob;
import org.jspecify.annotations.Nullable;

/**
 * Getters by index: each reads the current row's value and sends it through {@link ValueConverter}.
 */
abstract class ValueGetters implements LabelGetters, UnsupportedGetters {
  private boolean wasNull;

  /** The column of this index from 1; 07009 if there is none. */
  abstract ResultSetColumn column(int index) throws SQLException;

  /** The engine's value in the current row; fails when closed, not on a row, or no such column. */
  abstract @Nullable Object raw(int index) throws SQLException;

  /** Fails when the result set is closed. */
  abstract void checkOpen() throws SQLException;

  /** Bytes that a getter gives of a text or of bytes at most, 0 for all. */
  abstract int maxFieldSize();

  private <T> @Nullable T read(int index, Class<T> target) throws SQLException {
    Object raw = checkedRaw(index);
    wasNull = raw == null;
    if (raw == null) {
      return null;
    }
    ResultSetColumn column = column(index);
    try {
      return ValueConverter.convert(TextConverter.cut(column.logical(raw), maxFieldSize()), target);
    } catch (DriverFailure e) {
      String where = "Column '" + column.label() + "' (" + column.type() + ") ";
      throw SqlExceptions.of(e.error(), where + e.getMessage());
    } catch (RuntimeException e) {
      throw SqlExceptions.unexpected(e);
    }
  }

  private @Nullable Object checkedRaw(int index) throws SQLException {
    try {
      return raw(index);
    } catch (RuntimeException e) {
      throw SqlExceptions.unexpected(e);
    }
  }

  private <T> T read(int index, Class<T> target, T whenNull) throws SQLException {
    T value = read(index, target);
    return value == null ? whenNull : value;
  }

  @Override
  public boolean wasNull() throws SQLException {
    checkOpen();
    return wasNull;
  }

  @Override
  public @Nullable String getString(int column) throws SQLException {
    return read(column, String.class);
  }

  @Override
  public @Nullable String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    return read(column, Boolean.class, false);
  }

  @Override
  public byte getByte(int column) throws SQLException {
    return read(column, Byte.class, (byte) 0);
  }

  @Override
  public short getShort(int column) throws SQLException {
    return read(column, Short.class, (short) 0);
  }

  @Override
  public int getInt(int column) throws SQLException {
    return read(column, Integer.class, 0);
  }

  @Override
  public long getLong(int column) throws SQLException {
    return read(column, Long.class, 0L);
  }

  @Override
  public float getFloat(int column) throws SQLException {
    return read(column, Float.class, 0f);
  }

  @Override
  public double getDouble(int column) throws SQLException {
    return read(column, Double.class, 0d);
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
    return read(column, BigDecimal.class);
  }

  @Deprecated
  @Override
  public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    BigDecimal value = getBigDecimal(column);
    return value == null ? null : DecimalScale.of(value, scale);
  }

  @Override
  public byte @Nullable [] getBytes(int column) throws SQLException {
    return read(column, byte[].class);
  }

  @Override
  public @Nullable Date getDate(int column) throws SQLException {
    return read(column, Date.class);
  }

  @Override
  public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
    if (calendar == null) {
      return getDate(column);
    }
    LocalDate value = read(column, LocalDate.class);
    return value == null ? null : TemporalConverter.date(value, calendar);
  }

  @Override
  public @Nullable Time getTime(int column) throws SQLException {
    return read(column, Time.class);
  }

  @Override
  public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
    if (calendar == null) {
      return getTime(column);
    }
    LocalTime value = read(column, LocalTime.class);
    return value == null ? null : TemporalConverter.time(value, calendar);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column) throws SQLException {
    return read(column, Timestamp.class);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar)
      throws SQLException {
    if (calendar == null) {
      return getTimestamp(column);
    }
    LocalDateTime value = read(column, LocalDateTime.class);
    return value == null ? null : TemporalConverter.timestamp(value, calendar);
  }

  @Override
  public @Nullable Object getObject(int column) throws SQLException {
    return read(column, Object.class);
  }

  @Override
  public <T> @Nullable T getObject(int column, @Nullable Class<T> type) throws SQLException {
    if (type == null) {
      throw SqlExceptions.of(DriverError.INVALID_ARGUMENT, "The class to read a column as is null");
    }
    return read(column, type);
  }

  @Override
  public @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    return getObject(column);
  }

  @Override
  public @Nullable Reader getCharacterStream(int column) throws SQLException {
    return read(column, Reader.class);
  }

  @Override
  public @Nullable Reader getNCharacterStream(int column) throws SQLException {
    return getCharacterStream(column);
  }

  @Override
  public @Nullable InputStream getAsciiStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Deprecated
  @SuppressWarnings("InlineMeSuggester") // Deprecated by JDBC, not by us.
  @Override
  public @Nullable InputStream getUnicodeStream(int column) throws SQLException {
    return getBinaryStream(column);
  }

  @Override
  public @Nullable InputStream getBinaryStream(int column) throws SQLException {
    return read(column, InputStream.class);
  }

  @Override
  public @Nullable Clob getClob(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new SerialClob(text.toCharArray());
  }

  @Override
  public @Nullable NClob getNClob(int column) throws SQLException {
    throw SqlExceptions.unsupported("getNClob; use getClob or getString");
  }

  @Override
  public @Nullable URL getURL(int column) throws SQLException {
    String text = getString(column);
    try {
      return text == null ? null : URI.create(text).toURL();
    } catch (MalformedURLException | IllegalArgumentException e) {
      throw SqlExceptions.of(
          DriverError.BAD_CAST,
          "Column '" + column(column).label() + "' holds a text that is no URL");
    }
  }
}

package io.stripejdbc.jdbc.statement;

import io.stripejdbc.jdbc.SqlExceptions;
import io.stripejdbc.jdbc.value.CharacterStreamReader;
import java.io.InputStream;
import java.io.Reader;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Setters of streams and large objects: characters become text, bytes are refused. */
interface TextSetters extends PreparedStatement {
  @Override
  default void setAsciiStream(int parameter, @Nullable InputStream value, int length)
      throws SQLException {
    setString(parameter, CharacterStreamReader.ascii(value, length));
  }

  @Deprecated
  @Override
  default void setUnicodeStream(int parameter, @Nullable InputStream value, int length)
      throws SQLException {
    setString(parameter, CharacterStreamReader.utf8(value, length));
  }

  @Override
  default void setBinaryStream(int parameter, @Nullable InputStream value, int length)
      throws SQLException {
    throw SqlExceptions.unsupported("Binary parameters");
  }

  @Override
  default void setCharacterStream(int parameter, @Nullable Reader value, int length)
      throws SQLException {
    setString(parameter, CharacterStreamReader.of(value, length));
  }

  @Override
  default void setBlob(int parameter, @Nullable Blob value) throws SQLException {
    throw SqlExceptions.unsupported("Binary parameters");
  }

  @Override
  default void setClob(int parameter, @Nullable Clob value) throws SQLException {
    setString(parameter, CharacterStreamReader.of(value));
  }

  @Override
  default void setNCharacterStream(int parameter, @Nullable Reader value, long length)
      throws SQLException {
    setString(parameter, CharacterStreamReader.of(value, length));
  }

  @Override
  default void setNClob(int parameter, @Nullable NClob value) throws SQLException {
    setString(parameter, CharacterStreamReader.of(value));
  }

  @Override
  default void setClob(int parameter, @Nullable Reader value, long length) throws SQLException {
    setString(parameter, CharacterStreamReader.of(value, length));
  }

  @Override
  default void setBlob(int parameter, @Nullable InputStream value, long length)
      throws SQLException {
    throw SqlExceptions.unsupported("Binary parameters");
  }

  @Override
  default void setNClob(int parameter, @Nullable Reader value, long length) throws SQLException {
    setString(parameter, CharacterStreamReader.of(value, length));
  }

  @Override
  default void setAsciiStream(int parameter, @Nullable InputStream value, long length)
      throws SQLException {
    setString(parameter, CharacterStreamReader.ascii(value, length));
  }

  @Override
  default void setBinaryStream(int parameter, @Nullable InputStream value, long length)
      throws SQLException {
    throw SqlExceptions.unsupported("Binary parameters");
  }

  @Override
  default void setCharacterStream(int parameter, @Nullable Reader value, long length)
      throws SQLException {
    setString(parameter, CharacterStreamReader.of(value, length));
  }

  @Override
  default void setAsciiStream(int parameter, @Nullable InputStream value) throws SQLException {
    setString(parameter, CharacterStreamReader.ascii(value));
  }

  @Override
  default void setBinaryStream(int parameter, @Nullable InputStream value) throws SQLException {
    throw SqlExceptions.unsupported("Binary parameters");
  }

  @Override
  default void setCharacterStream(int parameter, @Nullable Reader value) throws SQLException {
    setString(parameter, CharacterStreamReader.of(value));
  }

  @Override
  default void setNCharacterStream(int parameter, @Nullable Reader value) throws SQLException {
    setString(parameter, CharacterStreamReader.of(value));
  }

  @Override
  default void setClob(int parameter, @Nullable Reader value) throws SQLException {
    setString(parameter, CharacterStreamReader.of(value));
  }

  @Override
  default void setBlob(int parameter, @Nullable InputStream value) throws SQLException {
    throw SqlExceptions.unsupported("Binary parameters");
  }

  @Override
  default void setNClob(int parameter, @Nullable Reader value) throws SQLException {
    setString(parameter, CharacterStreamReader.of(value));
  }
}

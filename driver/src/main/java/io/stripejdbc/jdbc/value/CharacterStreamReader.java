package io.stripejdbc.jdbc.value;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.jdbc.SqlExceptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads character streams and large objects that are given as parameters into text. */
public final class CharacterStreamReader {
  private CharacterStreamReader() {}

  public static @Nullable String of(@Nullable Reader reader) throws SQLException {
    return of(reader, Long.MAX_VALUE);
  }

  public static @Nullable String of(@Nullable Reader reader, long length) throws SQLException {
    if (length < 0) {
      throw SqlExceptions.of(
          DriverError.INVALID_ARGUMENT, "Length must be 0 or more, was " + length);
    }
    if (reader == null) {
      return null;
    }
    try {
      return read(reader, length);
    } catch (IOException e) {
      throw SqlExceptions.of(
          DriverError.INVALID_ARGUMENT, "The stream of a parameter cannot be read");
    }
  }

  private static String read(Reader reader, long length) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[4096];
    while (text.length() < length) {
      int wanted = (int) Math.min(buffer.length, length - text.length());
      int count = reader.read(buffer, 0, wanted);
      if (count < 0) {
        break;
      }
      text.append(buffer, 0, count);
    }
    return text.toString();
  }

  public static @Nullable String of(@Nullable Clob clob) throws SQLException {
    return clob == null ? null : of(clob.getCharacterStream());
  }

  public static @Nullable String ascii(@Nullable InputStream stream) throws SQLException {
    return decoded(stream, Long.MAX_VALUE, StandardCharsets.US_ASCII);
  }

  public static @Nullable String ascii(@Nullable InputStream stream, long length)
      throws SQLException {
    return decoded(stream, length, StandardCharsets.US_ASCII);
  }

  public static @Nullable String utf8(@Nullable InputStream stream, long length)
      throws SQLException {
    return decoded(stream, length, StandardCharsets.UTF_8);
  }

  private static @Nullable String decoded(
      @Nullable InputStream stream, long length, Charset charset) throws SQLException {
    return of(stream == null ? null : new InputStreamReader(stream, charset), length);
  }
}

package io.stripejdbc.jdbc.property;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the part of a URL behind its prefix at the semicolons.
 *
 * <p>A value is either bare, then {@code %XX} is a byte of UTF-8, or in double quotes, then
 * everything stands for itself and a doubled quote for one: {@code a=x%3By} and {@code a="x;y"} say
 * the same.
 */
final class UrlSegmentReader {
  /** One part: {@code name=value}, or a name alone with a null value. */
  record Segment(String name, @Nullable String value) {}

  private final String text;
  private int at;

  private UrlSegmentReader(String text) {
    this.text = text;
  }

  static List<Segment> of(String text) throws SQLException {
    UrlSegmentReader reader = new UrlSegmentReader(text);
    List<Segment> segments = new ArrayList<>();
    while (reader.at <= text.length()) {
      segments.add(reader.segment());
      reader.at++;
    }
    return segments;
  }

  /** A value as it can stand in a URL again. */
  static String quoted(String value) {
    boolean plain = !value.startsWith("\"") && value.indexOf(';') < 0 && value.indexOf('%') < 0;
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }

  private Segment segment() throws SQLException {
    int semicolon = end(at);
    int equals = text.indexOf('=', at);
    if (equals < 0 || equals > semicolon) {
      String name = text.substring(at, semicolon).strip();
      at = semicolon;
      return new Segment(name, null);
    }
    String name = text.substring(at, equals).strip();
    at = equals + 1;
    return new Segment(name, text.startsWith("\"", at) ? quotedValue(name) : bareValue(name));
  }

  private int end(int from) {
    int semicolon = text.indexOf(';', from);
    return semicolon < 0 ? text.length() : semicolon;
  }

  private String quotedValue(String name) throws SQLException {
    StringBuilder value = new StringBuilder();
    for (int i = at + 1; i < text.length(); i++) {
      if (text.charAt(i) != '"') {
        value.append(text.charAt(i));
      } else if (text.startsWith("\"\"", i)) {
        value.append('"');
        i++;
      } else {
        at = end(i);
        if (!text.substring(i + 1, at).isBlank()) {
          throw ConnectionUrl.bad("Text after the closing quote of '" + name + "' in the URL");
        }
        return value.toString();
      }
    }
    throw ConnectionUrl.bad(
        "The quote around the value of '" + name + "' in the URL is not closed");
  }

  private String bareValue(String name) throws SQLException {
    String raw = text.substring(at, end(at));
    at = end(at);
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    try {
      return decode(raw);
    } catch (CharacterCodingException | NumberFormatException e) {
      throw ConnectionUrl.bad(
          "The value of '" + name + "' in the URL has a % that is no %XX; write %25 for the sign");
    }
  }

  private static String decode(String raw) throws CharacterCodingException {
    byte[] in = raw.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] != '%') {
        out.put(in[i]);
      } else {
        out.put((byte) (digit(in, i + 1) * 16 + digit(in, i + 2)));
        i += 2;
      }
    }
    return StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString();
  }

  private static int digit(byte[] in, int at) {
    int digit = at < in.length ? Character.digit(in[at], 16) : -1;
    if (digit < 0) {
      throw new NumberFormatException();
    }
    return digit;
  }
}

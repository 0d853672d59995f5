package io.stripejdbc.shell;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Statements out of a text, one at a time as it is read: they end with a semicolon, or with the
 * text. A semicolon in quotes or in a comment ends nothing. A line that starts with {@code !} or a
 * backslash where a statement could start is one by itself.
 */
final class ScriptReader {
  private static final int END = -1;

  private final PushbackReader in;

  ScriptReader(Reader in) {
    this.in = new PushbackReader(in, 1);
  }

  /** The next statement without its semicolon, null when there is none; comments alone are none. */
  @Nullable String next() throws IOException {
    StringBuilder text = new StringBuilder();
    boolean empty = true;
    for (int c = in.read(); c != END; c = in.read()) {
      if (empty && (c == '!' || c == '\\')) {
        return (char) c + restOfLine();
      }
      if (c == ';') {
        if (!empty) {
          return text.toString().strip();
        }
        continue;
      }
      text.append((char) c);
      if (!comment(c, text)) {
        empty &= Character.isWhitespace(c);
        if (c == '\'' || c == '"') {
          quoted(c, text);
        }
      }
    }
    return empty ? null : text.toString().strip();
  }

  private String restOfLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != END && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /** Reads up to the closing quote; a doubled quote closes and opens again. */
  private void quoted(int quote, StringBuilder text) throws IOException {
    for (int c = in.read(); c != END; c = in.read()) {
      text.append((char) c);
      if (c == quote) {
        return;
      }
    }
  }

  /** Reads a comment, if the character just read starts one. */
  private boolean comment(int first, StringBuilder text) throws IOException {
    if (first == '-' && follows('-')) {
      text.append('-');
      upTo("\n", text);
      return true;
    }
    if (first == '/' && follows('*')) {
      text.append('*');
      upTo("*/", text);
      return true;
    }
    return false;
  }

  private boolean follows(char wanted) throws IOException {
    int c = in.read();
    if (c == wanted) {
      return true;
    }
    if (c != END) {
      in.unread(c);
    }
    return false;
  }

  private void upTo(String end, StringBuilder text) throws IOException {
    int start = text.length();
    for (int c = in.read(); c != END; c = in.read()) {
      text.append((char) c);
      int from = text.length() - end.length();
      if (from >= start && text.indexOf(end, from) == from) {
        return;
      }
    }
  }
}

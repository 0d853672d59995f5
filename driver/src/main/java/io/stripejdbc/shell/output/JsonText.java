package io.stripejdbc.shell.output;

import java.util.regex.Pattern;

/** Values as JSON (RFC 8259). */
final class JsonText {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");

  private JsonText() {}

  /** A number with every digit it has; what is no number of JSON, such as NaN, is a string. */
  static String number(String text) {
    return NUMBER.matcher(text).matches() ? text : string(text);
  }

  /** A string; half of a surrogate pair is escaped, since UTF-8 has no bytes for it. */
  static String string(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        json.append(c).append(text.charAt(++i));
      } else {
        append(json, c);
      }
    }
    return json.append('"').toString();
  }

  private static void append(StringBuilder json, char c) {
    switch (c) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      default -> {
        if (Character.isISOControl(c) || Character.isSurrogate(c)) {
          json.append(String.format("\\u%04x", (int) c));
        } else {
          json.append(c);
        }
      }
    }
  }
}

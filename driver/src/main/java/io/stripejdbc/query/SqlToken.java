package io.stripejdbc.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A piece of SQL text, cut without understanding the SQL: enough to know what stands in strings,
 * quoted names and comments, and what does not.
 *
 * @param kind what it is
 * @param text the characters as they stand
 */
record SqlToken(Kind kind, String text) {

  /** What a piece of text is. */
  enum Kind {
    /** Blanks and line ends. */
    SPACE,
    /** {@code -- …}, {@code // …} or <code>/&#42; … &#42;/</code>. */
    COMMENT,
    /** A string literal with its quotes, {@code E'…'} too. */
    STRING,
    /** A name in double quotes. */
    QUOTED,
    /** A bare name, keyword or number. */
    WORD,
    /** Any other single character. */
    SYMBOL
  }

  /** Whether it tells the parser nothing. */
  boolean isBlank() {
    return kind == Kind.SPACE || kind == Kind.COMMENT;
  }

  boolean isSymbol(char symbol) {
    return kind == Kind.SYMBOL && text.charAt(0) == symbol;
  }

  boolean isWord(String upper) {
    return kind == Kind.WORD && text.toUpperCase(Locale.ROOT).equals(upper);
  }

  /** The text in capitals. */
  String upper() {
    return text.toUpperCase(Locale.ROOT);
  }

  /** All of the text, in order; joined again it is the same. */
  static List<SqlToken> of(String sql) {
    List<SqlToken> tokens = new ArrayList<>();
    int at = 0;
    while (at < sql.length()) {
      Kind kind = kindAt(sql, at);
      int end = endOf(sql, at, kind);
      tokens.add(new SqlToken(kind, sql.substring(at, end)));
      at = end;
    }
    return tokens;
  }

  private static Kind kindAt(String sql, int at) {
    char c = sql.charAt(at);
    if (Character.isWhitespace(c)) {
      return Kind.SPACE;
    }
    if (sql.startsWith("--", at) || sql.startsWith("//", at) || sql.startsWith("/*", at)) {
      return Kind.COMMENT;
    }
    if (c == '\'' || isEscapedString(sql, at)) {
      return Kind.STRING;
    }
    if (c == '"') {
      return Kind.QUOTED;
    }
    return Character.isJavaIdentifierPart(c) ? Kind.WORD : Kind.SYMBOL;
  }

  /** {@code E'it\'s'}: the only string in which a backslash escapes the quote. */
  private static boolean isEscapedString(String sql, int at) {
    return sql.regionMatches(true, at, "E'", 0, 2);
  }

  private static int endOf(String sql, int at, Kind kind) {
    return switch (kind) {
      case SPACE -> {
        int end = at + 1;
        while (end < sql.length() && Character.isWhitespace(sql.charAt(end))) {
          end++;
        }
        yield end;
      }
      case COMMENT -> endOfComment(sql, at);
      case STRING ->
          isEscapedString(sql, at)
              ? endOfQuotes(sql, at + 1, '\'', true)
              : endOfQuotes(sql, at, '\'', false);
      case QUOTED -> endOfQuotes(sql, at, '"', false);
      case WORD -> {
        int end = at + 1;
        while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
          end++;
        }
        yield end;
      }
      case SYMBOL -> at + 1;
    };
  }

  private static int endOfComment(String sql, int at) {
    if (sql.startsWith("/*", at)) {
      int end = sql.indexOf("*/", at + 2);
      return end < 0 ? sql.length() : end + 2;
    }
    int end = at;
    while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  /** A doubled quote needs no care: it ends one string and begins the next at once. */
  private static int endOfQuotes(String sql, int at, char quote, boolean backslash) {
    for (int i = at + 1; i < sql.length(); i++) {
      if (backslash && sql.charAt(i) == '\\') {
        i++;
      } else if (sql.charAt(i) == quote) {
        return i + 1;
      }
    }
    return sql.length();
  }
}

package io.stripejdbc.query;

import io.stripejdbc.query.Lexeme.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a statement into tokens; white space and comments fall between them.
 *
 * <p>It never fails: a quote without an end runs to the end of the text, and the parser complains.
 */
final class SqlLexer {
  private static final List<String> LONG_SYMBOLS =
      List.of("->>", "->", "::", "=>", "<=", ">=", "<>", "!=", "||");

  private final String sql;
  private int at;

  private SqlLexer(String sql) {
    this.sql = sql;
  }

  static List<Lexeme> tokens(String sql) {
    return new SqlLexer(sql).run();
  }

  private List<Lexeme> run() {
    List<Lexeme> tokens = new ArrayList<>();
    while (skipBlank()) {
      int start = at;
      Kind kind = advance();
      tokens.add(new Lexeme(kind, sql, start, at));
    }
    return tokens;
  }

  /** Moves over white space and comments; false at the end of the text. */
  private boolean skipBlank() {
    while (at < sql.length()) {
      if (Character.isWhitespace(sql.charAt(at))) {
        at++;
      } else if (sql.startsWith("--", at)) {
        at = endOf("\n", at + 2);
      } else if (sql.startsWith("/*", at)) {
        at = endOf("*/", at + 2);
      } else {
        return true;
      }
    }
    return false;
  }

  private Kind advance() {
    char c = sql.charAt(at);
    if (c == '\'') {
      at = endOfQuoted('\'');
      return Kind.STRING;
    }
    if (c == '"' || c == '`') {
      at = endOfQuoted(c);
      return Kind.QUOTED;
    }
    if (Character.isJavaIdentifierStart(c) && c != '$') {
      at = endOfWord(at);
      return Kind.WORD;
    }
    if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
      at = endOfNumber();
      return Kind.NUMBER;
    }
    at += symbolLength();
    return Kind.SYMBOL;
  }

  private int symbolLength() {
    for (String symbol : LONG_SYMBOLS) {
      if (sql.startsWith(symbol, at)) {
        return symbol.length();
      }
    }
    return 1;
  }

  private int endOfQuoted(char quote) {
    int i = at + 1;
    while (i < sql.length()) {
      if (sql.charAt(i) != quote) {
        i++;
      } else if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
        i += 2;
      } else {
        return i + 1;
      }
    }
    return sql.length();
  }

  private int endOfWord(int from) {
    int i = from;
    while (i < sql.length() && Character.isJavaIdentifierPart(sql.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Digits, a point and an exponent: {@code 1}, {@code 1.5}, {@code .5}, {@code 1e-3}. */
  private int endOfNumber() {
    int i = digits(at);
    if (i < sql.length() && sql.charAt(i) == '.') {
      i = digits(i + 1);
    }
    if (i < sql.length() && Character.toLowerCase(sql.charAt(i)) == 'e') {
      int sign = i + 1;
      if (sign < sql.length() && (sql.charAt(sign) == '-' || sql.charAt(sign) == '+')) {
        sign++;
      }
      if (isDigit(sign)) {
        i = digits(sign);
      }
    }
    return i;
  }

  private int digits(int from) {
    int i = from;
    while (isDigit(i)) {
      i++;
    }
    return i;
  }

  private boolean isDigit(int i) {
    return i < sql.length() && sql.charAt(i) >= '0' && sql.charAt(i) <= '9';
  }

  private int endOf(String mark, int from) {
    int found = sql.indexOf(mark, from);
    return found < 0 ? sql.length() : found + mark.length();
  }
}

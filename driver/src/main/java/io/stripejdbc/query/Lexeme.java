package io.stripejdbc.query;

import java.util.Locale;

/**
 * One token of a statement's text, with what a pass writes in its place, before and after it.
 *
 * <p>Passes change tokens, never the text between them: strings and comments stay as they are.
 */
final class Lexeme {
  /** What a token is. */
  enum Kind {
    WORD,
    QUOTED,
    STRING,
    NUMBER,
    SYMBOL
  }

  final Kind kind;
  final int start;
  final int end;
  final String text;
  private String before = "";
  private String now;
  private String after = "";
  private boolean type;

  Lexeme(Kind kind, String sql, int start, int end) {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.text = sql.substring(start, end);
    this.now = text;
  }

  /** A word without quotes, equal to this one in any letter case. */
  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** A word in lower case; other tokens as they stand. */
  String lower() {
    return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : text;
  }

  /** A name: quoted, or a word that a pass has quoted. */
  boolean isQuoted() {
    return kind == Kind.QUOTED || now.startsWith("\"");
  }

  /** Whether the token stands where a type is written: after {@code ::} or in a cast. */
  boolean isType() {
    return type;
  }

  void markType() {
    type = true;
  }

  void quote() {
    now = '"' + text + '"';
  }

  void replace(String text) {
    now = text;
  }

  void drop() {
    now = "";
  }

  /** Puts text before everything that is already before this token: later calls are outer. */
  void open(String text) {
    before = text + before;
  }

  /** Puts text after everything that is already after this token. */
  void close(String text) {
    after = after + text;
  }

  String before() {
    return before;
  }

  String now() {
    return now;
  }

  String after() {
    return after;
  }

  @Override
  public String toString() {
    return before + now + after;
  }
}

package io.stripejdbc.query;

import java.util.List;

/**
 * A statement as the user wrote it, and as the parser can bear it, with the way back from a place
 * in the one to the place in the other.
 *
 * <p>What the grammar accepts and a wrong meaning would be given to is {@link DialectRewriter}'s
 * work; here is only what would not parse.
 */
final class SqlText {
  private final String original;
  private final String text;

  /** For each character of the text, the offset it comes from. */
  private final int[] origin;

  private SqlText(String original, String text, int[] origin) {
    this.original = original;
    this.text = text;
    this.origin = origin;
  }

  /** A line and a column, both from 1. */
  record Place(int line, int column) {}

  /** Prepares a statement for the parser. */
  static SqlText of(String sql) {
    List<Lexeme> tokens = SqlLexer.tokens(sql);
    dropSemicolons(tokens);
    SoftWords.quote(tokens);
    IntervalWords.spell(tokens);
    PostfixForms.wrap(tokens);
    return assemble(sql, tokens);
  }

  /** The statement for the parser. */
  String text() {
    return text;
  }

  /** The statement as the user wrote it. */
  String original() {
    return original;
  }

  /** The place in the user's statement that a place in {@link #text()} comes from. */
  Place original(int line, int column) {
    int offset = offset(text, line, column);
    int from = offset < origin.length ? origin[offset] : original.length();
    int lineNumber = 1;
    int lineStart = 0;
    for (int i = 0; i < from && i < original.length(); i++) {
      if (original.charAt(i) == '\n') {
        lineNumber++;
        lineStart = i + 1;
      }
    }
    return new Place(lineNumber, from - lineStart + 1);
  }

  private static void dropSemicolons(List<Lexeme> tokens) {
    for (int i = tokens.size() - 1; i > 0 && tokens.get(i).isSymbol(";"); i--) {
      tokens.remove(i).drop();
    }
  }

  private static SqlText assemble(String sql, List<Lexeme> tokens) {
    StringBuilder text = new StringBuilder(sql.length() + 64);
    int[] origin = new int[sql.length() + 64];
    int done = 0;
    for (Lexeme token : tokens) {
      origin = append(text, origin, sql.substring(done, token.start), done, true);
      origin = append(text, origin, token.before(), token.start, false);
      origin = append(text, origin, token.now(), token.start, token.now().equals(token.text));
      origin = append(text, origin, token.after(), token.end - 1, false);
      done = token.end;
    }
    String rest = sql.substring(done).replace(';', ' ');
    origin = append(text, origin, rest, done, true);
    return new SqlText(sql, text.toString(), java.util.Arrays.copyOf(origin, text.length()));
  }

  private static int[] append(
      StringBuilder text, int[] origin, String piece, int from, boolean verbatim) {
    int start = text.length();
    text.append(piece);
    int[] result = origin;
    if (text.length() > result.length) {
      result = java.util.Arrays.copyOf(result, text.length() * 2);
    }
    for (int i = 0; i < piece.length(); i++) {
      result[start + i] = verbatim ? from + i : from;
    }
    return result;
  }

  /** Offset of a place as Calcite counts it: lines end with LF, CR LF or CR; columns from 1. */
  private static int offset(String text, int line, int column) {
    int offset = 0;
    for (int i = 1; i < line; i++) {
      int end = text.indexOf('\n', offset);
      if (end < 0) {
        break;
      }
      offset = end + 1;
    }
    return Math.min(offset + Math.max(column, 1) - 1, text.length());
  }
}

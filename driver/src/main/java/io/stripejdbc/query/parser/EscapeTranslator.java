package io.stripejdbc.query.parser;

import java.util.Map;

/**
 * JDBC's escapes as plain SQL, for {@code nativeSQL} alone: the parser reads them as they are.
 *
 * <p>A text with something that needs the parser, <code>{fn …}</code> or what is no escape, stays
 * as it is.
 */
public final class EscapeTranslator {
  private static final Map<String, String> PLAIN =
      Map.of(
          "d",
          "DATE",
          "t",
          "TIME",
          "ts",
          "TIMESTAMP",
          "oj",
          "",
          "escape",
          "ESCAPE",
          "limit",
          "LIMIT");

  private EscapeTranslator() {}

  /** The statement without escapes, or as it is. */
  public static String translate(String sql) {
    if (sql.indexOf('{') < 0) {
      return sql;
    }
    SqlTokens tokens = SqlTokens.of(sql);
    StringBuilder plain = new StringBuilder();
    int done = 0;
    int open = 0;
    for (int i = 0; i < tokens.size(); i++) {
      String image = tokens.image(i);
      if (image.startsWith("{")) {
        String word = PLAIN.get(image.substring(1).strip().toLowerCase(java.util.Locale.ROOT));
        if (word == null) {
          return sql;
        }
        plain.append(sql, done, tokens.start(i)).append(word);
        done = tokens.end(i);
        open++;
      } else if (image.equals("}")) {
        plain.append(sql, done, tokens.start(i));
        done = tokens.end(i);
        open--;
      }
    }
    return open == 0 ? plain.append(sql, done, sql.length()).toString() : sql;
  }
}

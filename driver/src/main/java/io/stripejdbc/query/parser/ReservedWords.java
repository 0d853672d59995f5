package io.stripejdbc.query.parser;

import io.stripejdbc.query.parser.SqlTokens.NumberedToken;
import java.util.Set;

/**
 * Which words of the grammar can be names, and where: as in PostgreSQL, every word behind a point
 * and behind {@code AS}, most where an operand or a table stands, few as an alias without {@code
 * AS}.
 */
final class ReservedWords {
  /** Words that begin or join clauses: a name only behind a point and behind {@code AS}. */
  private static final Set<String> CLAUSES =
      Set.of(
          ("ALL AND ANY AS ASOF BY CALL CASE CREATE CROSS DEFINE DELETE DISTINCT DROP ELSE EXCEPT"
                  + " EXISTS EXPLAIN FETCH FROM GRANT GROUPING HAVING IN INNER INSERT INTERSECT"
                  + " INTO IS JOIN LATERAL LIKE MERGE MINUS NATURAL NOT NULL ON OR OUTER OVER"
                  + " QUALIFY ROLLUP SELECT SOME STREAM TABLESAMPLE THEN UNION UNNEST UPDATE USING"
                  + " WHEN WHERE WITH")
              .split(" "));

  /**
   * Words that end or go on with a query, so that they are no alias: {@code FROM t LIMIT} is an
   * unfinished statement, and not a table that is called limit.
   */
  private static final Set<String> NO_BARE_ALIAS =
      Set.of(
          ("DEFAULT FULL GROUP LEFT LIMIT MATCH_CONDITION MATCH_RECOGNIZE NEW OFFSET ORDER PATTERN"
                  + " RIGHT SET TABLE VALUES WINDOW")
              .split(" "));

  private ReservedWords() {}

  /** Whether a word, in capitals, begins or joins clauses. */
  static boolean isClause(String word) {
    return CLAUSES.contains(word);
  }

  /** Whether a token is a word that can be a name where it stands. */
  static boolean mayBeName(SqlTokens tokens, int i) {
    String word = tokens.word(i);
    return !word.isEmpty()
        && (tokens.is(i - 1, ".")
            || tokens.is(i - 1, "AS")
            || tokens.is(i + 1, ".")
            || !CLAUSES.contains(word));
  }

  /** Whether a token can be an alias without {@code AS}. */
  static boolean mayBeBareAlias(Token token) {
    return !(token instanceof NumberedToken numbered)
        || !numbered.isName()
        || !NO_BARE_ALIAS.contains(token.image.toUpperCase(java.util.Locale.ROOT));
  }
}

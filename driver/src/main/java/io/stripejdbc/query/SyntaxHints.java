package io.stripejdbc.query;

import io.stripejdbc.query.SqlText.Place;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What to say about the place where the parser gave up. */
final class SyntaxHints {
  /** Words of other dialects, with what stands for them here. */
  private static final Map<String, String> ADVICE =
      Map.of(
          "distinct on", "DISTINCT ON is not supported; use ROW_NUMBER() OVER (…) = 1 with QUALIFY",
          "array (", "CAST to ARRAY is not supported; use json_array_elements_text(json)",
          "map (", "CAST to MAP is not supported; use json_extract_scalar(json, '$.key')",
          "create", "stripe-jdbc is read-only",
          "materialized", "MATERIALIZED is not supported; leave it out",
          "pivot", "PIVOT is not supported; use SUM(…) FILTER (WHERE …)",
          "top", "TOP is not supported; use LIMIT");

  private SyntaxHints() {}

  static String of(SqlText text, SqlParserPos pos) {
    Place place = text.original(pos.getLineNum(), pos.getColumnNum());
    List<Lexeme> tokens = SqlLexer.tokens(text.original());
    int at = tokenAt(text.original(), tokens, place);
    if (at >= tokens.size()) {
      return "it ends too early";
    }
    Lexeme token = tokens.get(at);
    String two = at == 0 ? "" : tokens.get(at - 1).lower() + " " + token.lower();
    String advice = ADVICE.getOrDefault(two, ADVICE.get(token.lower()));
    if (advice != null) {
      return advice;
    }
    if (token.kind == Lexeme.Kind.QUOTED && token.text.startsWith("`")) {
      return "names are quoted with \", not with `";
    }
    String near = "did not expect '" + token.text + "'";
    boolean reserved =
        token.kind == Lexeme.Kind.WORD
            && SoftWords.RESERVED.contains(token.text.toLowerCase(Locale.ROOT));
    return reserved ? near + "; as a name write it in double quotes" : near;
  }

  private static int tokenAt(String sql, List<Lexeme> tokens, Place place) {
    int offset = 0;
    for (int line = 1; line < place.line(); line++) {
      offset = sql.indexOf('\n', offset) + 1;
    }
    offset += place.column() - 1;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).end > offset) {
        return i;
      }
    }
    return tokens.size();
  }
}

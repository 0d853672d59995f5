package io.stripejdbc.query.error;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.query.parser.ParseException;
import io.stripejdbc.query.parser.SqlTokens;
import io.stripejdbc.query.parser.SqlTokens.Place;
import io.stripejdbc.query.parser.SyntaxStop;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** What to say about the place where the parser stopped. */
final class SyntaxErrors {
  /** Words of other dialects, alone or behind another, with what stands for them here. */
  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry("/ /", "// is neither an operator nor a comment; write a / b, or -- comment"),
          Map.entry("create", "stripe-jdbc is read-only"),
          Map.entry("groups", "a frame counts in ROWS or RANGE; GROUPS is not supported"),
          Map.entry("materialized", "MATERIALIZED is not supported; leave it out"),
          Map.entry("pivot", "PIVOT is not supported; use SUM(…) FILTER (WHERE …)"),
          Map.entry("top", "TOP is not supported; use LIMIT"));

  private SyntaxErrors() {}

  static DriverFailure failure(ParseException thrown, SqlTokens text) {
    SyntaxStop stop = SyntaxStop.of(thrown);
    int at = stop.number() < 0 ? text.size() : stop.number();
    Place place = text.place(at);
    return new DriverFailure(
        DriverError.SYNTAX,
        "SQL does not parse (line %d, column %d): %s"
            .formatted(place.line(), place.column(), reason(stop, text, at)));
  }

  /** A statement, or what stands where only a query can, that begins with something else. */
  static DriverFailure noQuery(SqlParserPos pos, SqlTokens text) {
    return new DriverFailure(
        DriverError.SYNTAX,
        "SQL does not parse (line %d, column %d): did not expect '%s'; expected a query: SELECT …,"
                .formatted(
                    pos.getLineNum(),
                    pos.getColumnNum(),
                    shortened(text.imageOrEmpty(text.at(pos.getLineNum(), pos.getColumnNum()))))
            + " WITH … or VALUES …");
  }

  private static String reason(SyntaxStop stop, SqlTokens text, int at) {
    String advice = advice(text, at);
    if (advice != null) {
      return advice;
    }
    String expected = stop.inWords().isEmpty() ? "" : "; expected " + stop.inWords();
    if (at >= text.size()) {
      return "it ends too early" + expected;
    }
    return "did not expect '%s'%s%s"
        .formatted(
            shortened(text.image(at)),
            expected,
            text.isQuotable(at) && stop.takesName() ? "; as a name write it in double quotes" : "");
  }

  private static @Nullable String advice(SqlTokens text, int at) {
    String image = text.imageOrEmpty(at).toLowerCase(Locale.ROOT);
    if (text.isInvalid(at)) {
      return invalid(image);
    }
    if (image.startsWith("{")) {
      return "'" + image + text.imageOrEmpty(at + 1) + "' is none of JDBC's escapes";
    }
    for (int i = at; i <= at + 1; i++) {
      String two = text.imageOrEmpty(i - 1).toLowerCase(Locale.ROOT) + " ";
      String advice = ADVICE.get(two + text.imageOrEmpty(i).toLowerCase(Locale.ROOT));
      if (advice != null) {
        return advice;
      }
    }
    return ADVICE.getOrDefault(
        image, ADVICE.get(text.imageOrEmpty(at - 1).toLowerCase(Locale.ROOT)));
  }

  private static String invalid(String image) {
    if (image.startsWith("'") || image.startsWith("e'")) {
      return "a text has no closing quote '";
    }
    if (image.startsWith("\"")) {
      return "a name has no closing quote \"";
    }
    if (image.startsWith("/*")) {
      return "a comment has no end */";
    }
    if (Character.isJavaIdentifierStart(image.charAt(0))) {
      return "a number has letters at its end, '" + shortened(image) + "'";
    }
    return image.startsWith("`")
        ? "names are quoted with \", not with `"
        : "there is no sign '" + image.charAt(0) + "' in SQL";
  }

  private static String shortened(String image) {
    return image.length() <= 40 ? image : image.substring(0, 40) + "…";
  }
}

package io.stripejdbc.plan.function.scalar;

import io.stripejdbc.plan.function.time.TimeFunctions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of SIMILAR TO as a regular expression: {@code %} and {@code _} as in LIKE, {@code | * +
 * ? {} () []} as in regular expressions, everything else for itself.
 */
final class SimilarPattern {
  private static final String OPERATORS = "|*+?{}()";
  private static final int NONE = -1;

  /** Names of classes in SQL (ISO 9075-2, 8.6) and in RE2. */
  private static final Map<String, String> CLASSES =
      Map.of(
          "[:ALPHA:]", "[:alpha:]",
          "[:UPPER:]", "[:upper:]",
          "[:LOWER:]", "[:lower:]",
          "[:DIGIT:]", "[:digit:]",
          "[:ALNUM:]", "[:alnum:]",
          "[:SPACE:]", " ",
          "[:WHITESPACE:]", "[:space:]");

  private final int[] points;
  private final int escape;
  private final StringBuilder regex = new StringBuilder("(?s)^(?:");
  private int at;

  private SimilarPattern(String pattern, @Nullable String escape) {
    this.points = pattern.codePoints().toArray();
    this.escape = escape == null ? NONE : LikePattern.escape(escape);
  }

  /** The regular expression, for the whole text. */
  static String regex(String pattern, @Nullable String escape) {
    return new SimilarPattern(pattern, escape).translate();
  }

  private String translate() {
    while (at < points.length) {
      int point = points[at++];
      if (point == escape) {
        literal(next());
      } else if (point == '%') {
        regex.append(".*");
      } else if (point == '_') {
        regex.append('.');
      } else if (point == '[') {
        list();
      } else if (OPERATORS.indexOf(point) >= 0) {
        regex.appendCodePoint(point);
      } else {
        literal(point);
      }
    }
    return regex.append(")$").toString();
  }

  private int next() {
    if (at >= points.length) {
      throw TimeFunctions.argument("A pattern of SIMILAR TO ends with the escape character");
    }
    return points[at++];
  }

  private void literal(int point) {
    // A comma may stand in {2,3}.
    if (point < 128 && point != ',' && !Character.isLetterOrDigit(point)) {
      regex.append('\\');
    }
    regex.appendCodePoint(point);
  }

  /** Between brackets: characters, ranges and named classes; {@code ^} excludes. */
  private void list() {
    regex.append('[');
    if (at < points.length && points[at] == '^') {
      at++;
      regex.append('^');
    }
    while (true) {
      if (at >= points.length) {
        throw TimeFunctions.argument("A pattern of SIMILAR TO has a '[' without its ']'");
      }
      int point = points[at++];
      if (point == ']') {
        regex.append(']');
        return;
      }
      if (point == '[') {
        named();
      } else if (point == '-') {
        regex.append('-');
      } else {
        literal(point == escape ? next() : point);
      }
    }
  }

  private void named() {
    String rest = new String(points, at - 1, points.length - at + 1);
    int end = rest.indexOf(":]");
    String name = end < 0 ? rest : rest.substring(0, end + 2);
    String known = CLASSES.get(name.toUpperCase(java.util.Locale.ROOT));
    if (known == null) {
      throw TimeFunctions.argument("SIMILAR TO knows no class of characters '%s'".formatted(name));
    }
    regex.append(known);
    at += name.codePointCount(0, name.length()) - 1;
  }
}

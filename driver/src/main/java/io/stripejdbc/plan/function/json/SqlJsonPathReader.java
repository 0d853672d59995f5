package io.stripejdbc.plan.function.json;

import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.json.JsonPathCondition.Operand;
import io.stripejdbc.plan.function.json.SqlJsonPath.Position;
import io.stripejdbc.plan.function.json.SqlJsonPath.Range;
import io.stripejdbc.plan.function.json.SqlJsonPath.Step;
import io.stripejdbc.plan.function.time.TimeFunctions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the text of a SQL/JSON path; forms of other path languages are refused by name. */
final class SqlJsonPathReader {
  private final String text;
  private int at;

  private SqlJsonPathReader(String text) {
    this.text = text;
  }

  static SqlJsonPath read(String text) {
    SqlJsonPathReader reader = new SqlJsonPathReader(text);
    boolean strict = reader.word("strict");
    if (!strict) {
      reader.word("lax");
    }
    if (!reader.take("$")) {
      throw reader.wrong("it begins with '$'");
    }
    List<Step> steps = reader.steps();
    reader.blanks();
    if (reader.at < text.length()) {
      throw reader.wrong("did not expect '" + text.charAt(reader.at) + "'");
    }
    return new SqlJsonPath(strict, steps);
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    while (true) {
      if (take("..") || take(".**")) {
        throw wrong("'..' is not of the standard; name the members");
      } else if (take(".*")) {
        steps.add(SqlJsonPath.members());
      } else if (take(".")) {
        steps.add(afterPoint());
      } else if (take("[")) {
        brackets(steps);
      } else if (take("?")) {
        steps.add(SqlJsonPath.filter(parenthesised()));
      } else {
        return steps;
      }
    }
  }

  private Step afterPoint() {
    blanks();
    if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
      return SqlJsonPath.member(quoted());
    }
    int start = at;
    while (at < text.length() && isName(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw wrong("a member's name stands behind '.'");
    }
    String name = text.substring(start, at);
    return take("(") ? method(name) : SqlJsonPath.member(name);
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '-' || c >= 128;
  }

  private Step method(String name) {
    if (!take(")")) {
      throw wrong("the method '" + name + "' takes nothing");
    }
    JsonPathMethod method = JsonPathMethod.of(name);
    if (method == null) {
      throw wrong(
          "there is no method '"
              + name
              + "' here; there are size, type, abs, floor,"
              + " ceiling and double");
    }
    return method;
  }

  private void brackets(List<Step> steps) {
    blanks();
    char c = at < text.length() ? text.charAt(at) : ' ';
    if (c == '"' || c == '\'') {
      steps.add(SqlJsonPath.member(quoted()));
    } else if (take("*")) {
      steps.add(SqlJsonPath.elements());
    } else if (take("?")) {
      steps.add(SqlJsonPath.elements());
      steps.add(SqlJsonPath.filter(parenthesised()));
    } else {
      List<Range> ranges = new ArrayList<>();
      do {
        Position from = position();
        ranges.add(new Range(from, word("to") ? position() : from));
      } while (take(","));
      steps.add(SqlJsonPath.ranges(ranges));
    }
    if (!take("]")) {
      throw wrong("a ']' is missing");
    }
  }

  private Position position() {
    if (word("last")) {
      return new Position(true, take("-") ? whole() : 0);
    }
    if (take("-")) {
      throw wrong("positions from the end are written [last], [last - 1]");
    }
    return new Position(false, whole());
  }

  private int whole() {
    blanks();
    int start = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    if (at == start || at - start > 9) {
      throw wrong("a position is a whole number");
    }
    return Integer.parseInt(text.substring(start, at));
  }

  private JsonPathCondition parenthesised() {
    if (!take("(")) {
      throw wrong("a condition stands in parentheses");
    }
    JsonPathCondition condition = or();
    if (!take(")")) {
      throw wrong("a ')' is missing");
    }
    return condition;
  }

  private JsonPathCondition or() {
    JsonPathCondition condition = and();
    while (take("||")) {
      condition = JsonPathCondition.or(condition, and());
    }
    return condition;
  }

  private JsonPathCondition and() {
    JsonPathCondition condition = single();
    while (take("&&")) {
      condition = JsonPathCondition.and(condition, single());
    }
    return condition;
  }

  private JsonPathCondition single() {
    if (take("!")) {
      return JsonPathCondition.not(single());
    }
    if (word("exists")) {
      if (!take("(")) {
        throw wrong("exists takes a path in parentheses");
      }
      Operand path = operand();
      if (!take(")")) {
        throw wrong("a ')' is missing");
      }
      return JsonPathCondition.exists(path);
    }
    blanks();
    if (at < text.length() && text.charAt(at) == '(') {
      JsonPathCondition inner = parenthesised();
      return word("is") && word("unknown") ? JsonPathCondition.unknown(inner) : inner;
    }
    Operand left = operand();
    for (String operator : List.of("==", "!=", "<>", "<=", ">=", "<", ">")) {
      if (take(operator)) {
        return JsonPathCondition.compare(left, operand(), operator);
      }
    }
    if (word("starts") && word("with")) {
      blanks();
      return JsonPathCondition.startsWith(left, quoted());
    }
    if (word("like_regex")) {
      throw wrong("like_regex is not supported; use regexp_like on the value");
    }
    return JsonPathCondition.exists(left);
  }

  private Operand operand() {
    if (take("@")) {
      return JsonPathCondition.path(false, steps());
    }
    if (take("$")) {
      return JsonPathCondition.path(true, steps());
    }
    if (word("true") || word("false")) {
      return JsonPathCondition.constant(text.startsWith("true", at - 4));
    }
    if (word("null")) {
      return JsonPathCondition.constant(null);
    }
    blanks();
    char c = at < text.length() ? text.charAt(at) : ' ';
    return JsonPathCondition.constant(c == '"' || c == '\'' ? quoted() : number());
  }

  private BigDecimal number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return new BigDecimal(text.substring(start, at));
    } catch (NumberFormatException e) {
      throw wrong("a value is expected: a number, a text in double quotes, '@' or '$'");
    }
  }

  private String quoted() {
    blanks();
    char quote = at < text.length() ? text.charAt(at) : ' ';
    if (quote != '"' && quote != '\'') {
      throw wrong("a text in double quotes is expected");
    }
    StringBuilder result = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != quote; at++) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      result.append(text.charAt(at));
    }
    if (at++ >= text.length()) {
      throw wrong("a closing quote is missing");
    }
    return result.toString();
  }

  /** Takes a sign if it comes next. */
  private boolean take(String sign) {
    blanks();
    if (text.startsWith(sign, at)) {
      at += sign.length();
      return true;
    }
    return false;
  }

  /** Takes a word if it comes next, as a whole. */
  private boolean word(String word) {
    blanks();
    int end = at + word.length();
    boolean mode = word.equals("lax") || word.equals("strict");
    boolean whole =
        end >= text.length() || !isName(text.charAt(end)) || (mode && text.charAt(end) == '$');
    boolean there = whole && text.regionMatches(true, at, word, 0, word.length());
    at = there ? end : at;
    return there;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private DriverFailure wrong(@Nullable String why) {
    return TimeFunctions.argument(
        "'%s' is no SQL/JSON path (character %d): %s".formatted(text, at + 1, why));
  }
}

package io.stripejdbc.query.parser;

import io.stripejdbc.error.DriverError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The operators whose precedence is PostgreSQL's and not Calcite's, and those that only PostgreSQL
 * has.
 *
 * <p>From tight to loose (PostgreSQL's manual, 4.1.6): {@code . :: [ ]}, the sign, {@code AT TIME
 * ZONE}, {@code ^}, {@code * / %}, {@code + -}, all others, {@code BETWEEN IN LIKE}, comparisons,
 * {@code IS}, {@code NOT}, {@code AND}, {@code OR}. Calcite's scale has 80 for the sign, 60 for
 * {@code *}, 40 for {@code +} and 32 for {@code LIKE}.
 */
public final class InfixOperators {
  /** Name of the call that {@code AT TIME ZONE} becomes. */
  public static final String AT_TIME_ZONE_CALL = "at_timezone";

  /** Name of the call that {@code ->} becomes. */
  public static final String ARROW_CALL = "json_get";

  /** Name of the call that {@code ->>} becomes. */
  public static final String ARROW_TEXT_CALL = "json_get_text";

  private static final int ZONE_BINDS = 76;
  private static final int POWER_BINDS = 70;
  private static final int OTHERS_BIND = 36;

  public static final SqlOperator AT_TIME_ZONE =
      new InfixOperator("AT TIME ZONE", ZONE_BINDS, call(AT_TIME_ZONE_CALL));
  public static final SqlOperator POWER =
      new InfixOperator("^", POWER_BINDS, SqlStdOperatorTable.POWER::createCall);
  public static final SqlOperator CONCAT =
      new InfixOperator("||", OTHERS_BIND, SqlStdOperatorTable.CONCAT::createCall);
  public static final SqlOperator ARROW = new InfixOperator("->", OTHERS_BIND, call(ARROW_CALL));
  public static final SqlOperator ARROW_TEXT =
      new InfixOperator("->>", OTHERS_BIND, call(ARROW_TEXT_CALL));
  public static final SqlOperator PATH =
      new InfixOperator("#>", OTHERS_BIND, (pos, json, path) -> path(pos, json, path, ARROW_CALL));
  public static final SqlOperator PATH_TEXT =
      new InfixOperator(
          "#>>", OTHERS_BIND, (pos, json, path) -> path(pos, json, path, ARROW_TEXT_CALL));
  public static final SqlOperator CONTAINS =
      new InfixOperator("@>", OTHERS_BIND, (pos, left, right) -> noContainment(pos, "@>"));
  public static final SqlOperator CONTAINED =
      new InfixOperator("<@", OTHERS_BIND, (pos, left, right) -> noContainment(pos, "<@"));
  public static final SqlOperator PLUS =
      new InfixOperator("+", 40, (pos, a, b) -> add(pos, a, b, SqlStdOperatorTable.PLUS));
  public static final SqlOperator MINUS =
      new InfixOperator("-", 40, (pos, a, b) -> add(pos, a, b, SqlStdOperatorTable.MINUS));

  /** {@code {a,0,"b c"}}: PostgreSQL's text of a path. */
  private static final Pattern STEP =
      Pattern.compile("\\s*(?:\"([^\"]*)\"|([^,\"{}]+?))\\s*(?:,|$)");

  private InfixOperators() {}

  private static InfixOperator.Meaning call(String function) {
    return (pos, left, right) -> call(pos, function, left, right);
  }

  /** A call of a function that is found by its name. */
  static SqlCall call(SqlParserPos pos, String function, SqlNode... operands) {
    return new SqlUnresolvedFunction(
            new SqlIdentifier(function, pos),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(pos, operands);
  }

  /** {@code x #>> '{a,b}'} is {@code x -> 'a' ->> 'b'}. */
  private static SqlCall path(SqlParserPos pos, SqlNode json, SqlNode path, String last) {
    List<SqlNode> steps = steps(path);
    if (steps.isEmpty()) {
      throw new UnsupportedSyntax(
          DriverError.INVALID_SQL,
          path.getParserPosition(),
          "A path behind #> is a text such as '{order,0,id}'; json_extract(json, '$.order[0].id')"
              + " takes any");
    }
    SqlNode value = json;
    for (SqlNode step : steps.subList(0, steps.size() - 1)) {
      value = call(pos, ARROW_CALL, value, step);
    }
    return call(pos, last, value, steps.get(steps.size() - 1));
  }

  private static List<SqlNode> steps(SqlNode path) {
    List<SqlNode> steps = new ArrayList<>();
    String text = path instanceof SqlLiteral literal ? literal.toValue() : null;
    if (text == null || !text.startsWith("{") || !text.endsWith("}")) {
      return steps;
    }
    String inside = text.substring(1, text.length() - 1);
    Matcher step = STEP.matcher(inside);
    int end = 0;
    while (end < inside.length() && step.find() && step.start() == end) {
      steps.add(step(step.group(1), step.group(2), path.getParserPosition()));
      end = step.end();
    }
    return end < inside.length() ? List.of() : steps;
  }

  private static SqlNode step(@Nullable String quoted, @Nullable String bare, SqlParserPos pos) {
    if (bare != null && bare.matches("-?\\d{1,9}")) {
      return SqlLiteral.createExactNumeric(bare, pos);
    }
    return SqlLiteral.createCharString(quoted == null ? String.valueOf(bare) : quoted, pos);
  }

  private static SqlCall noContainment(SqlParserPos pos, String operator) {
    throw new UnsupportedSyntax(
        DriverError.UNKNOWN_FUNCTION,
        pos,
        "Operator "
            + operator
            + " is not supported; compare json ->> 'key', or use json_array_contains(json, x)");
  }

  /** An interval of months and days is added one after the other, as PostgreSQL does. */
  private static SqlCall add(SqlParserPos pos, SqlNode left, SqlNode right, SqlOperator operator) {
    if (right instanceof MixedInterval interval) {
      SqlCall months = operator.createCall(pos, left, interval.months());
      return operator.createCall(pos, months, interval.seconds());
    }
    if (left instanceof MixedInterval interval && operator.equals(SqlStdOperatorTable.PLUS)) {
      return add(pos, right, interval, operator);
    }
    return operator.createCall(pos, left, right);
  }
}

package io.stripejdbc.query.parser;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.scalar.ArrayLiteral;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
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
      new InfixOperator(
          "#>", OTHERS_BIND, (pos, json, path) -> path(pos, json, path, "json_extract"));
  public static final SqlOperator PATH_TEXT =
      new InfixOperator(
          "#>>", OTHERS_BIND, (pos, json, path) -> path(pos, json, path, "json_text_at"));
  public static final SqlOperator CONTAINS =
      new InfixOperator("@>", OTHERS_BIND, (pos, left, right) -> noContainment(pos, "@>"));
  public static final SqlOperator CONTAINED =
      new InfixOperator("<@", OTHERS_BIND, (pos, left, right) -> noContainment(pos, "<@"));
  public static final SqlOperator PLUS =
      new InfixOperator("+", 40, (pos, a, b) -> add(pos, a, b, SqlStdOperatorTable.PLUS));
  public static final SqlOperator MINUS =
      new InfixOperator("-", 40, (pos, a, b) -> add(pos, a, b, SqlStdOperatorTable.MINUS));

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

  /** A path that is wrong is so at once, also where there is no row. */
  private static SqlCall path(SqlParserPos pos, SqlNode json, SqlNode path, String function) {
    boolean parameter = path instanceof SqlDynamicParam;
    if (!parameter && !(path instanceof SqlLiteral literal && isPath(literal.toValue()))) {
      throw new UnsupportedSyntax(
          DriverError.INVALID_SQL,
          path.getParserPosition(),
          "A path behind #> is a text such as '{order,0,id}'; json_extract(json, '$.order[0].id')"
              + " takes any");
    }
    return call(pos, function, json, path);
  }

  private static boolean isPath(@Nullable String text) {
    if (text == null) {
      return false;
    }
    try {
      ArrayLiteral.elements(text);
      return true;
    } catch (DriverFailure malformed) {
      return false;
    }
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

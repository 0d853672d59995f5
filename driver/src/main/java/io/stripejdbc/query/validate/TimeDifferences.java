package io.stripejdbc.query.validate;

import io.stripejdbc.plan.function.operator.TimeDifference;
import java.util.function.Function;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Signs beside times, as in PostgreSQL. Minus between two timestamps, or a timestamp and a date, is
 * an interval, between two dates a number of days; a whole number beside a date is a number of
 * days.
 */
final class TimeDifferences {
  private TimeDifferences() {}

  /**
   * Puts the function in the place of the sign, and days in that of a number; leaves all other
   * calls as they are.
   *
   * @param types gives the type of an expression, null for what has none
   */
  static void replace(SqlCall call, Function<SqlNode, @Nullable RelDataType> types) {
    if (!isSign(call) || !(call instanceof SqlBasicCall basic)) {
      return;
    }
    SqlTypeName first = name(types.apply(call.operand(0)));
    SqlTypeName second = name(types.apply(call.operand(1)));
    if (first == SqlTypeName.DATE && isWhole(second)) {
      call.setOperand(1, days(call.operand(1)));
    } else if (call.getKind() == SqlKind.PLUS && isWhole(first) && second == SqlTypeName.DATE) {
      call.setOperand(0, days(call.operand(0)));
    } else if (call.getKind() == SqlKind.MINUS && isTime(first) && isTime(second)) {
      boolean dates = first == SqlTypeName.DATE && second == SqlTypeName.DATE;
      basic.setOperator(dates ? TimeDifference.DAYS : TimeDifference.OPERATOR);
    }
  }

  /** {@code n * INTERVAL '1' DAY}. */
  private static SqlNode days(SqlNode number) {
    SqlParserPos pos = number.getParserPosition();
    return SqlStdOperatorTable.MULTIPLY.createCall(
        pos,
        number,
        SqlLiteral.createInterval(1, "1", new SqlIntervalQualifier(TimeUnit.DAY, null, pos), pos));
  }

  private static boolean isWhole(@Nullable SqlTypeName type) {
    return type != null && SqlTypeName.INT_TYPES.contains(type);
  }

  /** Whether a sign stands in an expression, outside of its sub-queries. */
  static boolean mayBeIn(SqlNode node) {
    try {
      node.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
              if (isSign(call)) {
                throw Util.FoundOne.NULL;
              }
              return call.isA(SqlKind.QUERY) ? null : super.visit(call);
            }
          });
      return false;
    } catch (Util.FoundOne e) {
      return true;
    }
  }

  private static boolean isSign(SqlCall call) {
    boolean sign = call.getKind() == SqlKind.MINUS || call.getKind() == SqlKind.PLUS;
    return sign && call.operandCount() == 2;
  }

  private static boolean isTime(@Nullable SqlTypeName type) {
    return type == SqlTypeName.TIMESTAMP || type == SqlTypeName.DATE;
  }

  private static @Nullable SqlTypeName name(@Nullable RelDataType type) {
    return type == null ? null : type.getSqlTypeName();
  }
}

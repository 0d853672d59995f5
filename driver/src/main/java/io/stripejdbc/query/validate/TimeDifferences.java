package io.stripejdbc.query.validate;

import io.stripejdbc.plan.function.operator.TimeDifference;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * The minus sign between two timestamps, or a timestamp and a date. Between two dates it stays as
 * it is, and is refused: there PostgreSQL has a number of days and Trino an interval.
 */
final class TimeDifferences {
  private TimeDifferences() {}

  /**
   * Puts the function in the place of the sign; leaves all other calls as they are.
   *
   * @param types gives the type of an expression, null for what has none
   */
  static void replace(SqlCall call, Function<SqlNode, @Nullable RelDataType> types) {
    if (!isDifference(call)) {
      return;
    }
    SqlTypeName first = name(types.apply(call.operand(0)));
    SqlTypeName second = name(types.apply(call.operand(1)));
    boolean times =
        (first == SqlTypeName.TIMESTAMP && isTime(second))
            || (second == SqlTypeName.TIMESTAMP && isTime(first));
    if (times && call instanceof SqlBasicCall basic) {
      basic.setOperator(TimeDifference.OPERATOR);
    }
  }

  /** Whether a sign stands in an expression, outside of its sub-queries. */
  static boolean mayBeIn(SqlNode node) {
    try {
      node.accept(
          new SqlBasicVisitor<Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
              if (isDifference(call)) {
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

  private static boolean isDifference(SqlCall call) {
    return call.getKind() == SqlKind.MINUS && call.operandCount() == 2;
  }

  private static boolean isTime(@Nullable SqlTypeName type) {
    return type == SqlTypeName.TIMESTAMP || type == SqlTypeName.DATE;
  }

  private static @Nullable SqlTypeName name(@Nullable RelDataType type) {
    return type == null ? null : type.getSqlTypeName();
  }
}

package io.stripejdbc.plan.function;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's conversions of typed SQL to expressions, but for {@code (a, b) OVERLAPS (c, d)}: there
 * periods that only touch overlap (1.42); by the standard a period has its start and not its end.
 */
public final class StripeConvertletTable implements SqlRexConvertletTable {
  /** The one instance. */
  public static final StripeConvertletTable INSTANCE = new StripeConvertletTable();

  private StripeConvertletTable() {}

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    return call.getOperator().equals(SqlStdOperatorTable.OVERLAPS)
        ? StripeConvertletTable::overlaps
        : StandardConvertletTable.INSTANCE.get(call);
  }

  /** A period of no length is the moment itself. */
  private record Period(RexNode start, RexNode end) {}

  private static RexNode overlaps(SqlRexContext context, SqlCall call) {
    RexBuilder rex = context.getRexBuilder();
    Period one = period(context, call.operand(0));
    Period other = period(context, call.operand(1));
    return rex.makeCall(
        SqlStdOperatorTable.OR,
        rex.makeCall(SqlStdOperatorTable.EQUALS, one.start, other.start),
        beginsWithin(rex, other, one),
        beginsWithin(rex, one, other));
  }

  private static RexNode beginsWithin(RexBuilder rex, Period later, Period earlier) {
    return rex.makeCall(
        SqlStdOperatorTable.AND,
        rex.makeCall(SqlStdOperatorTable.LESS_THAN, earlier.start, later.start),
        rex.makeCall(SqlStdOperatorTable.LESS_THAN, later.start, earlier.end));
  }

  private static Period period(SqlRexContext context, SqlCall row) {
    RexBuilder rex = context.getRexBuilder();
    RexNode first = context.convertExpression(row.operand(0));
    RexNode second = context.convertExpression(row.operand(1));
    if (SqlTypeUtil.isInterval(second.getType())) {
      RelDataType moment =
          rex.getTypeFactory().leastRestrictive(List.of(first.getType(), second.getType()));
      RelDataType type = moment == null ? first.getType() : moment;
      first = rex.makeCast(type, first, true, false);
      second = rex.makeCall(type, SqlStdOperatorTable.DATETIME_PLUS, List.of(first, second));
    }
    RexNode forward = rex.makeCall(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, first, second);
    return new Period(
        rex.makeCall(SqlStdOperatorTable.CASE, forward, first, second),
        rex.makeCall(SqlStdOperatorTable.CASE, forward, second, first));
  }
}

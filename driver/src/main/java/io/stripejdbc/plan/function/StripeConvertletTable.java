package io.stripejdbc.plan.function;

import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.operator.TimeDifference;
import io.stripejdbc.plan.function.scalar.ArrayComparisons;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's conversions of typed SQL to expressions, but for some (1.42).
 *
 * <p>{@code (a, b) OVERLAPS (c, d)}: there periods that only touch overlap; by the standard a
 * period has its start and not its end. {@code x = ANY (array)}: its code fails where {@code x} is
 * NULL, and no condition in it is known before it runs. So {@code x = ANY (ARRAY[a, b])} is {@code
 * x = a OR x = b}, which a request can ask for.
 */
public final class StripeConvertletTable implements SqlRexConvertletTable {
  /** The one instance. */
  public static final StripeConvertletTable INSTANCE = new StripeConvertletTable();

  private static final SqlOperator QUANTIFIED =
      new DriverFunction(
          "quantified",
          Signature.of(Signature.Kind.ANY).andMore(),
          ReturnTypes.BOOLEAN_NULLABLE,
          ArrayComparisons.class,
          "quantified",
          NullPolicy.SEMI_STRICT);

  private StripeConvertletTable() {}

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    if (call.getOperator() instanceof SqlQuantifyOperator && call.operandCount() == 2) {
      return StripeConvertletTable::quantified;
    }
    if (call.getOperator() instanceof ExtractFunction) {
      return ExtractFunction::convert;
    }
    if (call.getOperator() instanceof SynonymFunction) {
      return SynonymFunction::convert;
    }
    if (call.getOperator().equals(TimeDifference.OPERATOR)) {
      return TimeDifference::convert;
    }
    if (call.getOperator().equals(TimeDifference.DAYS)) {
      return TimeDifference::convertDays;
    }
    if (RemainderOperator.is(call)) {
      return RemainderOperator::convert;
    }
    return call.getOperator().equals(SqlStdOperatorTable.OVERLAPS)
        ? StripeConvertletTable::overlaps
        : StandardConvertletTable.INSTANCE.get(call);
  }

  private static RexNode quantified(SqlRexContext context, SqlCall call) {
    RexBuilder rex = context.getRexBuilder();
    SqlQuantifyOperator operator = (SqlQuantifyOperator) call.getOperator();
    RexNode left = context.convertExpression(call.operand(0));
    SqlNode right = call.operand(1);
    RexNode array =
        context.convertExpression(right instanceof SqlNodeList list ? list.get(0) : right);
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    RexNode result =
        array instanceof RexCall elements && array.isA(SqlKind.ARRAY_VALUE_CONSTRUCTOR)
            ? ofElements(rex, operator, left, elements.getOperands())
            : ofArray(rex, type, operator, left, array);
    return rex.ensureType(type, result, true);
  }

  private static RexNode ofElements(
      RexBuilder rex, SqlQuantifyOperator operator, RexNode left, List<RexNode> elements) {
    SqlOperator comparison = comparison(operator.comparisonKind);
    List<RexNode> each = new ArrayList<>();
    for (RexNode element : elements) {
      each.add(rex.makeCall(comparison, left, element));
    }
    return operator.getKind() == SqlKind.ALL
        ? RexUtil.composeConjunction(rex, each)
        : RexUtil.composeDisjunction(rex, each);
  }

  /** Any other array is compared by a function, which is given both sides as arrays. */
  private static RexNode ofArray(
      RexBuilder rex, RelDataType type, SqlQuantifyOperator operator, RexNode left, RexNode array) {
    RelDataType one = rex.getTypeFactory().createArrayType(left.getType(), -1);
    return rex.makeCall(
        type,
        QUANTIFIED,
        List.of(
            rex.makeCall(one, SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR, List.of(left)),
            array,
            rex.makeLiteral(operator.comparisonKind.name()),
            rex.makeLiteral(operator.getKind() == SqlKind.ALL)));
  }

  private static SqlOperator comparison(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> SqlStdOperatorTable.EQUALS;
      case NOT_EQUALS -> SqlStdOperatorTable.NOT_EQUALS;
      case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
      case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
      case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
      default -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
    };
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

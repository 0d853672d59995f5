package io.stripejdbc.plan.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link BatchExpression} of a SQL expression, where that is certain to have the values
 * that generated code gives: whole numbers, times, truth, and texts that are the same or not.
 *
 * <p>A call that can fail (a sum that leaves its type) is made for every row, so it is only taken
 * where generated code makes it for every row as well: not inside of CASE, AND or OR.
 */
final class ExpressionTranslator {
  /** Longer ones are lists of values, which generated code looks up. */
  private static final int MOST_PARTS = 200;

  private final Function<RexDynamicParam, @Nullable Object> parameters;
  private int parts;

  /**
   * @param parameters internal values of the statement's parameters
   */
  ExpressionTranslator(Function<RexDynamicParam, @Nullable Object> parameters) {
    this.parameters = parameters;
  }

  /** Thrown where an expression is not taken. */
  private static final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unsupported() {
      super("not computed in batches", null, false, false);
    }
  }

  /** The expression; empty where it has to be left to generated code. */
  Optional<BatchExpression> translate(RexNode expression) {
    try {
      return Optional.of(any(expression, true));
    } catch (Unsupported notTaken) {
      return Optional.empty();
    }
  }

  /** The same of a condition that fails for no row. */
  Optional<BatchExpression> translateCondition(RexNode condition) {
    try {
      return Optional.of(number(condition, false));
    } catch (Unsupported notTaken) {
      return Optional.empty();
    }
  }

  /** Some value of the type of a parameter, to see what is translated whatever the values are. */
  static Object anyValue(RexDynamicParam parameter) {
    return ValueKind.of(parameter.getType()) == ValueKind.TEXT ? "" : (Object) 0L;
  }

  /**
   * @param always whether it is computed for every row
   */
  private BatchExpression any(RexNode node, boolean always) {
    demand(++parts <= MOST_PARTS);
    ValueKind kind = ValueKind.of(node.getType());
    if (node instanceof RexInputRef ref) {
      return kind.isNumber()
          ? BatchExpression.numbers(ref.getIndex())
          : BatchExpression.column(ref.getIndex());
    }
    if (!kind.isNumber()) {
      throw new Unsupported();
    }
    if (node instanceof RexLiteral literal) {
      return NumberExpressions.constant(
          BatchConstants.number(literal).orElseThrow(Unsupported::new));
    }
    if (node instanceof RexDynamicParam parameter) {
      return NumberExpressions.constant(BatchConstants.number(parameters.apply(parameter)));
    }
    if (node instanceof RexCall call) {
      return call(call, always);
    }
    throw new Unsupported();
  }

  private BatchExpression number(RexNode node, boolean always) {
    if (!ValueKind.of(node.getType()).isNumber()) {
      throw new Unsupported();
    }
    return any(node, always);
  }

  private List<BatchExpression> truths(List<RexNode> nodes) {
    List<BatchExpression> all = new ArrayList<>();
    for (RexNode node : nodes) {
      demand(ValueKind.of(node.getType()) == ValueKind.TRUTH);
      all.add(any(node, false));
    }
    return all;
  }

  private static void demand(boolean met) {
    if (!met) {
      throw new Unsupported();
    }
  }

  private BatchExpression call(RexCall call, boolean always) {
    List<RexNode> operands = call.getOperands();
    demand(!operands.isEmpty()); // CURRENT_TIMESTAMP
    RexNode first = operands.get(0);
    return switch (call.getKind()) {
      case AND -> TruthExpressions.joined(true, truths(operands));
      case OR -> TruthExpressions.joined(false, truths(operands));
      case NOT -> TruthExpressions.not(number(first, always));
      case IS_NULL -> TruthExpressions.isNull(any(first, always), false);
      case IS_NOT_NULL -> TruthExpressions.isNull(any(first, always), true);
      case IS_TRUE -> TruthExpressions.is(number(first, always), true, false);
      case IS_NOT_TRUE -> TruthExpressions.is(number(first, always), true, true);
      case IS_FALSE -> TruthExpressions.is(number(first, always), false, false);
      case IS_NOT_FALSE -> TruthExpressions.is(number(first, always), false, true);
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          compared(call, always);
      case SEARCH -> searched(call, always);
      case CASE -> choice(call);
      case CHECKED_PLUS, CHECKED_MINUS, CHECKED_TIMES -> arithmetic(call, always);
      case FLOOR -> floor(call, always);
      case EXTRACT -> extracted(call, always);
      case CAST -> cast(call, always);
      default -> throw new Unsupported();
    };
  }

  private BatchExpression compared(RexCall call, boolean always) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    if (ValueKind.of(left.getType()) == ValueKind.TEXT) {
      return comparedTexts(call.getKind(), left, right);
    }
    demand(isComparable(left, right));
    return TruthExpressions.compared(call.getKind(), number(left, always), number(right, always));
  }

  private static boolean isComparable(RexNode left, RexNode right) {
    SqlTypeName a = left.getType().getSqlTypeName();
    SqlTypeName b = right.getType().getSqlTypeName();
    return a == b || (SqlTypeName.INT_TYPES.contains(a) && SqlTypeName.INT_TYPES.contains(b));
  }

  private BatchExpression comparedTexts(SqlKind comparison, RexNode left, RexNode right) {
    demand(comparison == SqlKind.EQUALS || comparison == SqlKind.NOT_EQUALS);
    demand(ValueKind.of(right.getType()) == ValueKind.TEXT);
    BatchExpression same =
        right instanceof RexInputRef && left instanceof RexInputRef
            ? TruthExpressions.sameText(any(left, true), any(right, true))
            : left instanceof RexInputRef ? sameAs(left, right) : sameAs(right, left);
    return comparison == SqlKind.EQUALS ? same : TruthExpressions.not(same);
  }

  private BatchExpression sameAs(RexNode column, RexNode constant) {
    demand(column instanceof RexInputRef);
    String wanted =
        constant instanceof RexDynamicParam parameter
            ? BatchConstants.text(parameters.apply(parameter))
            : constant instanceof RexLiteral literal
                ? BatchConstants.text(literal).orElseThrow(Unsupported::new)
                : null;
    demand(wanted != null || constant instanceof RexDynamicParam);
    // Nothing is the same as NULL, nor another: that is unknown.
    return wanted == null
        ? NumberExpressions.constant(null)
        : TruthExpressions.testedText(any(column, true), wanted::equals, null);
  }

  private BatchExpression searched(RexCall call, boolean always) {
    RexNode operand = call.getOperands().get(0);
    SearchedValues searched = SearchedValues.of(call).orElseThrow(Unsupported::new);
    if (ValueKind.of(operand.getType()) == ValueKind.TEXT) {
      demand(operand instanceof RexInputRef && searched.texts() != null);
      return TruthExpressions.testedText(any(operand, true), searched::hasText, searched.ofNull());
    }
    demand(searched.texts() == null);
    return TruthExpressions.tested(number(operand, always), searched::hasNumber, searched.ofNull());
  }

  private BatchExpression choice(RexCall call) {
    List<RexNode> conditions = new ArrayList<>();
    List<BatchExpression> results = new ArrayList<>();
    List<RexNode> operands = call.getOperands();
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      conditions.add(operands.get(i));
      results.add(alike(operands.get(i + 1), call));
    }
    results.add(alike(operands.get(operands.size() - 1), call));
    return NumberExpressions.choice(truths(conditions), results);
  }

  private BatchExpression alike(RexNode result, RexCall choice) {
    demand(isComparable(result, choice));
    return number(result, false);
  }

  private BatchExpression arithmetic(RexCall call, boolean always) {
    demand(always && call.getOperands().size() == 2);
    for (RexNode operand : call.getOperands()) {
      demand(operand.getType().getSqlTypeName() == SqlTypeName.BIGINT);
    }
    demand(call.getType().getSqlTypeName() == SqlTypeName.BIGINT);
    BatchExpression left = number(call.getOperands().get(0), true);
    BatchExpression right = number(call.getOperands().get(1), true);
    return switch (call.getKind()) {
      case CHECKED_PLUS -> NumberExpressions.of(left, right, Math::addExact);
      case CHECKED_MINUS -> NumberExpressions.of(left, right, Math::subtractExact);
      case CHECKED_TIMES -> NumberExpressions.of(left, right, Math::multiplyExact);
      default -> throw new Unsupported();
    };
  }

  private BatchExpression floor(RexCall call, boolean always) {
    demand(call.getOperands().size() == 2);
    demand(call.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP);
    BatchExpression time = time(call.getOperands().get(0), always);
    TimeUnitRange unit = unit(call.getOperands().get(1));
    return switch (unit) {
      case YEAR, QUARTER, MONTH ->
          NumberExpressions.of(time, millis -> DateTimeUtils.unixTimestampFloor(unit, millis));
      case DAY -> floored(time, DateTimeUtils.MILLIS_PER_DAY);
      case HOUR -> floored(time, DateTimeUtils.MILLIS_PER_HOUR);
      default -> throw new Unsupported();
    };
  }

  private static BatchExpression floored(BatchExpression time, long unitMillis) {
    return NumberExpressions.of(time, millis -> millis - Math.floorMod(millis, unitMillis));
  }

  private BatchExpression extracted(RexCall call, boolean always) {
    demand(call.getType().getSqlTypeName() == SqlTypeName.BIGINT);
    TimeUnitRange unit = unit(call.getOperands().get(0));
    BatchExpression time = time(call.getOperands().get(1), always);
    return switch (unit) {
      case YEAR, QUARTER, MONTH, DAY ->
          NumberExpressions.of(
              time,
              millis ->
                  DateTimeUtils.unixDateExtract(
                      unit, Math.floorDiv(millis, DateTimeUtils.MILLIS_PER_DAY)));
      default -> throw new Unsupported();
    };
  }

  private BatchExpression time(RexNode node, boolean always) {
    demand(node.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP);
    return number(node, always);
  }

  private static TimeUnitRange unit(RexNode node) {
    if (node instanceof RexLiteral literal && literal.getValue() instanceof TimeUnitRange unit) {
      return unit;
    }
    throw new Unsupported();
  }

  /** A cast that only allows NULL, and that of a time to its day. */
  private BatchExpression cast(RexCall call, boolean always) {
    RexNode operand = call.getOperands().get(0);
    SqlTypeName from = operand.getType().getSqlTypeName();
    SqlTypeName to = call.getType().getSqlTypeName();
    if (from == SqlTypeName.TIMESTAMP && to == SqlTypeName.DATE) {
      return NumberExpressions.of(
          number(operand, always), millis -> Math.floorDiv(millis, DateTimeUtils.MILLIS_PER_DAY));
    }
    boolean widens = from == SqlTypeName.INTEGER && to == SqlTypeName.BIGINT;
    boolean same = from == to && operand.getType().getPrecision() == call.getType().getPrecision();
    demand(same || widens);
    return number(operand, always);
  }
}

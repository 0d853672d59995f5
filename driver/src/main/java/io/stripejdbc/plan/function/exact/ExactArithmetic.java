package io.stripejdbc.plan.function.exact;

import io.stripejdbc.plan.function.DatetimeOperators;
import io.stripejdbc.plan.function.DoubleOperators;
import io.stripejdbc.plan.function.DriverAggregates;
import io.stripejdbc.plan.function.JsonCasts;
import io.stripejdbc.plan.function.LikeEscapes;
import io.stripejdbc.plan.function.SqlJsonOperators;
import io.stripejdbc.plan.function.TextCasts;
import io.stripejdbc.plan.function.TimeCasts;
import io.stripejdbc.plan.function.operator.DriverFunction;
import io.stripejdbc.plan.function.operator.FunctionReturnTypes;
import io.stripejdbc.plan.function.operator.Signature;
import io.stripejdbc.plan.function.scalar.DisplayScale;
import io.stripejdbc.plan.function.scalar.NumericFunctions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Makes arithmetic of a plan exact: whole numbers that leave their type's range are an error, and
 * decimals have the scale their type says.
 *
 * <p>Calcite's own arithmetic wraps around, and its decimal quotients have 16 digits and whatever
 * scale falls out, so that equal numbers differ as keys of a group or join ({@code 1E+1} and {@code
 * 10.0}). Used twice: before constants are folded, and after AVG has become a quotient.
 */
public final class ExactArithmetic extends RelHomogeneousShuttle {
  private static final SqlOperator DIVIDE = decimal("/", "divide");
  private static final SqlOperator TIMES = decimal("*", "multiply");

  private static final SqlOperator TEXT =
      new DriverFunction(
          "decimal_text",
          Signature.of(Signature.Kind.NUMBER, Signature.Kind.ANY),
          ReturnTypes.VARCHAR,
          DisplayScale.class,
          "text",
          NullPolicy.ARG0);

  private static final Set<TimeUnit> PARTS_OF_A_DAY =
      EnumSet.of(
          TimeUnit.HOUR,
          TimeUnit.MINUTE,
          TimeUnit.SECOND,
          TimeUnit.MILLISECOND,
          TimeUnit.MICROSECOND,
          TimeUnit.NANOSECOND);

  private final boolean pushed;

  private ExactArithmetic(boolean pushed) {
    this.pushed = pushed;
  }

  /** The same plan with exact arithmetic, while conditions are still to be handed down. */
  public static RelNode apply(RelNode plan) {
    return plan.accept(new ExactArithmetic(false));
  }

  /** The same plan with exact arithmetic, after conditions have been handed down. */
  public static RelNode applyAfterPushdown(RelNode plan) {
    return plan.accept(new ExactArithmetic(true));
  }

  private static SqlOperator decimal(String name, String method) {
    Signature arguments =
        Signature.of(Signature.Kind.NUMBER, Signature.Kind.NUMBER, Signature.Kind.INTEGER);
    return new DriverFunction(
        name, arguments, ReturnTypes.ARG0, NumericFunctions.class, method, NullPolicy.STRICT);
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    RelNode exact = node.accept(new Expressions(node, pushed));
    return exact instanceof Aggregate aggregate ? ours(aggregate) : exact;
  }

  /** The same plan with SINGLE_VALUE by our own, once there are no rules left to know it. */
  public static RelNode withOnlyValues(RelNode plan) {
    return plan.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            RelNode node = visitChildren(other);
            return node instanceof Aggregate aggregate
                ? replaced(aggregate, ExactArithmetic::onlyValue)
                : node;
          }
        });
  }

  private static @Nullable SqlAggFunction onlyValue(AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.SINGLE_VALUE
        ? DriverAggregates.ONLY_VALUE
        : null;
  }

  /** SUM of whole numbers by our own. */
  private static RelNode ours(Aggregate aggregate) {
    return replaced(aggregate, ExactArithmetic::ours);
  }

  private static RelNode replaced(
      Aggregate aggregate, Function<AggregateCall, @Nullable SqlAggFunction> choice) {
    List<AggregateCall> calls = new ArrayList<>();
    boolean changed = false;
    for (AggregateCall call : aggregate.getAggCallList()) {
      SqlAggFunction ours = choice.apply(call);
      changed |= ours != null;
      calls.add(ours == null ? call : call(ours, call));
    }
    return changed
        ? aggregate.copy(
            aggregate.getTraitSet(),
            aggregate.getInput(),
            aggregate.getGroupSet(),
            aggregate.getGroupSets(),
            calls)
        : aggregate;
  }

  private static @Nullable SqlAggFunction ours(AggregateCall call) {
    boolean whole = call.getType().getSqlTypeName() == SqlTypeName.BIGINT;
    if (!whole || call.isDistinct()) {
      return null;
    }
    return switch (call.getAggregation().getKind()) {
      case SUM -> DriverAggregates.EXACT_SUM;
      case SUM0 -> DriverAggregates.EXACT_SUM_OR_ZERO;
      default -> null;
    };
  }

  private static AggregateCall call(SqlAggFunction function, AggregateCall call) {
    return AggregateCall.create(
        call.getParserPosition(),
        function,
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        call.rexList,
        call.getArgList(),
        call.filterArg,
        call.distinctKeys,
        call.getCollation(),
        call.getType(),
        call.getName());
  }

  /** The expressions of one node. */
  private static final class Expressions extends RexShuttle {
    private final RexBuilder rex;
    private final @Nullable RelNode input;
    private final boolean pushed;

    Expressions(RelNode node, boolean pushed) {
      this.pushed = pushed;
      this.rex = node.getCluster().getRexBuilder();
      this.input = node.getInputs().size() == 1 ? node.getInput(0) : null;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
      RelNode rel = visited.rel.accept(new ExactArithmetic(pushed));
      return rel == visited.rel ? visited : visited.clone(rel);
    }

    @Override
    public RexNode visitCall(RexCall original) {
      RexCall call = (RexCall) super.visitCall(original);
      RexNode json = SqlJsonOperators.own(rex, call);
      json = json.equals(call) ? JsonCasts.ofText(rex, call) : json;
      json = json.equals(call) ? arrayCast(call) : json;
      if (!json.equals(call)) {
        return json;
      }
      RexNode units = DatetimeOperators.toNumber(rex, call);
      if (!units.equals(call)) {
        return units;
      }
      RelDataType type = call.getType();
      if (SqlTypeName.INT_TYPES.contains(type.getSqlTypeName())) {
        if (call.getOperator().equals(SqlStdOperatorTable.ABS)) {
          return size(call);
        }
        if (call.getKind() == SqlKind.CAST) {
          return DoubleOperators.checked(rex, call);
        }
        SqlOperator checked = checked(call.getKind());
        boolean known = checked != null && !checked.equals(call.getOperator()) && isStandard(call);
        return known ? rex.makeCall(type, checked, call.getOperands()) : call;
      }
      if (type.getSqlTypeName() == SqlTypeName.DECIMAL && isStandard(call)) {
        return switch (call.getKind()) {
          case DIVIDE -> scaled(DIVIDE, call);
          case TIMES -> scaled(TIMES, call);
          default -> call;
        };
      }
      RexNode binary = DoubleOperators.checked(rex, call);
      if (!binary.equals(call)) {
        return binary;
      }
      if (isPartOfDay(call)) {
        return call.getOperands().get(0);
      }
      TimeCasts.checkUnit(call);
      RexNode cut = TextCasts.checked(rex, call);
      if (!cut.equals(call)) {
        return cut;
      }
      if (isTruthAsText(call)) {
        return truth(call);
      }
      if (isDecimalAsText(call)) {
        return text(call);
      }
      RexNode time = TimeCasts.toText(rex, call);
      time = time.equals(call) ? TimeCasts.ofText(rex, call) : time;
      time = time.equals(call) ? TimeCasts.toFewerDigits(rex, call) : time;
      if (!time.equals(call)) {
        return time;
      }
      RexNode escaped = LikeEscapes.checked(rex, call);
      return escaped.equals(call) ? DatetimeOperators.checked(rex, call, pushed) : escaped;
    }

    /** The elements of an array that is cast may have become casts of their own. */
    private RexNode arrayCast(RexCall call) {
      RexNode array = ArrayCasts.checked(rex, call);
      boolean elements = call.getKind() == SqlKind.CAST && !array.equals(call);
      return elements && array.isA(SqlKind.ARRAY_VALUE_CONSTRUCTOR) ? array.accept(this) : array;
    }

    /** Without its sign, which the least number of a type cannot lose. */
    private RexNode size(RexCall call) {
      RexNode value = call.getOperands().get(0);
      RexNode zero = rex.makeExactLiteral(BigDecimal.ZERO, value.getType());
      return rex.makeCall(
          call.getType(),
          SqlStdOperatorTable.CASE,
          List.of(
              rex.makeCall(SqlStdOperatorTable.LESS_THAN, value, zero),
              rex.makeCall(call.getType(), SqlStdOperatorTable.CHECKED_UNARY_MINUS, List.of(value)),
              value));
    }

    /** A date has no hours to round to; Calcite (1.42) rounds its days as if they were some. */
    private static boolean isPartOfDay(RexCall call) {
      return (call.getKind() == SqlKind.FLOOR || call.getKind() == SqlKind.CEIL)
          && call.getOperands().size() == 2
          && call.getOperands().get(0).getType().getSqlTypeName() == SqlTypeName.DATE
          && call.getOperands().get(1) instanceof RexLiteral unit
          && unit.getValue() instanceof TimeUnitRange range
          && PARTS_OF_A_DAY.contains(range.startUnit);
    }

    private static boolean isTruthAsText(RexCall call) {
      return call.getKind() == SqlKind.CAST
          && SqlTypeName.CHAR_TYPES.contains(call.getType().getSqlTypeName())
          && call.getOperands().get(0).getType().getSqlTypeName() == SqlTypeName.BOOLEAN;
    }

    /** {@code true} and {@code false}, in small letters as everywhere. */
    private RexNode truth(RexCall cast) {
      RexNode value = cast.getOperands().get(0);
      RelDataType type = unbounded(cast.getType());
      RexNode words =
          rex.makeCall(
              type,
              SqlStdOperatorTable.CASE,
              List.of(
                  rex.makeCall(SqlStdOperatorTable.IS_TRUE, value),
                  rex.makeCast(type, rex.makeLiteral("true")),
                  rex.makeCall(SqlStdOperatorTable.IS_FALSE, value),
                  rex.makeCast(type, rex.makeLiteral("false")),
                  rex.makeNullLiteral(rex.getTypeFactory().createTypeWithNullability(type, true))));
      return rex.makeAbstractCast(cast.getParserPosition(), cast.getType(), words, false);
    }

    private static boolean isDecimalAsText(RexCall call) {
      return call.getKind() == SqlKind.CAST
          && SqlTypeName.CHAR_TYPES.contains(call.getType().getSqlTypeName())
          && call.getOperands().get(0).getType().getSqlTypeName() == SqlTypeName.DECIMAL;
    }

    /** A decimal as text shows the digits that it shows as a result. */
    private RexNode text(RexCall cast) {
      RexNode whole = cast.getOperands().get(0);
      DisplayScale displayScale = DisplayScaleMetadata.of(whole, input);
      RexNode value = displayScale.kind() == DisplayScale.Kind.FIXED ? whole : shown(whole);
      RelDataType integer = rex.getTypeFactory().createSqlType(SqlTypeName.INTEGER);
      RexNode detail =
          switch (displayScale.kind()) {
            case MONEY_BESIDE_CURRENCY ->
                rex.makeInputRef(Objects.requireNonNull(input), displayScale.detail());
            case MONEY -> rex.makeExactLiteral(BigDecimal.valueOf(displayScale.detail()), integer);
            case FIXED, NEUTRAL ->
                rex.makeExactLiteral(BigDecimal.valueOf(value.getType().getScale()), integer);
            case PLAIN -> rex.makeExactLiteral(BigDecimal.ZERO, integer);
            case MONEY_OF_UNKNOWN_CURRENCY -> rex.makeExactLiteral(DisplayScale.CENTS, integer);
          };
      return rex.makeAbstractCast(
          cast.getParserPosition(),
          cast.getType(),
          rex.makeCall(unbounded(cast.getType()), TEXT, List.of(value, detail)),
          false);
    }

    private RexNode shown(RexNode value) {
      int scale = ShownScale.of(value, input);
      if (scale >= value.getType().getScale()) {
        return value;
      }
      RelDataType type =
          FunctionReturnTypes.decimal(rex.getTypeFactory(), Integer.MAX_VALUE, scale);
      return rex.makeAbstractCast(
          SqlParserPos.ZERO,
          rex.getTypeFactory().createTypeWithNullability(type, value.getType().isNullable()),
          value,
          false);
    }

    private RelDataType unbounded(RelDataType text) {
      RelDataType type = rex.getTypeFactory().createSqlType(SqlTypeName.VARCHAR);
      return rex.getTypeFactory().createTypeWithNullability(type, text.isNullable());
    }

    private RexNode scaled(SqlOperator operator, RexCall call) {
      List<RexNode> operands = new ArrayList<>(call.getOperands());
      RelDataType integer = rex.getTypeFactory().createSqlType(SqlTypeName.INTEGER);
      operands.add(rex.makeExactLiteral(scale(call), integer));
      return rex.makeCall(call.getType(), operator, operands);
    }

    private static BigDecimal scale(RexCall call) {
      return BigDecimal.valueOf(call.getType().getScale());
    }

    private static boolean isStandard(RexCall call) {
      for (RexNode operand : call.getOperands()) {
        if (!SqlTypeName.EXACT_TYPES.contains(operand.getType().getSqlTypeName())) {
          return false;
        }
      }
      return true;
    }

    private static @Nullable SqlOperator checked(SqlKind kind) {
      return switch (kind) {
        case PLUS -> SqlStdOperatorTable.CHECKED_PLUS;
        case MINUS -> SqlStdOperatorTable.CHECKED_MINUS;
        case TIMES -> SqlStdOperatorTable.CHECKED_MULTIPLY;
        case MINUS_PREFIX -> SqlStdOperatorTable.CHECKED_UNARY_MINUS;
        case DIVIDE -> SqlStdOperatorTable.CHECKED_DIVIDE;
        default -> null;
      };
    }
  }
}

package io.stripejdbc.plan.function.exact;

import io.stripejdbc.plan.function.scalar.DisplayScale;
import io.stripejdbc.plan.function.scalar.DisplayScale.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Finds where the decimals of a query's result come from, before the plan is changed. */
public final class DisplayScaleMetadata {
  private static final int MOST_DIGITS = 38;

  private DisplayScaleMetadata() {}

  /** What is known of each column of the result. */
  public static List<DisplayScale> of(RelNode plan) {
    List<DisplayScale> displayScale = new ArrayList<>();
    for (int i = 0; i < plan.getRowType().getFieldCount(); i++) {
      boolean decimal = isDecimal(plan.getRowType().getFieldList().get(i).getType());
      displayScale.add(decimal ? column(plan, i) : DisplayScale.FIXED);
    }
    return displayScale;
  }

  /** What is known of an expression over a row, whose source is null when it has several. */
  static DisplayScale of(RexNode node, @Nullable RelNode input) {
    return input == null ? expression(node, null) : computed(node, input);
  }

  private static boolean isDecimal(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DECIMAL;
  }

  private static DisplayScale column(RelNode rel, int field) {
    if (rel instanceof Project project) {
      DisplayScale inside = computed(project.getProjects().get(field), project.getInput());
      return moved(inside, c -> position(project.getProjects(), c));
    }
    if (rel instanceof Filter) {
      return within(rel, column(rel.getInput(0), field));
    }
    if (rel instanceof Sort) {
      return column(rel.getInput(0), field);
    }
    if (rel instanceof Aggregate aggregate) {
      return aggregated(aggregate, field);
    }
    if (rel instanceof Join || rel instanceof Correlate) {
      int left = rel.getInput(0).getRowType().getFieldCount();
      return field < left
          ? column(rel.getInput(0), field)
          : moved(column(rel.getInput(1), field - left), c -> c + left);
    }
    if (rel instanceof SetOp) {
      return together(rel.getInputs().stream().map(each -> column(each, field)).toList());
    }
    return rel instanceof Values ? DisplayScale.FIXED : DisplayScale.PLAIN;
  }

  /** Of an expression over rows. */
  private static DisplayScale computed(RexNode node, RelNode input) {
    return within(input, expression(node, input));
  }

  /** Below {@code WHERE currency = 'kwd'} the currency is that one, whether it is shown or not. */
  private static DisplayScale within(RelNode rel, DisplayScale displayScale) {
    if (displayScale.kind() != Kind.MONEY_BESIDE_CURRENCY || !(rel instanceof Filter filter)) {
      return displayScale;
    }
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      String currency =
          conjunct instanceof RexCall call ? equal(call, displayScale.detail()) : null;
      if (currency != null) {
        return DisplayScale.money(currency);
      }
    }
    return displayScale;
  }

  /** The text that a condition says a column equals, null when it says something else. */
  private static @Nullable String equal(RexCall condition, int column) {
    if (condition.getKind() != SqlKind.EQUALS) {
      return null;
    }
    RexNode left = withoutCast(condition.getOperands().get(0));
    RexNode right = withoutCast(condition.getOperands().get(1));
    return left instanceof RexLiteral ? equal(right, left, column) : equal(left, right, column);
  }

  private static @Nullable String equal(RexNode side, RexNode value, int column) {
    return side instanceof RexInputRef ref
            && ref.getIndex() == column
            && value instanceof RexLiteral literal
        ? literal.getValueAs(String.class)
        : null;
  }

  /** The same with the currency's column where another row has it. */
  private static DisplayScale moved(DisplayScale displayScale, IntUnaryOperator to) {
    if (displayScale.kind() != Kind.MONEY_BESIDE_CURRENCY) {
      return displayScale;
    }
    int column = to.applyAsInt(displayScale.detail());
    return column < 0 ? DisplayScale.UNKNOWN_MONEY : DisplayScale.moneyBeside(column);
  }

  private static int position(List<RexNode> projects, int input) {
    for (int i = 0; i < projects.size(); i++) {
      if (withoutCast(projects.get(i)) instanceof RexInputRef ref && ref.getIndex() == input) {
        return i;
      }
    }
    return -1;
  }

  private static RexNode withoutCast(RexNode node) {
    return node.getKind() == SqlKind.CAST
            && node.getType().getSqlTypeName() == SqlTypeName.VARCHAR
            && node instanceof RexCall cast
        ? cast.getOperands().get(0)
        : node;
  }

  private static DisplayScale aggregated(Aggregate aggregate, int field) {
    List<Integer> keys = aggregate.getGroupSet().asList();
    if (field < keys.size()) {
      return moved(column(aggregate.getInput(), keys.get(field)), keys::indexOf);
    }
    AggregateCall call = aggregate.getAggCallList().get(field - keys.size());
    return switch (call.getAggregation().getKind()) {
      case SUM, SUM0, MIN, MAX, ANY_VALUE, SINGLE_VALUE, ARG_MAX, ARG_MIN ->
          moved(column(aggregate.getInput(), call.getArgList().get(0)), keys::indexOf);
      default -> DisplayScale.PLAIN;
    };
  }

  private static DisplayScale expression(RexNode node, @Nullable RelNode input) {
    if (node instanceof RexInputRef ref) {
      return input == null ? DisplayScale.PLAIN : column(input, ref.getIndex());
    }
    if (node instanceof RexLiteral literal) {
      return literal(literal);
    }
    if (node instanceof RexSubQuery query && query.getKind() == SqlKind.SCALAR_QUERY) {
      return moved(column(query.rel, 0), c -> -1);
    }
    return node instanceof RexCall call ? call(call, input) : DisplayScale.PLAIN;
  }

  private static DisplayScale literal(RexLiteral literal) {
    BigDecimal value = isDecimal(literal.getType()) ? literal.getValueAs(BigDecimal.class) : null;
    boolean nothing = literal.isNull() || (value != null && value.signum() == 0);
    return nothing && literal.getType().getScale() <= 0 ? DisplayScale.NEUTRAL : DisplayScale.FIXED;
  }

  private static DisplayScale call(RexCall call, @Nullable RelNode input) {
    if (call.getOperator().getName().equalsIgnoreCase("major_units")) {
      return money(withoutCast(call.getOperands().get(1)));
    }
    return switch (call.getKind()) {
      case CAST -> cast(call, input);
      case TIMES -> product(call, input);
      case PLUS, MINUS, MINUS_PREFIX, PLUS_PREFIX, CASE, COALESCE, NULLIF, GREATEST, LEAST ->
          together(decimals(call, input));
      case SUM, SUM0, MIN, MAX, LAG, LEAD, FIRST_VALUE, LAST_VALUE, NTH_VALUE ->
          expression(call.getOperands().get(0), input);
      case OTHER_FUNCTION -> function(call, input);
      default -> DisplayScale.PLAIN;
    };
  }

  private static DisplayScale function(RexCall call, @Nullable RelNode input) {
    return switch (call.getOperator().getName().toLowerCase(Locale.ROOT)) {
      case "*" -> product(call, input);
      case "abs", "coalesce", "nvl", "ifnull", "greatest", "least" ->
          together(decimals(call, input));
      case "round" ->
          call.getOperands().size() == 2 && call.getOperands().get(1) instanceof RexLiteral
              ? DisplayScale.FIXED
              : DisplayScale.PLAIN;
      default -> DisplayScale.PLAIN;
    };
  }

  private static DisplayScale money(RexNode currency) {
    if (currency instanceof RexInputRef ref) {
      return DisplayScale.moneyBeside(ref.getIndex());
    }
    String code = currency instanceof RexLiteral code0 ? code0.getValueAs(String.class) : null;
    return code == null ? DisplayScale.UNKNOWN_MONEY : DisplayScale.money(code);
  }

  /** What a cast to a wider type says nothing about stays; a narrower one was asked for. */
  private static DisplayScale cast(RexCall cast, @Nullable RelNode input) {
    RexNode operand = cast.getOperands().get(0);
    if (!isDecimal(operand.getType())) {
      return operand instanceof RexLiteral literal ? zero(literal) : DisplayScale.FIXED;
    }
    DisplayScale inside = expression(operand, input);
    int scale = cast.getType().getScale();
    boolean wider = scale >= operand.getType().getScale() && inside.isMoney();
    boolean average = scale >= 6 && cast.getType().getPrecision() == MOST_DIGITS;
    return scale == operand.getType().getScale() || wider || average ? inside : DisplayScale.FIXED;
  }

  private static DisplayScale zero(RexLiteral literal) {
    boolean number = SqlTypeName.INT_TYPES.contains(literal.getType().getSqlTypeName());
    BigDecimal value = number ? literal.getValueAs(BigDecimal.class) : null;
    return literal.isNull() || (value != null && value.signum() == 0)
        ? DisplayScale.NEUTRAL
        : DisplayScale.FIXED;
  }

  /** So many times an amount is an amount; an amount times a rate has other digits. */
  private static DisplayScale product(RexCall product, @Nullable RelNode input) {
    List<DisplayScale> decimals = decimals(product, input);
    boolean rate = decimals.size() > 1 && decimals.stream().anyMatch(DisplayScale::isMoney);
    return rate ? DisplayScale.PLAIN : together(decimals);
  }

  private static List<DisplayScale> decimals(RexCall call, @Nullable RelNode input) {
    return call.getOperands().stream()
        .filter(operand -> isDecimal(operand.getType()))
        .map(operand -> expression(operand, input))
        .toList();
  }

  private static DisplayScale together(List<DisplayScale> parts) {
    DisplayScale result = DisplayScale.NEUTRAL;
    for (DisplayScale part : parts) {
      result = together(result, part);
    }
    return result;
  }

  private static DisplayScale together(DisplayScale one, DisplayScale other) {
    if (one.equals(other) || other.kind() == Kind.NEUTRAL) {
      return one;
    }
    if (one.kind() == Kind.NEUTRAL) {
      return other;
    }
    if (one.isMoney() || other.isMoney()) {
      return one.isMoney() && other.isMoney()
          ? DisplayScale.UNKNOWN_MONEY
          : one.isMoney() ? one : other;
    }
    return DisplayScale.PLAIN;
  }
}

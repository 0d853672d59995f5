package io.stripejdbc.plan;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.plan.ScanPredicate.Comparison;
import io.stripejdbc.plan.ScanPredicate.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;

/**
 * Reads a conjunct as conditions on one column: equalities, IN lists, ranges, in any of the shapes
 * Calcite gives them. A shape it does not know yields no condition.
 */
final class ConditionReader {
  private final List<ColumnSpec> columns;
  private final RexBuilder rex;

  /**
   * @param columns the columns that input references stand for
   */
  ConditionReader(List<ColumnSpec> columns, RexBuilder rex) {
    this.columns = columns;
    this.rex = rex;
  }

  /** All conditions that the conjunct implies; if there are several, it is their conjunction. */
  List<ColumnCondition> read(RexNode conjunct) {
    return switch (conjunct.getKind()) {
      case EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparison((RexCall) conjunct);
      case SEARCH -> search((RexCall) conjunct);
      case OR -> alternatives((RexCall) conjunct);
      case INPUT_REF, IS_TRUE -> truth(conjunct, true);
      case NOT, IS_FALSE -> truth(((RexCall) conjunct).getOperands().get(0), false);
      default -> List.of();
    };
  }

  private List<ColumnCondition> comparison(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    Optional<ColumnCondition> forward = compare(left, call.getKind(), right);
    return (forward.isPresent() ? forward : compare(right, call.getKind().reverse(), left))
        .stream().toList();
  }

  private Optional<ColumnCondition> compare(RexNode side, SqlKind kind, RexNode value) {
    if (!isValue(value)) {
      return Optional.empty();
    }
    Comparison comparison = comparison(kind);
    Optional<ColumnSpec> column = column(side);
    if (column.isPresent() && comparable(column.get().type(), value.getType())) {
      return Optional.of(
          new ColumnCondition(column.get(), comparison, Unit.VALUE, List.of(value), true));
    }
    return day(side)
        .filter(c -> value.getType().getSqlTypeName() == SqlTypeName.DATE)
        .map(c -> new ColumnCondition(c, comparison, Unit.DAY, List.of(value), true));
  }

  private static Comparison comparison(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> Comparison.IN;
      case LESS_THAN -> Comparison.LESS;
      case LESS_THAN_OR_EQUAL -> Comparison.AT_MOST;
      case GREATER_THAN -> Comparison.GREATER;
      case GREATER_THAN_OR_EQUAL -> Comparison.AT_LEAST;
      default -> throw new IllegalArgumentException("no comparison: " + kind);
    };
  }

  /** {@code a = x OR a = y …} on one column, as a list of values. */
  private List<ColumnCondition> alternatives(RexCall or) {
    List<RexNode> values = new ArrayList<>();
    ColumnSpec column = null;
    for (RexNode branch : RelOptUtil.disjunctions(or)) {
      List<ColumnCondition> read = read(branch);
      if (read.size() != 1 || !isPlainIn(read.get(0))) {
        return List.of();
      }
      ColumnSpec branchColumn = read.get(0).column();
      if (column != null && !column.equals(branchColumn)) {
        return List.of();
      }
      column = branchColumn;
      values.addAll(read.get(0).values());
    }
    return column == null
        ? List.of()
        : List.of(new ColumnCondition(column, Comparison.IN, Unit.VALUE, values, true));
  }

  private static boolean isPlainIn(ColumnCondition condition) {
    return condition.comparison() == Comparison.IN
        && condition.unit() == Unit.VALUE
        && condition.exact();
  }

  private List<ColumnCondition> truth(RexNode operand, boolean wanted) {
    return column(operand)
        .filter(c -> c.type() == ColumnType.BOOLEAN)
        .map(c -> List.<RexNode>of(rex.makeLiteral(wanted)))
        .map(
            v ->
                new ColumnCondition(
                    column(operand).orElseThrow(), Comparison.IN, Unit.VALUE, v, true))
        .stream()
        .toList();
  }

  private List<ColumnCondition> search(RexCall call) {
    RexNode side = call.getOperands().get(0);
    RexLiteral literal = (RexLiteral) call.getOperands().get(1);
    Sarg<?> sarg = literal.getValueAs(Sarg.class);
    Optional<ColumnSpec> plain = column(side).filter(c -> comparable(c.type(), literal.getType()));
    Optional<ColumnSpec> column = plain.isPresent() ? plain : day(side);
    if (sarg == null || column.isEmpty() || sarg.nullAs == RexUnknownAs.TRUE) {
      return List.of();
    }
    Unit unit = plain.isPresent() ? Unit.VALUE : Unit.DAY;
    return sarg.isPoints() && unit == Unit.VALUE
        ? List.of(points(column.get(), sarg, literal.getType()))
        : span(column.get(), unit, sarg, literal.getType());
  }

  private ColumnCondition points(ColumnSpec column, Sarg<?> sarg, RelDataType type) {
    List<RexNode> values = new ArrayList<>();
    for (Range<?> range : sarg.rangeSet.asRanges()) {
      values.add(rex.makeLiteral(range.lowerEndpoint(), type, true, true));
    }
    return new ColumnCondition(column, Comparison.IN, Unit.VALUE, values, true);
  }

  /** The span from the least to the greatest value: exact for one range, a superset for several. */
  private List<ColumnCondition> span(ColumnSpec column, Unit unit, Sarg<?> sarg, RelDataType type) {
    if (sarg.rangeSet.isEmpty()) {
      return List.of();
    }
    boolean exact = sarg.rangeSet.asRanges().size() == 1;
    Range<?> span = sarg.rangeSet.span();
    List<ColumnCondition> bounds = new ArrayList<>();
    if (span.hasLowerBound()) {
      Comparison comparison =
          span.lowerBoundType() == BoundType.OPEN ? Comparison.GREATER : Comparison.AT_LEAST;
      RexNode value = rex.makeLiteral(span.lowerEndpoint(), type, true, true);
      bounds.add(new ColumnCondition(column, comparison, unit, List.of(value), exact));
    }
    if (span.hasUpperBound()) {
      Comparison comparison =
          span.upperBoundType() == BoundType.OPEN ? Comparison.LESS : Comparison.AT_MOST;
      RexNode value = rex.makeLiteral(span.upperEndpoint(), type, true, true);
      bounds.add(new ColumnCondition(column, comparison, unit, List.of(value), exact));
    }
    return bounds;
  }

  private Optional<ColumnSpec> column(RexNode side) {
    RexNode bare = withoutWideningCasts(side);
    return bare instanceof RexInputRef ref
        ? Optional.of(columns.get(ref.getIndex()))
        : Optional.empty();
  }

  /** The column in {@code CAST(column AS DATE)}. */
  private Optional<ColumnSpec> day(RexNode side) {
    if (side.getKind() != SqlKind.CAST || side.getType().getSqlTypeName() != SqlTypeName.DATE) {
      return Optional.empty();
    }
    return column(((RexCall) side).getOperands().get(0))
        .filter(c -> c.type() == ColumnType.TIMESTAMP);
  }

  /** Casts that change no value: to the same kind of type with at least its precision. */
  private static RexNode withoutWideningCasts(RexNode node) {
    RexNode bare = node;
    while (bare.getKind() == SqlKind.CAST && widens((RexCall) bare)) {
      bare = ((RexCall) bare).getOperands().get(0);
    }
    return bare;
  }

  private static boolean widens(RexCall cast) {
    RelDataType to = cast.getType();
    RelDataType from = cast.getOperands().get(0).getType();
    return to.getSqlTypeName() == from.getSqlTypeName()
        && (to.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
            || (to.getPrecision() >= from.getPrecision()
                && from.getPrecision() != RelDataType.PRECISION_NOT_SPECIFIED))
        && to.getScale() >= from.getScale();
  }

  /** An expression whose value does not depend on the scanned row. */
  private static boolean isValue(RexNode node) {
    return RexUtil.isDeterministic(node)
        && !RexUtil.containsInputRef(node)
        && !RexOver.containsOver(node)
        && RexUtil.SubQueryFinder.find(node) == null;
  }

  private static boolean comparable(ColumnType column, RelDataType value) {
    SqlTypeName name = value.getSqlTypeName();
    return switch (column) {
      case VARCHAR -> SqlTypeFamily.CHARACTER.contains(value);
      case BOOLEAN -> name == SqlTypeName.BOOLEAN;
      case TIMESTAMP, INSTANT -> name == SqlTypeName.TIMESTAMP;
      case BIGINT -> SqlTypeName.INT_TYPES.contains(name);
      case DECIMAL, JSON -> false;
    };
  }
}

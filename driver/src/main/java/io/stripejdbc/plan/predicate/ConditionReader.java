package io.stripejdbc.plan.predicate;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.plan.predicate.ScanPredicate.Comparison;
import io.stripejdbc.plan.predicate.TimeExpressionReader.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
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
public final class ConditionReader {
  /** More ranges than this of one column, each a list of its own, are read as one. */
  private static final int MOST_RANGES = 20;

  private final TimeExpressionReader sides;
  private final TimeTextReader texts;
  private final TimeDifferenceReader differences;
  private final RexBuilder rex;
  private final DisjunctionReader disjunctions = new DisjunctionReader(this::read);

  /**
   * Creates one.
   *
   * @param columns the columns that input references stand for
   */
  public ConditionReader(List<ColumnSpec> columns, RexBuilder rex) {
    this.sides = new TimeExpressionReader(columns);
    this.texts = new TimeTextReader(sides, rex);
    this.differences = new TimeDifferenceReader(sides, rex);
    this.rex = rex;
  }

  /** All conditions that the conjunct implies; if there are several, it is their conjunction. */
  public List<ColumnCondition> read(RexNode conjunct) {
    List<ColumnCondition> direct = direct(conjunct);
    if (!direct.isEmpty() || !(conjunct instanceof RexCall call)) {
      return direct;
    }
    List<ColumnCondition> implied = texts.read(call);
    return implied.isEmpty() ? differences.read(call) : implied;
  }

  private List<ColumnCondition> direct(RexNode conjunct) {
    return switch (conjunct.getKind()) {
      case EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparison((RexCall) conjunct);
      case NOT_EQUALS -> inequality((RexCall) conjunct);
      case SEARCH -> search((RexCall) conjunct);
      case OR -> disjunctions.read((RexCall) conjunct);
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
    return sides
        .side(side)
        .filter(found -> comparable(found, value.getType()))
        .flatMap(found -> condition(found, comparison, value, true));
  }

  private Optional<ColumnCondition> condition(
      Side side, Comparison comparison, RexNode value, boolean exact) {
    if (side.expression().values() == TimeExpression.Values.SECONDS
        && !SqlTypeName.INT_TYPES.contains(value.getType().getSqlTypeName())) {
      return WholeSeconds.compared(side, comparison, value, rex)
          .map(found -> exact ? found : found.inexact());
    }
    return Optional.of(
        new ColumnCondition(side.column(), comparison, side.expression(), List.of(value), exact));
  }

  /** Of accounts alone: the API takes no other condition that leaves values out. */
  private List<ColumnCondition> inequality(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    Optional<ColumnCondition> forward = compare(left, SqlKind.NOT_EQUALS, right);
    return (forward.isPresent() ? forward : compare(right, SqlKind.NOT_EQUALS, left))
        .filter(found -> isOfAccounts(found.column()) && found.expression().isPlain()).stream()
            .toList();
  }

  private static boolean isOfAccounts(ColumnSpec column) {
    return column.role() == ColumnSpec.Role.ACCOUNT;
  }

  private static Comparison comparison(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> Comparison.IN;
      case NOT_EQUALS -> Comparison.NOT_IN;
      case LESS_THAN -> Comparison.LESS;
      case LESS_THAN_OR_EQUAL -> Comparison.AT_MOST;
      case GREATER_THAN -> Comparison.GREATER;
      case GREATER_THAN_OR_EQUAL -> Comparison.AT_LEAST;
      default -> throw new IllegalArgumentException("no comparison: " + kind);
    };
  }

  private List<ColumnCondition> truth(RexNode operand, boolean wanted) {
    return sides
        .column(operand)
        .filter(c -> c.type() == ColumnType.BOOLEAN)
        .map(c -> List.<RexNode>of(rex.makeLiteral(wanted)))
        .map(
            v ->
                new ColumnCondition(
                    sides.column(operand).orElseThrow(),
                    Comparison.IN,
                    TimeExpression.PLAIN,
                    v,
                    true))
        .stream()
        .toList();
  }

  private List<ColumnCondition> search(RexCall call) {
    RexNode side = call.getOperands().get(0);
    RexLiteral literal = (RexLiteral) call.getOperands().get(1);
    Sarg<?> sarg = literal.getValueAs(Sarg.class);
    Optional<Side> found = sides.side(side).filter(f -> comparable(f, literal.getType()));
    if (sarg == null || found.isEmpty() || sarg.nullAs == RexUnknownAs.TRUE) {
      return List.of();
    }
    ColumnSpec column = found.get().column();
    boolean plain = found.get().expression().isPlain();
    if (sarg.isPoints() && plain) {
      List<ColumnCondition> points = new ArrayList<>();
      points.add(points(column, Comparison.IN, sarg.rangeSet, literal.getType()));
      if (sarg.pointCount > MOST_RANGES && BoundArithmetic.hasBounds(column.type())) {
        points.addAll(span(found.get(), sarg, literal.getType()));
      }
      return points;
    }
    return sarg.isComplementedPoints() && plain && isOfAccounts(column)
        ? List.of(points(column, Comparison.NOT_IN, sarg.rangeSet.complement(), literal.getType()))
        : ranges(found.get(), sarg, literal.getType());
  }

  /** Several ranges as they are; their span where they are many, or leave out single values. */
  private List<ColumnCondition> ranges(Side side, Sarg<?> sarg, RelDataType type) {
    Set<? extends Range<?>> all = sarg.rangeSet.asRanges();
    boolean several = all.size() > 1 && all.size() <= MOST_RANGES && !sarg.isComplementedPoints();
    if (!several || !BoundArithmetic.hasBounds(side.column().type())) {
      return span(side, sarg, type);
    }
    List<RexNode> values = new ArrayList<>();
    List<ComparedRange> ranges = new ArrayList<>();
    for (Range<?> range : all) {
      List<ColumnCondition> its = bounds(side, range, type, true);
      its.forEach(bound -> values.addAll(bound.values()));
      ranges.add(
          new ComparedRange(
              its.stream()
                  .map(bound -> new ComparedRange.Bound(bound.comparison(), bound.expression()))
                  .toList()));
    }
    return List.of(
        new ColumnCondition(
            side.column(), Comparison.ANY_RANGE, TimeExpression.PLAIN, values, ranges, true));
  }

  private ColumnCondition points(
      ColumnSpec column, Comparison comparison, RangeSet<?> points, RelDataType type) {
    List<RexNode> values = new ArrayList<>();
    for (Range<?> range : points.asRanges()) {
      values.add(rex.makeLiteral(range.lowerEndpoint(), type, true, true));
    }
    return new ColumnCondition(column, comparison, TimeExpression.PLAIN, values, true);
  }

  /** The span from the least to the greatest value: exact for one range, a superset for several. */
  private List<ColumnCondition> span(Side side, Sarg<?> sarg, RelDataType type) {
    if (sarg.rangeSet.isEmpty()) {
      return List.of();
    }
    boolean exact = sarg.rangeSet.asRanges().size() == 1;
    return bounds(side, sarg.rangeSet.span(), type, exact);
  }

  private List<ColumnCondition> bounds(Side side, Range<?> span, RelDataType type, boolean exact) {
    List<ColumnCondition> bounds = new ArrayList<>();
    if (span.hasLowerBound()) {
      Comparison comparison =
          span.lowerBoundType() == BoundType.OPEN ? Comparison.GREATER : Comparison.AT_LEAST;
      RexNode value = rex.makeLiteral(span.lowerEndpoint(), type, true, true);
      condition(side, comparison, value, exact).ifPresent(bounds::add);
    }
    if (span.hasUpperBound()) {
      Comparison comparison =
          span.upperBoundType() == BoundType.OPEN ? Comparison.LESS : Comparison.AT_MOST;
      RexNode value = rex.makeLiteral(span.upperEndpoint(), type, true, true);
      condition(side, comparison, value, exact).ifPresent(bounds::add);
    }
    return bounds;
  }

  /** An expression whose value does not depend on the scanned row. */
  public static boolean isValue(RexNode node) {
    return RexUtil.isDeterministic(node)
        && !RexUtil.containsInputRef(node)
        && !RexOver.containsOver(node)
        && RexUtil.SubQueryFinder.find(node) == null;
  }

  private static boolean comparable(Side side, RelDataType value) {
    return switch (side.expression().values()) {
      case DAYS -> value.getSqlTypeName() == SqlTypeName.DATE;
      case YEARS -> SqlTypeName.INT_TYPES.contains(value.getSqlTypeName());
      case SECONDS -> SqlTypeName.EXACT_TYPES.contains(value.getSqlTypeName());
      case PLAIN -> comparable(side.column().type(), value);
    };
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

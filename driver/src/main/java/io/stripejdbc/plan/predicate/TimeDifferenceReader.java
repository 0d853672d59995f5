package io.stripejdbc.plan.predicate;

import com.google.common.collect.Range;
import io.stripejdbc.plan.predicate.ScanPredicate.Comparison;
import io.stripejdbc.plan.predicate.TimeExpressionReader.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * Reads a condition on how far a time is from another that is known, {@code now() - created <
 * INTERVAL '7' DAY} or {@code date_diff('day', created, now()) <= 7}, as bounds of the time.
 *
 * <p>The bounds leave a unit more at either end, whether units that have begun, have passed or are
 * rounded count, and months have 28 to 31 days: they hold every row, and others.
 */
final class TimeDifferenceReader {
  private static final long SECOND = 1000;
  private static final long DAY = 86_400 * SECOND;

  /** Beyond the years 1 to 9999 there is no time. */
  private static final BigDecimal MOST = BigDecimal.valueOf(4_000_000 * DAY);

  private final TimeExpressionReader sides;
  private final RexBuilder rex;

  /**
   * @param sides reads the times that are compared
   */
  TimeDifferenceReader(TimeExpressionReader sides, RexBuilder rex) {
    this.sides = sides;
    this.rex = rex;
  }

  /**
   * One time less another, in units.
   *
   * @param shortest milliseconds of the shortest unit
   * @param longest milliseconds of the longest unit
   */
  private record Difference(RexNode later, RexNode earlier, long shortest, long longest) {
    Difference in(long least, long most) {
      return new Difference(later, earlier, least, most);
    }

    Difference times(BigDecimal units) {
      return in(units.longValue() * shortest, units.longValue() * longest);
    }

    /** No difference of so many units or fewer is of so many milliseconds. */
    BigDecimal above(BigDecimal units) {
      BigDecimal more = units.add(BigDecimal.ONE);
      return length(more, more.signum() < 0 ? shortest : longest);
    }

    /** No difference of so many units or more is of so few milliseconds. */
    BigDecimal below(BigDecimal units) {
      BigDecimal fewer = units.subtract(BigDecimal.ONE);
      return length(fewer, fewer.signum() < 0 ? longest : shortest);
    }

    private static BigDecimal length(BigDecimal units, long unit) {
      return units.multiply(BigDecimal.valueOf(unit));
    }
  }

  /** What the condition implies for a column; none where it is about something else. */
  List<ColumnCondition> read(RexCall condition) {
    if (condition.getOperands().size() != 2) {
      return List.of();
    }
    RexNode left = condition.getOperands().get(0);
    RexNode right = condition.getOperands().get(1);
    List<ColumnCondition> forward = read(left, condition.getKind(), right);
    return forward.isEmpty() && condition.isA(SqlKind.COMPARISON)
        ? read(right, condition.getKind().reverse(), left)
        : forward;
  }

  private List<ColumnCondition> read(RexNode difference, SqlKind kind, RexNode compared) {
    Range<BigDecimal> units =
        compared instanceof RexLiteral literal && !literal.isNull() ? units(kind, literal) : null;
    return units == null
        ? List.of()
        : difference(difference).map(found -> bounds(found, units)).orElse(List.of());
  }

  /** The number of units for which the condition holds, and others; null for any. */
  private static @Nullable Range<BigDecimal> units(SqlKind kind, RexLiteral literal) {
    if (kind == SqlKind.SEARCH) {
      Sarg<?> sarg = literal.getValueAs(Sarg.class);
      boolean numbers =
          sarg != null
              && sarg.nullAs != RexUnknownAs.TRUE
              && !sarg.rangeSet.isEmpty()
              && isNumber(literal.getType());
      return numbers ? numbers(sarg.rangeSet.span()) : null;
    }
    BigDecimal value = isNumber(literal.getType()) ? literal.getValueAs(BigDecimal.class) : null;
    if (value == null) {
      return null;
    }
    return switch (kind) {
      case EQUALS -> Range.singleton(value);
      case LESS_THAN, LESS_THAN_OR_EQUAL -> Range.atMost(value);
      case GREATER_THAN, GREATER_THAN_OR_EQUAL -> Range.atLeast(value);
      default -> null;
    };
  }

  private static boolean isNumber(RelDataType type) {
    return SqlTypeName.EXACT_TYPES.contains(type.getSqlTypeName())
        || SqlTypeName.DAY_INTERVAL_TYPES.contains(type.getSqlTypeName());
  }

  private static @Nullable Range<BigDecimal> numbers(Range<?> span) {
    BigDecimal least = span.hasLowerBound() ? (BigDecimal) span.lowerEndpoint() : null;
    BigDecimal most = span.hasUpperBound() ? (BigDecimal) span.upperEndpoint() : null;
    if (least == null) {
      return most == null ? null : Range.atMost(most);
    }
    return most == null ? Range.atLeast(least) : Range.closed(least, most);
  }

  private static Optional<Difference> difference(RexNode node) {
    if (!(node instanceof RexCall call)) {
      return Optional.empty();
    }
    List<RexNode> operands = call.getOperands();
    return switch (call.getKind()) {
      case MINUS, CHECKED_MINUS -> minus(call);
      case CAST ->
          isNumber(call.getType()) && isNumber(operands.get(0).getType())
              ? difference(operands.get(0))
              : Optional.empty();
      case EXTRACT -> days(call);
      default -> named(call);
    };
  }

  private static boolean isWhole(RexLiteral literal) {
    BigDecimal value =
        SqlTypeName.INT_TYPES.contains(literal.getType().getSqlTypeName())
            ? literal.getValueAs(BigDecimal.class)
            : null;
    return value != null && value.signum() > 0 && value.compareTo(BigDecimal.valueOf(DAY)) < 0;
  }

  private static Optional<Difference> minus(RexCall call) {
    if (SqlTypeName.EXACT_TYPES.contains(call.getType().getSqlTypeName())) {
      return epoch(call.getOperands().get(0))
          .flatMap(
              later ->
                  epoch(call.getOperands().get(1))
                      .map(earlier -> new Difference(later, earlier, SECOND, SECOND)));
    }
    return SqlTypeName.DAY_INTERVAL_TYPES.contains(call.getType().getSqlTypeName())
            && call.getOperands().stream().allMatch(operand -> isTime(operand.getType()))
        ? Optional.of(new Difference(call.getOperands().get(0), call.getOperands().get(1), 1, 1))
        : Optional.empty();
  }

  /** The time whose seconds since the epoch are told. */
  private static Optional<RexNode> epoch(RexNode node) {
    if (!(node instanceof RexCall call)) {
      return Optional.empty();
    }
    RexNode first = call.getOperands().get(0);
    if (call.getKind() == SqlKind.CAST) {
      return SqlTypeName.EXACT_TYPES.contains(call.getType().getSqlTypeName())
          ? epoch(first)
          : Optional.empty();
    }
    boolean extract =
        call.getKind() == SqlKind.EXTRACT
            && first instanceof RexLiteral flag
            && flag.getValue() == TimeUnitRange.EPOCH;
    return Optional.of(extract ? call.getOperands().get(1) : first)
        .filter(time -> extract || call.getOperator().getName().equals("to_unixtime"))
        .filter(time -> isTime(time.getType()));
  }

  private static boolean isTime(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.TIMESTAMP
        || type.getSqlTypeName() == SqlTypeName.DATE;
  }

  /** Days are the largest part of an interval, so that they are all of it. */
  private static Optional<Difference> days(RexCall call) {
    return call.getOperands().get(0) instanceof RexLiteral flag
            && flag.getValue() == TimeUnitRange.DAY
            && call.getOperands().get(1) instanceof RexCall minus
            && minus.getKind() == SqlKind.MINUS
        ? minus(minus).map(found -> found.in(DAY, DAY))
        : Optional.empty();
  }

  private static Optional<Difference> named(RexCall call) {
    List<RexNode> operands = call.getOperands();
    return switch (call.getOperator().getName()) {
      case "/" ->
          operands.get(1) instanceof RexLiteral units && isWhole(units)
              ? difference(operands.get(0))
                  .map(found -> found.times(units.getValueAs(BigDecimal.class)))
              : Optional.empty();
      case "extract_epoch" -> difference(operands.get(0)).map(found -> found.in(SECOND, SECOND));
      case "interval_number" -> number(operands.get(0), operands.get(1));
      case "date_diff" ->
          operands.get(0) instanceof RexLiteral unit && !unit.isNull()
              ? unit(
                  new Difference(operands.get(2), operands.get(1), 1, 1),
                  String.valueOf(unit.getValueAs(String.class)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** An interval as a number of its units, which are milliseconds or months. */
  private static Optional<Difference> number(RexNode interval, RexNode unit) {
    if (!(interval instanceof RexCall minus)
        || minus.getKind() != SqlKind.MINUS
        || !minus.getOperands().stream().allMatch(operand -> isTime(operand.getType()))
        || !(unit instanceof RexLiteral units)) {
      return Optional.empty();
    }
    Difference found = new Difference(minus.getOperands().get(0), minus.getOperands().get(1), 1, 1);
    boolean months = SqlTypeName.YEAR_INTERVAL_TYPES.contains(interval.getType().getSqlTypeName());
    BigDecimal length = units.getValueAs(BigDecimal.class);
    return Optional.of((months ? found.in(28 * DAY, 31 * DAY) : found).times(length));
  }

  private static Optional<Difference> unit(Difference difference, String unit) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "millisecond" -> Optional.of(difference);
      case "second" -> Optional.of(difference.in(SECOND, SECOND));
      case "minute" -> Optional.of(difference.in(60 * SECOND, 60 * SECOND));
      case "hour" -> Optional.of(difference.in(3600 * SECOND, 3600 * SECOND));
      case "day" -> Optional.of(difference.in(DAY, DAY));
      case "week" -> Optional.of(difference.in(7 * DAY, 7 * DAY));
      case "month" -> Optional.of(difference.in(28 * DAY, 31 * DAY));
      case "quarter" -> Optional.of(difference.in(3 * 28 * DAY, 3 * 31 * DAY));
      case "year" -> Optional.of(difference.in(365 * DAY, 366 * DAY));
      default -> Optional.empty();
    };
  }

  private List<ColumnCondition> bounds(Difference difference, Range<BigDecimal> units) {
    List<ColumnCondition> bounds = new ArrayList<>();
    BigDecimal above = units.hasUpperBound() ? difference.above(units.upperEndpoint()) : MOST;
    BigDecimal below = units.hasLowerBound() ? difference.below(units.lowerEndpoint()) : MOST;
    if (above.abs().compareTo(MOST) < 0) {
      bound(difference, above.longValue(), false).ifPresent(bounds::add);
    }
    if (below.abs().compareTo(MOST) < 0) {
      bound(difference, below.longValue(), true).ifPresent(bounds::add);
    }
    return bounds;
  }

  /**
   * A bound on the one of both times that is a column's.
   *
   * <p>Where the earlier is, {@code later - x < 7 days} is {@code x + 7 days > later}; where the
   * later is, {@code x - earlier < 7 days} is {@code x - 7 days < earlier}.
   *
   * @param least whether the difference is more than so many milliseconds, else less
   */
  private Optional<ColumnCondition> bound(Difference difference, long millis, boolean least) {
    if (ConditionReader.isValue(difference.later())) {
      return sides
          .time(difference.earlier())
          .map(
              side ->
                  condition(
                      side,
                      least ? Comparison.LESS : Comparison.GREATER,
                      millis,
                      difference.later()));
    }
    return ConditionReader.isValue(difference.earlier())
        ? sides
            .time(difference.later())
            .map(
                side ->
                    condition(
                        side,
                        least ? Comparison.GREATER : Comparison.LESS,
                        -millis,
                        difference.earlier()))
        : Optional.empty();
  }

  private ColumnCondition condition(Side side, Comparison comparison, long added, RexNode time) {
    RelDataType timestamp = rex.getTypeFactory().createSqlType(SqlTypeName.TIMESTAMP, 3);
    RexNode value =
        time.getType().getSqlTypeName() == SqlTypeName.DATE
            ? rex.makeCast(
                rex.getTypeFactory()
                    .createTypeWithNullability(timestamp, time.getType().isNullable()),
                time)
            : time;
    return new ColumnCondition(
        side.column(),
        comparison,
        side.expression().behind(new TimeFunctionStep.Shift(added)),
        List.of(value),
        false);
  }
}

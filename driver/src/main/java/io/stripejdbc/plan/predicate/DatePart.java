package io.stripejdbc.plan.predicate;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import io.stripejdbc.scan.ScanSpec.Bounds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one part of a date or time, {@code EXTRACT(MONTH FROM x) BETWEEN 2 AND 4}.
 *
 * @param condition the condition
 * @param time the date or time
 * @param unit YEAR, MONTH or DAY; a quarter is three months
 * @param bounds the numbers for which it holds, both counting
 * @param exact whether it holds for all of them
 */
public record DatePart(
    RexNode condition, RexNode time, TimeUnitRange unit, Bounds bounds, boolean exact) {
  private static final Bounds QUARTERS = new Bounds(1, 4);

  /** The condition as one on a part of a date; empty when it is something else. */
  public static Optional<DatePart> of(RexNode condition) {
    if (!(condition instanceof RexCall call) || call.getOperands().size() != 2) {
      return Optional.empty();
    }
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    return of(call, left, call.getKind(), right)
        .or(() -> of(call, right, call.getKind().reverse(), left));
  }

  private static Optional<DatePart> of(
      RexCall condition, RexNode side, SqlKind comparison, RexNode value) {
    if (!(side instanceof RexCall extract)
        || extract.getKind() != SqlKind.EXTRACT
        || !(extract.getOperands().get(0) instanceof RexLiteral flag)
        || !(flag.getValue() instanceof TimeUnitRange unit)
        || !(value instanceof RexLiteral literal)) {
      return Optional.empty();
    }
    RexNode time = extract.getOperands().get(1);
    SqlTypeName type = time.getType().getSqlTypeName();
    return type == SqlTypeName.TIMESTAMP || type == SqlTypeName.DATE
        ? numbers(comparison, literal).flatMap(numbers -> numbers.part(condition, time, unit))
        : Optional.empty();
  }

  /**
   * Whole numbers.
   *
   * @param bounds the least and the greatest of them
   * @param exact whether all between are among them
   */
  private record Numbers(Bounds bounds, boolean exact) {
    /** Years that come one by one are no range. */
    Optional<DatePart> part(RexNode condition, RexNode time, TimeUnitRange unit) {
      return switch (unit) {
        case YEAR ->
            Optional.of(new DatePart(condition, time, unit, bounds, true)).filter(part -> exact);
        case MONTH, DAY -> Optional.of(new DatePart(condition, time, unit, bounds, exact));
        case QUARTER ->
            Optional.of(
                new DatePart(
                    condition,
                    time,
                    TimeUnitRange.MONTH,
                    months(bounds.intersect(QUARTERS)),
                    exact));
        default -> Optional.empty();
      };
    }

    private static Bounds months(Bounds quarters) {
      return new Bounds(quarters.least() * 3 - 2, quarters.greatest() * 3);
    }
  }

  private static Optional<Numbers> numbers(SqlKind comparison, RexLiteral literal) {
    if (comparison == SqlKind.SEARCH) {
      Sarg<?> sarg = literal.getValueAs(Sarg.class);
      return sarg == null || sarg.nullAs == RexUnknownAs.TRUE || sarg.rangeSet.isEmpty()
          ? Optional.empty()
          : numbers(sarg);
    }
    Long value = whole(literal.getValueAs(BigDecimal.class));
    if (value == null) {
      return Optional.empty();
    }
    return switch (comparison) {
      case EQUALS -> numbers(value, value);
      case LESS_THAN -> numbers(Long.MIN_VALUE, value - 1);
      case LESS_THAN_OR_EQUAL -> numbers(Long.MIN_VALUE, value);
      case GREATER_THAN -> numbers(value + 1, Long.MAX_VALUE);
      case GREATER_THAN_OR_EQUAL -> numbers(value, Long.MAX_VALUE);
      default -> Optional.empty();
    };
  }

  private static Optional<Numbers> numbers(long least, long greatest) {
    return Optional.of(new Numbers(new Bounds(least, greatest), true));
  }

  /** 2, 3 and 4 are all from 2 to 4; 2 and 4 are not. */
  private static Optional<Numbers> numbers(Sarg<?> sarg) {
    boolean exact = true;
    Bounds all = new Bounds(1, 0);
    for (Range<?> range : sarg.rangeSet.asRanges()) {
      long least = range.hasLowerBound() ? least(range) : Long.MIN_VALUE;
      long greatest = range.hasUpperBound() ? greatest(range) : Long.MAX_VALUE;
      exact &= all.isEmpty() || all.greatest() == least - 1;
      all = new Bounds(all.isEmpty() ? least : all.least(), greatest);
    }
    return Optional.of(new Numbers(all, exact));
  }

  private static long least(Range<?> range) {
    BigDecimal end = (BigDecimal) range.lowerEndpoint();
    return range.lowerBoundType() == BoundType.OPEN
        ? end.setScale(0, RoundingMode.FLOOR).longValue() + 1
        : end.setScale(0, RoundingMode.CEILING).longValue();
  }

  private static long greatest(Range<?> range) {
    BigDecimal end = (BigDecimal) range.upperEndpoint();
    return range.upperBoundType() == BoundType.OPEN
        ? end.setScale(0, RoundingMode.CEILING).longValue() - 1
        : end.setScale(0, RoundingMode.FLOOR).longValue();
  }

  private static @Nullable Long whole(@Nullable BigDecimal value) {
    return value != null
            && value.stripTrailingZeros().scale() <= 0
            && value.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
        ? Long.valueOf(value.longValue())
        : null;
  }
}

package io.stripejdbc.plan.predicate;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import io.stripejdbc.plan.predicate.ScanPredicate.Comparison;
import io.stripejdbc.plan.predicate.TimeExpressionReader.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;
import org.apache.calcite.util.TimestampString;

/**
 * Reads a condition on the text of a time, {@code CAST(created AS VARCHAR) LIKE '2026-10-%'} or
 * {@code left(to_char(created, 'YYYY-MM-DD'), 7) = '2026-10'}, as ranges of the time that hold
 * every row of it.
 */
final class TimeTextReader {
  /** Of more ranges than this the span is told. */
  private static final int MOST_RANGES = 20;

  private final TimeExpressionReader sides;
  private final RexBuilder rex;

  /**
   * @param sides reads the time behind a text
   */
  TimeTextReader(TimeExpressionReader sides, RexBuilder rex) {
    this.sides = sides;
    this.rex = rex;
  }

  /** What the condition implies for a column; none where it is about something else. */
  List<ColumnCondition> read(RexCall condition) {
    if (condition.getOperands().size() < 2) {
      return List.of();
    }
    RexNode left = condition.getOperands().get(0);
    RexNode right = condition.getOperands().get(1);
    List<ColumnCondition> forward = read(condition, left, condition.getKind(), right);
    return forward.isEmpty() && condition.isA(SqlKind.COMPARISON)
        ? read(condition, right, condition.getKind().reverse(), left)
        : forward;
  }

  private List<ColumnCondition> read(
      RexCall condition, RexNode text, SqlKind kind, RexNode compared) {
    if (!(compared instanceof RexLiteral literal) || literal.isNull()) {
      return List.of();
    }
    List<Range<String>> wanted = texts(condition, kind, literal);
    Optional<TimeText> found = wanted.isEmpty() ? Optional.empty() : TimeText.of(text);
    return found
        .flatMap(of -> sides.time(of.time()).map(side -> conditions(side, of, wanted)))
        .orElse(List.of());
  }

  private static List<Range<String>> texts(RexCall condition, SqlKind kind, RexLiteral literal) {
    if (kind == SqlKind.SEARCH) {
      return searched(literal);
    }
    if (!SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())) {
      return List.of();
    }
    String value = String.valueOf(literal.getValueAs(String.class));
    return switch (kind) {
      case EQUALS -> List.of(Range.singleton(value));
      case LESS_THAN -> List.of(Range.lessThan(value));
      case LESS_THAN_OR_EQUAL -> List.of(Range.atMost(value));
      case GREATER_THAN -> List.of(Range.greaterThan(value));
      case GREATER_THAN_OR_EQUAL -> List.of(Range.atLeast(value));
      case LIKE -> isNegated(condition) ? List.of() : beginning(start(value));
      case STARTS_WITH -> beginning(start(value.replace('_', '%')));
      default -> List.of();
    };
  }

  private static boolean isNegated(RexCall like) {
    return like.getOperator() instanceof SqlLikeOperator operator && operator.isNegated();
  }

  /** What a pattern begins with: digits, and the signs between parts of a time. */
  private static String start(String pattern) {
    int end = 0;
    while (end < pattern.length() && "0123456789-/.: ".indexOf(pattern.charAt(end)) >= 0) {
      end++;
    }
    return pattern.substring(0, end);
  }

  private static List<Range<String>> beginning(String start) {
    return start.isEmpty()
        ? List.of()
        : List.of(Range.closedOpen(start, start + Character.MAX_VALUE));
  }

  private static List<Range<String>> searched(RexLiteral literal) {
    Sarg<?> sarg = literal.getValueAs(Sarg.class);
    if (sarg == null
        || sarg.nullAs == RexUnknownAs.TRUE
        || sarg.rangeSet.isEmpty()
        || !SqlTypeName.CHAR_TYPES.contains(literal.getType().getSqlTypeName())) {
      return List.of();
    }
    List<Range<String>> ranges = new ArrayList<>();
    if (sarg.rangeSet.asRanges().size() > MOST_RANGES) {
      ranges.add(text(sarg.rangeSet.span()));
    } else {
      sarg.rangeSet.asRanges().forEach(range -> ranges.add(text(range)));
    }
    return ranges;
  }

  private static Range<String> text(Range<?> range) {
    String lower = range.hasLowerBound() ? value(range.lowerEndpoint()) : "";
    BoundType least = range.hasLowerBound() ? range.lowerBoundType() : BoundType.CLOSED;
    return range.hasUpperBound()
        ? Range.range(lower, least, value(range.upperEndpoint()), range.upperBoundType())
        : Range.downTo(lower, least);
  }

  private static String value(Object endpoint) {
    return endpoint instanceof NlsString text ? text.getValue() : String.valueOf(endpoint);
  }

  /** Bounds of the time for one range; one condition for several. */
  private List<ColumnCondition> conditions(Side side, TimeText text, List<Range<String>> wanted) {
    List<List<ColumnCondition>> each = new ArrayList<>();
    for (Range<String> range : wanted) {
      List<ColumnCondition> bounds = bounds(side, text, range);
      if (bounds.isEmpty()) {
        return List.of(); // Any time may be meant.
      }
      each.add(bounds);
    }
    if (each.size() == 1) {
      return each.get(0);
    }
    List<RexNode> values = new ArrayList<>();
    List<ComparedRange> ranges = new ArrayList<>();
    for (List<ColumnCondition> bounds : each) {
      bounds.forEach(bound -> values.addAll(bound.values()));
      ranges.add(
          new ComparedRange(
              bounds.stream()
                  .map(bound -> new ComparedRange.Bound(bound.comparison(), bound.expression()))
                  .toList()));
    }
    return List.of(
        new ColumnCondition(
            side.column(), Comparison.ANY_RANGE, TimeExpression.PLAIN, values, ranges, false));
  }

  private List<ColumnCondition> bounds(Side side, TimeText text, Range<String> range) {
    List<ColumnCondition> bounds = new ArrayList<>();
    if (range.hasLowerBound() && !range.lowerEndpoint().isEmpty()) {
      boolean closed = range.lowerBoundType() == BoundType.CLOSED;
      Long first = text.earliest(range.lowerEndpoint(), closed);
      if (first == null) {
        return List.of(
            bound(side, Comparison.AT_LEAST, TimeText.END),
            bound(side, Comparison.LESS, TimeText.END)); // No time has such a text.
      }
      bounds.add(bound(side, Comparison.AT_LEAST, first));
    }
    if (range.hasUpperBound()) {
      boolean closed = range.upperBoundType() == BoundType.CLOSED;
      Long next = text.earliest(range.upperEndpoint(), !closed);
      if (next != null) {
        bounds.add(bound(side, Comparison.LESS, next));
      }
    }
    return bounds;
  }

  private ColumnCondition bound(Side side, Comparison comparison, long seconds) {
    TimestampString time = TimestampString.fromMillisSinceEpoch(1000 * seconds);
    return new ColumnCondition(
        side.column(),
        comparison,
        side.expression(),
        List.of(rex.makeTimestampLiteral(time, 0)),
        false);
  }
}

package io.stripejdbc.plan.batch;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * What a SEARCH looks for: numbers in intervals, or texts.
 *
 * @param least the smallest number of each interval, in order
 * @param greatest its largest
 * @param texts the texts, null where numbers are looked for
 * @param negated whether all other texts are looked for
 * @param ofNull what holds of NULL, null for unknown
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SearchedValues(
    long[] least,
    long[] greatest,
    @Nullable Set<String> texts,
    boolean negated,
    @Nullable Boolean ofNull) {
  private static final long[] NONE = {};

  /** What a call of SEARCH looks for; empty where it is something else. */
  static Optional<SearchedValues> of(RexCall search) {
    Sarg<?> sarg =
        search.getOperands().get(1) instanceof RexLiteral literal
            ? literal.getValueAs(Sarg.class)
            : null;
    if (sarg == null) {
      return Optional.empty();
    }
    Boolean ofNull =
        sarg.nullAs == RexUnknownAs.UNKNOWN ? null : (Boolean) (sarg.nullAs == RexUnknownAs.TRUE);
    return switch (ValueKind.of(search.getOperands().get(0).getType())) {
      case TEXT -> texts(sarg, ofNull);
      case LONG, INTEGER -> numbers(sarg, ofNull);
      case TRUTH, OTHER -> Optional.empty();
    };
  }

  private static Optional<SearchedValues> texts(Sarg<?> sarg, @Nullable Boolean ofNull) {
    boolean negated = sarg.isComplementedPoints();
    if (!negated && !sarg.isPoints()) {
      return Optional.empty();
    }
    Sarg<?> points = negated ? sarg.negate() : sarg;
    Set<String> texts = new HashSet<>();
    for (Range<?> point : points.rangeSet.asRanges()) {
      if (!(point.lowerEndpoint() instanceof NlsString text)) {
        return Optional.empty();
      }
      texts.add(text.getValue());
    }
    return Optional.of(new SearchedValues(NONE, NONE, texts, negated, ofNull));
  }

  private static Optional<SearchedValues> numbers(Sarg<?> sarg, @Nullable Boolean ofNull) {
    List<Long> least = new ArrayList<>();
    List<Long> greatest = new ArrayList<>();
    for (Range<?> range : sarg.rangeSet.asRanges()) {
      Optional<Long> from =
          range.hasLowerBound()
              ? number(range.lowerEndpoint(), range.lowerBoundType() == BoundType.OPEN ? 1 : 0)
              : Optional.of(Long.MIN_VALUE);
      Optional<Long> to =
          range.hasUpperBound()
              ? number(range.upperEndpoint(), range.upperBoundType() == BoundType.OPEN ? -1 : 0)
              : Optional.of(Long.MAX_VALUE);
      if (from.isEmpty() || to.isEmpty()) {
        return Optional.empty();
      }
      least.add(from.get());
      greatest.add(to.get());
    }
    return Optional.of(
        new SearchedValues(
            least.stream().mapToLong(Long::longValue).toArray(),
            greatest.stream().mapToLong(Long::longValue).toArray(),
            null,
            false,
            ofNull));
  }

  /** An end of an interval as the closed one next to it. */
  private static Optional<Long> number(Object end, int step) {
    try {
      if (end instanceof BigDecimal number) {
        return Optional.of(Math.addExact(number.longValueExact(), step));
      }
      if (end instanceof TimestampString time && time.round(3).equals(time)) {
        return Optional.of(time.getMillisSinceEpoch() + step);
      }
      return end instanceof DateString date
          ? Optional.of((long) date.getDaysSinceEpoch() + step)
          : Optional.empty();
    } catch (ArithmeticException beyond) {
      return Optional.empty();
    }
  }

  boolean hasNumber(long number) {
    int from = 0;
    int to = least.length - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      if (number < least[middle]) {
        to = middle - 1;
      } else if (number > greatest[middle]) {
        from = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  boolean hasText(String text) {
    return texts != null && texts.contains(text) != negated;
  }
}

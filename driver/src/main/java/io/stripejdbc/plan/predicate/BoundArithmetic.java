package io.stripejdbc.plan.predicate;

import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.scan.RangeUnion;
import io.stripejdbc.scan.ScanSpec.Bounds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From a comparison to a closed interval of whole numbers, the form of a range parameter.
 *
 * <p>A timestamp column holds whole seconds, a value milliseconds. With {@code created > t} and t =
 * 10.4 s, second 11 is the first that counts; with {@code >=} too; with t = 10.0 s it is 11 for
 * {@code >} and 10 for {@code >=}. With {@code <} 10.4 s, second 10 still counts; {@code <} 10.0 s
 * ends at 9.
 */
public final class BoundArithmetic {
  private static final long MILLIS_PER_SECOND = 1000;

  private static final Bounds NONE = new Bounds(1, 0);

  private BoundArithmetic() {}

  /**
   * The closed interval that a comparison leaves.
   *
   * @param predicate a comparison of one value
   * @param value internal value: milliseconds for a timestamp, days for a DATE, else the number
   */
  public static Bounds bounds(ScanPredicate predicate, long value) {
    return bounds(
        predicate.column().type(),
        new ComparedRange.Bound(predicate.comparison(), predicate.expression()),
        value);
  }

  private static Bounds bounds(ColumnType type, ComparedRange.Bound bound, long value) {
    Bounds compared = compared(bound.comparison(), value);
    if (compared.isEmpty()) {
      return NONE;
    }
    return switch (type) {
      case BIGINT -> compared;
      case TIMESTAMP -> within(bound.expression().ofColumn(compared));
      case INSTANT -> around(compared);
      case VARCHAR, BOOLEAN, DECIMAL, JSON ->
          throw new IllegalStateException("no range over " + type);
    };
  }

  /**
   * The closed intervals that several ranges leave.
   *
   * @param predicate of the comparison ANY_RANGE
   * @param values internal values of all bounds in order; a range with a NULL holds nothing
   */
  public static RangeUnion union(ScanPredicate predicate, List<@Nullable Object> values) {
    List<Bounds> any = new ArrayList<>();
    int next = 0;
    for (ComparedRange range : predicate.ranges()) {
      Bounds all = Bounds.ALL;
      for (ComparedRange.Bound bound : range.bounds()) {
        Object value = values.get(next++);
        Bounds its =
            value instanceof Number number
                ? bounds(predicate.column().type(), bound, number.longValue())
                : NONE;
        all = all.intersect(its);
      }
      any.add(all);
    }
    return RangeUnion.of(any);
  }

  /**
   * Whether the bounds of a comparison with a known value hold no other row than it does.
   *
   * @param value internal value
   */
  public static boolean isExact(
      TimeExpression expression, ScanPredicate.Comparison comparison, long value) {
    return expression.isExact(compared(comparison, value));
  }

  private static Bounds compared(ScanPredicate.Comparison comparison, long value) {
    return switch (comparison) {
      case IN -> new Bounds(value, value);
      case NOT_IN, ANY_RANGE -> Bounds.ALL;
      case GREATER -> value == Long.MAX_VALUE ? NONE : new Bounds(value + 1, Long.MAX_VALUE);
      case AT_LEAST -> new Bounds(value, Long.MAX_VALUE);
      case LESS -> value == Long.MIN_VALUE ? NONE : new Bounds(Long.MIN_VALUE, value - 1);
      case AT_MOST -> new Bounds(Long.MIN_VALUE, value);
    };
  }

  /** The whole seconds inside bounds of milliseconds. */
  private static Bounds within(Bounds millis) {
    return new Bounds(
        millis.least() == Long.MIN_VALUE
            ? Long.MIN_VALUE
            : -Math.floorDiv(-millis.least(), MILLIS_PER_SECOND),
        millis.greatest() == Long.MAX_VALUE
            ? Long.MAX_VALUE
            : Math.floorDiv(millis.greatest(), MILLIS_PER_SECOND));
  }

  /** A column of milliseconds is bounded in seconds: the second of the value always counts. */
  private static Bounds around(Bounds millis) {
    return new Bounds(
        millis.least() == Long.MIN_VALUE
            ? Long.MIN_VALUE
            : Math.floorDiv(millis.least(), MILLIS_PER_SECOND),
        millis.greatest() == Long.MAX_VALUE
            ? Long.MAX_VALUE
            : Math.floorDiv(millis.greatest(), MILLIS_PER_SECOND));
  }

  /** Whether a column of this type can be given bounds. */
  public static boolean hasBounds(ColumnType type) {
    return type == ColumnType.TIMESTAMP || type == ColumnType.INSTANT || type == ColumnType.BIGINT;
  }
}

package io.stripejdbc.plan;

import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.scan.ScanSpec.Bounds;

/**
 * From a comparison to a closed interval of whole numbers, the form of a range parameter.
 *
 * <p>A timestamp column holds whole seconds, a value milliseconds. With {@code created > t} and t =
 * 10.4 s, second 11 is the first that counts; with {@code >=} too; with t = 10.0 s it is 11 for
 * {@code >} and 10 for {@code >=}. With {@code <} 10.4 s, second 10 still counts; {@code <} 10.0 s
 * ends at 9.
 */
final class BoundArithmetic {
  private static final long MILLIS_PER_SECOND = 1000;
  private static final long SECONDS_PER_DAY = 86_400;

  private static final Bounds NONE = new Bounds(1, 0);

  private BoundArithmetic() {}

  /**
   * @param predicate a comparison of one value
   * @param value internal value: milliseconds for a timestamp, days for a DATE, else the number
   */
  static Bounds bounds(ScanPredicate predicate, long value) {
    if (predicate.unit() == ScanPredicate.Unit.DAY) {
      return ofDay(predicate.comparison(), value);
    }
    return switch (predicate.column().type()) {
      case TIMESTAMP -> ofMillis(predicate.comparison(), value, MILLIS_PER_SECOND);
      case BIGINT -> ofMillis(predicate.comparison(), value, 1);
      case INSTANT -> around(predicate.comparison(), Math.floorDiv(value, MILLIS_PER_SECOND));
      case VARCHAR, BOOLEAN, DECIMAL, JSON ->
          throw new IllegalStateException("no range over " + predicate.column().type());
    };
  }

  private static Bounds ofMillis(ScanPredicate.Comparison comparison, long value, long unit) {
    long floor = Math.floorDiv(value, unit);
    boolean whole = Math.floorMod(value, unit) == 0;
    long ceiling = whole ? floor : floor + 1;
    return switch (comparison) {
      case IN -> whole ? new Bounds(floor, floor) : NONE;
      case GREATER -> floor == Long.MAX_VALUE ? NONE : new Bounds(floor + 1, Long.MAX_VALUE);
      case AT_LEAST -> new Bounds(ceiling, Long.MAX_VALUE);
      case LESS -> ceiling == Long.MIN_VALUE ? NONE : new Bounds(Long.MIN_VALUE, ceiling - 1);
      case AT_MOST -> new Bounds(Long.MIN_VALUE, floor);
    };
  }

  /** A column of milliseconds is bounded in seconds: the second of the value always counts. */
  private static Bounds around(ScanPredicate.Comparison comparison, long second) {
    return switch (comparison) {
      case IN -> new Bounds(second, second);
      case GREATER, AT_LEAST -> new Bounds(second, Long.MAX_VALUE);
      case LESS, AT_MOST -> new Bounds(Long.MIN_VALUE, second);
    };
  }

  private static Bounds ofDay(ScanPredicate.Comparison comparison, long day) {
    long start = day * SECONDS_PER_DAY;
    long next = start + SECONDS_PER_DAY;
    return switch (comparison) {
      case IN -> new Bounds(start, next - 1);
      case GREATER -> new Bounds(next, Long.MAX_VALUE);
      case AT_LEAST -> new Bounds(start, Long.MAX_VALUE);
      case LESS -> new Bounds(Long.MIN_VALUE, start - 1);
      case AT_MOST -> new Bounds(Long.MIN_VALUE, next - 1);
    };
  }

  /** Whether a column of this type can be given bounds. */
  static boolean hasBounds(ColumnType type) {
    return type == ColumnType.TIMESTAMP || type == ColumnType.INSTANT || type == ColumnType.BIGINT;
  }
}

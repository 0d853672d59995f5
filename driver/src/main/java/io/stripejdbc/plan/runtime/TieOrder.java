package io.stripejdbc.plan.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.jspecify.annotations.Nullable;

/**
 * An order of rows that come newest first.
 *
 * @param time position of the time that rows come ordered by, by second
 * @param comparator the whole order
 */
public record TieOrder(int time, Comparator<@Nullable Object[]> comparator) {
  public static TieOrder of(RelCollation collation) {
    List<RelFieldCollation> keys = collation.getFieldCollations();
    List<Comparator<@Nullable Object[]>> each = new ArrayList<>();
    keys.forEach(key -> each.add(comparator(key)));
    return new TieOrder(
        keys.get(0).getFieldIndex(),
        (a, b) -> {
          for (Comparator<@Nullable Object[]> key : each) {
            int order = key.compare(a, b);
            if (order != 0) {
              return order;
            }
          }
          return 0;
        });
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Values of a column are of one comparable class.
  private static Comparator<@Nullable Object[]> comparator(RelFieldCollation key) {
    int field = key.getFieldIndex();
    boolean descending =
        key.getDirection() == Direction.DESCENDING
            || key.getDirection() == Direction.STRICTLY_DESCENDING;
    int nulls = nullsFirst(key, descending) ? -1 : 1;
    return (a, b) -> {
      Object left = a[field];
      Object right = b[field];
      if (left == null || right == null) {
        return left == right ? 0 : left == null ? nulls : -nulls;
      }
      int order = ((Comparable) left).compareTo(right);
      return descending ? -order : order;
    };
  }

  private static boolean nullsFirst(RelFieldCollation key, boolean descending) {
    return key.nullDirection == NullDirection.UNSPECIFIED
        ? descending
        : key.nullDirection == NullDirection.FIRST;
  }

  /** Whether a row is of the same second as another one. */
  boolean isTie(@Nullable Object[] row, @Nullable Object[] other) {
    return second(row[time]) == second(other[time]);
  }

  /** Rows without a time come first, as those of a second after all others. */
  private static long second(@Nullable Object millis) {
    return millis instanceof Number number
        ? Math.floorDiv(number.longValue(), TimeUnit.SECONDS.toMillis(1))
        : Long.MAX_VALUE;
  }
}

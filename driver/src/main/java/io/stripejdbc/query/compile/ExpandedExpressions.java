package io.stripejdbc.query.compile;

import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * Counts the nodes of a statement as they are planned: functions that are written as a CASE repeat
 * what they are given, so that each nesting of them doubles it.
 */
final class ExpandedExpressions {
  /** How often Calcite's CASE for a function has each of its arguments. */
  private static final Map<String, Integer> REPEATS =
      Map.of(
          "COALESCE", 2, "NULLIF", 2, "NVL", 2, "IFNULL", 2, "ABS", 3, "GREATEST", 3, "LEAST", 3);

  private final IdentityHashMap<SqlNode, Double> known = new IdentityHashMap<>();

  private final boolean repeating;

  private ExpandedExpressions(boolean repeating) {
    this.repeating = repeating;
  }

  /** How many there are without repetitions; a double, for it may be beyond a long. */
  static double count(SqlNode statement) {
    return new ExpandedExpressions(false).of(statement);
  }

  /** How many more there are with them. */
  static double repeated(SqlNode statement) {
    return new ExpandedExpressions(true).of(statement) - count(statement);
  }

  /** A node that stands in several places is counted at each, and looked at once. */
  private double of(@Nullable Object node) {
    if (!(node instanceof SqlNode sql)) {
      return 0;
    }
    Double before = known.get(sql);
    if (before != null) {
      return before;
    }
    double count =
        sql instanceof SqlCall call
            ? 1 + of(call.getOperandList(), repeats(call))
            : sql instanceof Iterable<?> list ? of(list, 1) : 1;
    known.put(sql, count);
    return count;
  }

  private double of(Iterable<?> nodes, int times) {
    double sum = 0;
    for (Object node : nodes) {
      sum += times * of(node);
    }
    return sum;
  }

  private int repeats(SqlCall call) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    return repeating ? REPEATS.getOrDefault(name, 1) : 1;
  }
}

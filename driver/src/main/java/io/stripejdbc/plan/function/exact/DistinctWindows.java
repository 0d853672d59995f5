package io.stripejdbc.plan.function.exact;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.DriverAggregates;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;

/** DISTINCT in the functions of windows, which Calcite (1.42) reads and then forgets. */
final class DistinctWindows {
  /** What values that come twice do not change; EVERY and SOME are a MIN and a MAX. */
  private static final Set<SqlKind> SAME_WITHOUT =
      EnumSet.of(SqlKind.MIN, SqlKind.MAX, SqlKind.ANY_VALUE, SqlKind.BIT_AND, SqlKind.BIT_OR);

  private DistinctWindows() {}

  /** The call without DISTINCT that gives the same; others are refused. */
  static RexOver apply(RexBuilder rex, RexOver over) {
    if (!over.isDistinct()) {
      return over;
    }
    SqlAggFunction function = over.getAggOperator();
    if (SAME_WITHOUT.contains(function.getKind())) {
      return of(rex, over, function);
    }
    if (function.getKind() == SqlKind.COUNT && over.operands.size() == 1) {
      return of(rex, over, DriverAggregates.DISTINCT_COUNT);
    }
    throw new DriverFailure(
        DriverError.UNSUPPORTED,
        "DISTINCT in '%s(…) OVER (…)' is not supported; take the distinct rows in a sub-query"
            .formatted(function.getName().toLowerCase(Locale.ROOT)));
  }

  private static RexOver of(RexBuilder rex, RexOver over, SqlAggFunction function) {
    RexWindow window = over.getWindow();
    return (RexOver)
        rex.makeOver(
            over.getParserPosition(),
            over.getType(),
            function,
            over.operands,
            window.partitionKeys,
            window.orderKeys,
            window.getLowerBound(),
            window.getUpperBound(),
            window.getExclude(),
            window.isRows(),
            true,
            false,
            false,
            over.ignoreNulls());
  }
}

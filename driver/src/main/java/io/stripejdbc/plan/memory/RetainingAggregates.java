package io.stripejdbc.plan.memory;

import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Which aggregate functions keep the values of all rows, instead of a number or two: arrays, texts,
 * maps, percentiles. What is not known to be small counts as one of them.
 */
public final class RetainingAggregates {
  private static final Set<SqlKind> SMALL =
      EnumSet.of(
          SqlKind.COUNT,
          SqlKind.SUM,
          SqlKind.SUM0,
          SqlKind.MIN,
          SqlKind.MAX,
          SqlKind.AVG,
          SqlKind.ANY_VALUE,
          SqlKind.SINGLE_VALUE,
          SqlKind.ARG_MIN,
          SqlKind.ARG_MAX,
          SqlKind.BIT_AND,
          SqlKind.BIT_OR,
          SqlKind.BIT_XOR,
          SqlKind.GROUPING,
          SqlKind.GROUP_ID,
          SqlKind.LITERAL_AGG,
          SqlKind.ROW_NUMBER,
          SqlKind.RANK,
          SqlKind.DENSE_RANK,
          SqlKind.PERCENT_RANK,
          SqlKind.CUME_DIST,
          SqlKind.NTILE,
          SqlKind.LAG,
          SqlKind.LEAD,
          SqlKind.FIRST_VALUE,
          SqlKind.LAST_VALUE,
          SqlKind.NTH_VALUE,
          SqlKind.REGR_COUNT);

  /** Functions of ours that keep a number or two; their kind says nothing. */
  private static final Set<String> SMALL_OWN =
      Set.of(
          "sum",
          "variance",
          "var_samp",
          "var_pop",
          "stddev",
          "stddev_samp",
          "stddev_pop",
          "last_value_not_null",
          "first_value_not_null");

  private RetainingAggregates() {}

  /** The columns whose values are kept. */
  public static ImmutableBitSet values(Aggregate aggregate) {
    ImmutableBitSet.Builder kept = ImmutableBitSet.builder();
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (call.collation.getFieldCollations().isEmpty()) {
        if (retains(call.getAggregation())) {
          kept.addAll(call.getArgList());
        }
      } else {
        // To take values in order, Calcite keeps the whole rows until it knows all.
        kept.addAll(ImmutableBitSet.range(aggregate.getInput().getRowType().getFieldCount()));
      }
    }
    return kept.build();
  }

  /** The columns whose values are kept with every row of a window; constants are no columns. */
  public static ImmutableBitSet values(Window window, Window.Group group) {
    int columns = window.getInput().getRowType().getFieldCount();
    ImmutableBitSet.Builder kept = ImmutableBitSet.builder();
    for (Window.RexWinAggCall call : group.aggCalls) {
      if (retains((SqlAggFunction) call.getOperator())) {
        for (RexNode operand : call.getOperands()) {
          if (operand instanceof RexInputRef ref && ref.getIndex() < columns) {
            kept.set(ref.getIndex());
          }
        }
      }
    }
    return kept.build();
  }

  private static boolean retains(SqlAggFunction function) {
    return !SMALL.contains(function.getKind()) && !SMALL_OWN.contains(function.getName());
  }
}

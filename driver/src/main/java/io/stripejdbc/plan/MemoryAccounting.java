package io.stripejdbc.plan;

import io.stripejdbc.plan.memory.RetainingAggregates;
import io.stripejdbc.plan.memory.RowRetention;
import io.stripejdbc.plan.rel.RetainedRows;
import io.stripejdbc.plan.runtime.JoinedPairCount;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableAsofJoin;
import org.apache.calcite.adapter.enumerable.EnumerableCollect;
import org.apache.calcite.adapter.enumerable.EnumerableHashJoin;
import org.apache.calcite.adapter.enumerable.EnumerableLimitSort;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRepeatUnion;
import org.apache.calcite.adapter.enumerable.EnumerableSort;
import org.apache.calcite.adapter.enumerable.EnumerableTableSpool;
import org.apache.calcite.adapter.enumerable.EnumerableWindow;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Has the rows counted that Calcite's operators keep: sorts, groups, the right side of joins,
 * windows, set operations, recursion, arrays and texts made of many rows. Our own operators count
 * by themselves.
 *
 * <p>One of the last steps before code is generated; EXPLAIN shows the plan without it.
 */
public final class MemoryAccounting {
  private static final long SORTED_ROW = RowRetention.SORTED_ROW;

  /** Entry of a hash map with its key, and a list of rows. */
  private static final long HASHED_ROW = 160;

  private static final long ACCUMULATOR = 64;

  private static final long REFERENCE = 8;

  private MemoryAccounting() {}

  /** The same plan, whose execution knows what it holds. */
  public static EnumerableRel of(EnumerableRel plan) {
    return (EnumerableRel) pass(plan);
  }

  private static RelNode pass(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    for (int i = 0; i < rel.getInputs().size(); i++) {
      RelNode input = pass(rel.getInput(i));
      for (RowRetention kept : retention(rel, i)) {
        input = new RetainedRows(input, kept, offset(rel), fetch(rel));
      }
      inputs.add(input);
    }
    RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    return same instanceof EnumerableNestedLoopJoin join ? pairs(join) : same;
  }

  private static @Nullable RexNode offset(RelNode rel) {
    return rel instanceof Sort sort ? sort.offset : null;
  }

  private static @Nullable RexNode fetch(RelNode rel) {
    return rel instanceof Sort sort ? sort.fetch : null;
  }

  private static List<RowRetention> retention(RelNode rel, int input) {
    if (rel instanceof EnumerableLimitSort) {
      return List.of(RowRetention.sorted(true));
    }
    if (rel instanceof EnumerableSort) {
      return List.of(RowRetention.sorted(false));
    }
    if (rel instanceof EnumerableHashJoin || rel instanceof EnumerableAsofJoin) {
      return input == 1 ? List.of(RowRetention.all("The join", HASHED_ROW)) : List.of();
    }
    if (rel instanceof EnumerableNestedLoopJoin join) {
      return input == 1 && keepsPairs(join)
          ? List.of(RowRetention.all("The join", SORTED_ROW))
          : List.of();
    }
    if (rel instanceof EnumerableCollect) {
      return List.of(RowRetention.all("The array of rows", SORTED_ROW));
    }
    if (rel instanceof EnumerableTableSpool) {
      return List.of(RowRetention.all("The recursive query", SORTED_ROW));
    }
    if (rel instanceof EnumerableRepeatUnion union && !union.all) {
      return List.of(distinct("The recursive query", rel.getInput(input)).accumulating());
    }
    if (rel instanceof SetOp operation) {
      boolean streams = operation.all && operation.kind == SqlKind.UNION;
      return streams ? List.of() : List.of(distinct(operation.kind.sql, rel.getInput(input)));
    }
    if (rel instanceof Aggregate aggregate) {
      return groups(aggregate);
    }
    return rel instanceof EnumerableWindow window ? windows(window) : List.of();
  }

  private static RowRetention distinct(String operation, RelNode input) {
    ImmutableBitSet all = ImmutableBitSet.range(input.getRowType().getFieldCount());
    return RowRetention.distinct(operation, List.of(all), ImmutableBitSet.of(), HASHED_ROW);
  }

  private static List<RowRetention> groups(Aggregate aggregate) {
    ImmutableBitSet values = RetainingAggregates.values(aggregate);
    if (aggregate.getGroupSet().isEmpty() && values.isEmpty()) {
      return List.of();
    }
    String operation = values.isEmpty() ? "GROUP BY or DISTINCT" : "The aggregate function";
    long overhead = HASHED_ROW + ACCUMULATOR * aggregate.getAggCallList().size();
    return List.of(
        RowRetention.distinct(operation, List.copyOf(aggregate.getGroupSets()), values, overhead));
  }

  private static List<RowRetention> windows(Window window) {
    List<RowRetention> kept = new ArrayList<>();
    long result = REFERENCE * window.getRowType().getFieldCount();
    long added =
        ACCUMULATOR
            * (window.getRowType().getFieldCount()
                - window.getInput().getRowType().getFieldCount());
    kept.add(RowRetention.all("The window function", SORTED_ROW + result + added));
    for (Window.Group group : window.groups) {
      ImmutableBitSet values = RetainingAggregates.values(window, group);
      if (!values.isEmpty()) {
        kept.add(RowRetention.running("The window function", group.keys, values));
      }
    }
    return kept;
  }

  /** Such a join makes all its rows before it gives out the first. */
  private static boolean keepsPairs(Join join) {
    return join.getJoinType().generatesNullsOnLeft();
  }

  private static RelNode pairs(EnumerableNestedLoopJoin join) {
    if (!keepsPairs(join)) {
      return join;
    }
    RexBuilder rex = join.getCluster().getRexBuilder();
    long bytes = SORTED_ROW + REFERENCE * join.getRowType().getFieldCount();
    // Not AND: both its sides are computed, and only pairs that are joined are kept.
    RexNode condition =
        rex.makeCall(
            SqlStdOperatorTable.CASE,
            join.getCondition(),
            rex.makeCall(new JoinedPairCount(bytes)),
            rex.makeLiteral(false));
    return join.copy(
        join.getTraitSet(),
        condition,
        join.getLeft(),
        join.getRight(),
        join.getJoinType(),
        join.isSemiJoinDone());
  }
}

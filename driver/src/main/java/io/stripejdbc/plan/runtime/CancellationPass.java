package io.stripejdbc.plan.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.EnumerableCorrelate;
import org.apache.calcite.adapter.enumerable.EnumerableHashJoin;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRepeatUnion;
import org.apache.calcite.adapter.enumerable.EnumerableUncollect;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Puts looks at the statement's cancellation where rows are multiplied without a call: behind joins
 * and what unfolds lists, and in conditions that are tried on pairs of rows.
 *
 * <p>Scans look by themselves. But two scans of ten thousand rows are a hundred million pairs, and
 * a condition that holds for none of them would keep cancel and time-out waiting. The last step
 * before code is generated; EXPLAIN shows the plan without it.
 */
public final class CancellationPass {
  private static final Set<Class<?>> MULTIPLY =
      Set.of(
          EnumerableNestedLoopJoin.class,
          EnumerableHashJoin.class,
          EnumerableCorrelate.class,
          EnumerableUncollect.class,
          EnumerableRepeatUnion.class);

  private CancellationPass() {}

  /** The same plan, which stops when it is told to. */
  public static EnumerableRel of(EnumerableRel plan) {
    return (EnumerableRel) pass(plan);
  }

  private static RelNode pass(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      inputs.add(pass(input));
    }
    RelNode same = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    if (!MULTIPLY.contains(same.getClass())) {
      return same;
    }
    return new CancellableRows(same instanceof Join join ? tried(join) : same);
  }

  /** With a look in the condition, where there is one beside equal keys. */
  private static RelNode tried(Join join) {
    if (join.analyzeCondition().isEqui() && join instanceof EnumerableHashJoin) {
      return join;
    }
    RexBuilder rex = join.getCluster().getRexBuilder();
    RexNode running = rex.makeCall(CancellationCheck.INSTANCE);
    RexNode condition = RexUtil.composeConjunction(rex, List.of(running, join.getCondition()));
    return join.copy(
        join.getTraitSet(),
        condition,
        join.getLeft(),
        join.getRight(),
        join.getJoinType(),
        join.isSemiJoinDone());
  }
}

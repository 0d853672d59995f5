package io.stripejdbc.plan;

import io.stripejdbc.plan.rel.BufferedInput;
import io.stripejdbc.plan.rel.BufferedInput.Strategy;
import io.stripejdbc.plan.rel.RemoteScan;
import io.stripejdbc.plan.rel.StripeTableScan;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableHashJoin;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/**
 * Takes care of the sides of joins in the driver, of which Calcite thinks that reading is free: a
 * nested loop reads its second side once, not for each row of the first; and when the second side
 * has no row, the first is not read on.
 */
final class JoinInputPass {
  /** Joins of the plan so far: numbers are part of the code, and equal plans have equal code. */
  private int joins;

  private JoinInputPass() {}

  static RelNode apply(RelNode rel) {
    return new JoinInputPass().marked(rel);
  }

  private RelNode marked(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode other = marked(input);
      changed |= other != input;
      inputs.add(other);
    }
    if (rel instanceof EnumerableNestedLoopJoin join && asks(join.getRight())) {
      return marked(join, inputs, Strategy.HELD);
    }
    if (rel instanceof EnumerableHashJoin join && asks(join.getLeft())) {
      return marked(join, inputs, Strategy.WATCHED);
    }
    return changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
  }

  private RelNode marked(Join join, List<RelNode> inputs, Strategy strategy) {
    int number = ++joins;
    boolean endsEarly =
        switch (join.getJoinType()) {
          case INNER, SEMI -> asks(join.getLeft());
          default -> false;
        };
    RelNode left = inputs.get(0);
    Strategy first =
        strategy == Strategy.HELD && isShorter(join) ? Strategy.BEHIND : Strategy.GATED;
    return join.copy(
        join.getTraitSet(),
        List.of(
            endsEarly ? side(left, first, number) : left, side(inputs.get(1), strategy, number)));
  }

  /** Whether it is cheaper to find out first that the second side has no row. */
  private static boolean isShorter(Join join) {
    RelMetadataQuery metadata = join.getCluster().getMetadataQuery();
    return metadata.getRowCount(join.getRight()) <= metadata.getRowCount(join.getLeft());
  }

  private static RelNode side(RelNode input, Strategy strategy, int number) {
    return new BufferedInput(input.getCluster(), input.getTraitSet(), input, strategy, number);
  }

  /** Whether reading it may cost calls. */
  private static boolean asks(RelNode rel) {
    return rel instanceof StripeTableScan
        || rel instanceof RemoteScan
        || rel.getInputs().stream().anyMatch(JoinInputPass::asks);
  }
}

package io.stripejdbc.plan.pass;

import io.stripejdbc.plan.batch.BatchAggregation;
import io.stripejdbc.plan.rel.BatchAggregate;
import io.stripejdbc.plan.rel.StripeTableScan;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableAggregate;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexProgram;

/**
 * Has aggregates of one scan computed in batches, where that is certain to give the same rows. One
 * of the last steps before code is generated; EXPLAIN shows the plan without it.
 */
public final class BatchAggregatePass {
  private BatchAggregatePass() {}

  /** The same plan with batches. */
  public static EnumerableRel of(EnumerableRel plan) {
    return (EnumerableRel) pass(plan);
  }

  private static RelNode pass(RelNode rel) {
    if (rel instanceof EnumerableAggregate aggregate) {
      RelNode input = aggregate.getInput();
      EnumerableCalc calc = input instanceof EnumerableCalc between ? between : null;
      RelNode below = calc == null ? input : calc.getInput();
      if (below instanceof StripeTableScan scan && isPlain(scan)) {
        RexProgram program = calc == null ? null : calc.getProgram();
        return BatchAggregation.of(aggregate, program, scan.getRowType().getFieldCount())
            .<RelNode>map(
                batches ->
                    new BatchAggregate(
                        aggregate.getTraitSet(), scan, aggregate.getRowType(), batches))
            .orElse(rel);
      }
    }
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      inputs.add(pass(input));
    }
    return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
  }

  /** A scan that reads its table alone. */
  private static boolean isPlain(StripeTableScan scan) {
    return scan.template().lookup() == null && scan.template().expanded().isEmpty();
  }
}

package io.stripejdbc.plan.pass;

import io.stripejdbc.plan.batch.BatchAggregation;
import io.stripejdbc.plan.batch.BatchCondition;
import io.stripejdbc.plan.rel.BatchAggregate;
import io.stripejdbc.plan.rel.BatchFilter;
import io.stripejdbc.plan.rel.StripeTableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.adapter.enumerable.EnumerableAggregate;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexLocalRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;

/**
 * Has aggregates and conditions of one scan computed in batches, where that is certain to give the
 * same rows. One of the last steps before code is generated; EXPLAIN shows the plan without it.
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
    if (rel instanceof EnumerableCalc calc && calc.getInput() instanceof StripeTableScan scan) {
      return filtered(calc, scan).orElse(rel);
    }
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      inputs.add(pass(input));
    }
    return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
  }

  /** A condition and what is computed of the rows that meet it, in two. */
  private static Optional<RelNode> filtered(EnumerableCalc calc, StripeTableScan scan) {
    RexProgram program = calc.getProgram();
    RexLocalRef condition = program.getCondition();
    // A limit of the scan would count rows before the condition.
    if (condition == null || !isPlain(scan) || !scan.template().limits().isEmpty()) {
      return Optional.empty();
    }
    return BatchCondition.of(program.expandLocalRef(condition), scan.getRowType())
        .map(batches -> projected(calc, new BatchFilter(scan, batches)));
  }

  private static RelNode projected(EnumerableCalc calc, BatchFilter filter) {
    RexProgram program = calc.getProgram();
    List<RexNode> projects =
        program.getProjectList().stream().map(program::expandLocalRef).toList();
    RexProgram unconditional =
        RexProgram.create(
            program.getInputRowType(),
            projects,
            null,
            program.getOutputRowType(),
            calc.getCluster().getRexBuilder());
    return unconditional.isTrivial()
        ? filter
        : calc.copy(calc.getTraitSet(), filter, unconditional);
  }

  /** A scan that reads its table alone. */
  private static boolean isPlain(StripeTableScan scan) {
    return scan.template().lookup() == null && scan.template().expanded().isEmpty();
  }
}

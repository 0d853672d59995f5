package io.stripejdbc.plan.pass;

import io.stripejdbc.plan.rel.LimitedRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.rel.RelNode;

/**
 * Has each LIMIT end with its last row instead of a look for one more. One of the last steps before
 * code is generated; EXPLAIN shows the plan without it.
 */
public final class LimitPass {
  private LimitPass() {}

  /** The same plan with limits of our own. */
  public static EnumerableRel of(EnumerableRel plan) {
    return (EnumerableRel) pass(plan);
  }

  private static RelNode pass(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      inputs.add(pass(input));
    }
    if (rel instanceof EnumerableLimit limit && limit.fetch != null) {
      RelNode rows = inputs.get(0);
      return new LimitedRows(
          limit.offset == null ? rows : EnumerableLimit.create(rows, limit.offset, null),
          limit.fetch);
    }
    return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
  }
}

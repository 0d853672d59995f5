package io.stripejdbc.plan.pass;

import io.stripejdbc.plan.rel.LimitedRows;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/**
 * Has each LIMIT end with its last row instead of a look for one more. One of the last steps before
 * code is generated; EXPLAIN shows the plan without it.
 */
public final class LimitPass {
  private LimitPass() {}

  /** The same plan with limits of our own. */
  public static EnumerableRel of(EnumerableRel plan) {
    return (EnumerableRel)
        plan.accept(
            new RelHomogeneousShuttle() {
              @Override
              public RelNode visit(RelNode other) {
                RelNode node = visitChildren(other);
                return node instanceof EnumerableLimit limit && limit.fetch != null
                    ? limited(limit, limit.fetch)
                    : node;
              }
            });
  }

  private static RelNode limited(EnumerableLimit limit, RexNode fetch) {
    RelNode rows = limit.getInput();
    return new LimitedRows(
        limit.offset == null ? rows : EnumerableLimit.create(rows, limit.offset, null), fetch);
  }
}

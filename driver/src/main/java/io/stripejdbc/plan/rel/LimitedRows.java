package io.stripejdbc.plan.rel;

import io.stripejdbc.plan.runtime.FirstRows;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rex.RexNode;

/** The first rows of its input, by {@link FirstRows}. */
public final class LimitedRows extends SingleRel implements EnumerableRel {
  private final RexNode fetch;

  /**
   * Creates one.
   *
   * @param fetch how many rows, a literal or a parameter
   */
  public LimitedRows(RelNode input, RexNode fetch) {
    super(input.getCluster(), input.getTraitSet(), input);
    this.fetch = fetch;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new LimitedRows(inputs.get(0), fetch);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer pref) {
    BlockBuilder block = new BlockBuilder();
    Result child = implementor.visitChild(this, 0, (EnumerableRel) getInput(), pref);
    Expression rows = block.append("child", child.block);
    block.add(
        Expressions.return_(
            null, Expressions.call(FirstRows.class, "of", rows, RetainedRows.number(fetch))));
    return implementor.result(child.physType, block.toBlock());
  }
}

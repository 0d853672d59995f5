package io.stripejdbc.plan.rel;

import io.stripejdbc.plan.runtime.BufferedInputRuntime;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.jspecify.annotations.Nullable;

/** A side of a join in the driver, which costs calls only as often and as long as it must. */
public final class BufferedInput extends SingleRel implements EnumerableRel {
  /** What is done about a side. */
  public enum Strategy {
    /** Its rows are read once and given again, however often the join goes through them. */
    HELD,
    /** It is noticed when it has no row. */
    WATCHED,
    /** It ends at once when the watched side of the same join has no row. */
    GATED,
    /** It begins when the held side has been read, and not at all when that has no row. */
    BEHIND
  }

  private final Strategy strategy;
  private final int join;

  /**
   * Creates one.
   *
   * @param join number of the join in its plan
   */
  public BufferedInput(
      RelOptCluster cluster, RelTraitSet traits, RelNode input, Strategy strategy, int join) {
    super(cluster, traits, input);
    this.strategy = strategy;
    this.join = join;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new BufferedInput(getCluster(), traits, inputs.get(0), strategy, join);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("strategy", strategy).item("join", join);
  }

  @Override
  public @Nullable RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery metadata) {
    return planner.getCostFactory().makeTinyCost();
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
    BlockBuilder block = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), preference);
    Expression input = block.append("input", rows.block);
    block.add(
        Expressions.call(
            BufferedInputRuntime.class,
            strategy == Strategy.HELD || strategy == Strategy.WATCHED ? "watched" : "gated",
            DataContext.ROOT,
            input,
            Expressions.constant(join),
            Expressions.constant(strategy == Strategy.HELD || strategy == Strategy.BEHIND)));
    return implementor.result(rows.physType, block.toBlock());
  }
}

package io.stripejdbc.plan.rel;

import io.stripejdbc.plan.runtime.TieOrder;
import io.stripejdbc.plan.runtime.TieSortRuntime;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows that come newest first in full order: only rows of the same second are held and sorted,
 * so that a LIMIT above ends the reading.
 */
public final class StripeTieSort extends SingleRel implements EnumerableRel {
  private final RelCollation collation;

  /**
   * Creates one.
   *
   * @param collation the whole order, its first key being {@code created} descending
   */
  public StripeTieSort(
      RelOptCluster cluster, RelTraitSet traits, RelNode input, RelCollation collation) {
    super(cluster, traits, input);
    this.collation = collation;
  }

  public RelCollation collation() {
    return collation;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new StripeTieSort(getCluster(), traits, inputs.get(0), collation);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("collation", collation);
  }

  @Override
  public @Nullable RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery metadata) {
    double rows = metadata.getRowCount(getInput());
    return planner.getCostFactory().makeCost(rows, rows, 0);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
    BlockBuilder block = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), Prefer.ARRAY);
    Expression input = block.append("input", rows.block);
    boolean plain = rows.format == JavaRowFormat.ARRAY || rows.format == JavaRowFormat.SCALAR;
    PhysType physType =
        PhysTypeImpl.of(
            implementor.getTypeFactory(),
            getRowType(),
            getRowType().getFieldCount() == 1 ? JavaRowFormat.SCALAR : JavaRowFormat.ARRAY);
    block.add(
        Expressions.call(
            TieSortRuntime.class,
            "sort",
            DataContext.ROOT,
            plain ? input : rows.physType.convertTo(input, JavaRowFormat.ARRAY),
            implementor.stash(TieOrder.of(collation), Object.class),
            Expressions.constant(getRowType().getFieldCount())));
    return implementor.result(physType, block.toBlock());
  }
}

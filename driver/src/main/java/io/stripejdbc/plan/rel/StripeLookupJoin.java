package io.stripejdbc.plan.rel;

import io.stripejdbc.plan.lookup.LookupPlan;
import io.stripejdbc.plan.runtime.LookupJoinRuntime;
import java.util.List;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.function.Function0;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.BlockStatement;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A join that asks the API for the rows of its right side by the keys of its left: each distinct
 * key once, or the whole right side where that is cheaper, decided as the rows come.
 */
public final class StripeLookupJoin extends Join implements EnumerableRel {
  private final LookupPlan plan;

  public StripeLookupJoin(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode left,
      RelNode right,
      RexNode condition,
      JoinRelType type,
      LookupPlan plan) {
    super(cluster, traits, List.of(), left, right, condition, Set.of(), type);
    this.plan = plan;
  }

  public LookupPlan plan() {
    return plan;
  }

  public StripeLookupJoin with(LookupPlan changed) {
    return new StripeLookupJoin(
        getCluster(), getTraitSet(), left, right, condition, joinType, changed);
  }

  @Override
  public Join copy(
      RelTraitSet traits,
      RexNode condition,
      RelNode left,
      RelNode right,
      JoinRelType type,
      boolean semiJoinDone) {
    return new StripeLookupJoin(getCluster(), traits, left, right, condition, type, plan);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("lookup", plan.binding())
        .item("firstBatch", plan.firstBatch());
  }

  @Override
  public @Nullable RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery metadata) {
    double rows = metadata.getRowCount(this);
    return planner.getCostFactory().makeCost(rows, rows, 0);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
    BlockBuilder block = new BlockBuilder();
    Result leftResult = implementor.visitChild(this, 0, (EnumerableRel) left, Prefer.ARRAY);
    Result rightResult = implementor.visitChild(this, 1, (EnumerableRel) right, Prefer.ARRAY);
    Expression leftRows = block.append("left", leftResult.block);
    // Made anew for each request: a group, for one, is computed where it is made.
    @SuppressWarnings("unchecked") // A class knows no type arguments.
    Expression rightRows = Expressions.lambda(Function0.class, arrays(rightResult));
    PhysType physType =
        PhysTypeImpl.of(
            implementor.getTypeFactory(),
            getRowType(),
            getRowType().getFieldCount() == 1 ? JavaRowFormat.SCALAR : JavaRowFormat.ARRAY);
    block.add(
        Expressions.call(
            LookupJoinRuntime.class,
            "join",
            DataContext.ROOT,
            arrays(leftResult, leftRows),
            rightRows,
            implementor.stash(plan, Object.class)));
    return implementor.result(physType, block.toBlock());
  }

  private static BlockStatement arrays(Result result) {
    BlockBuilder block = new BlockBuilder();
    Expression rows = block.append("right", result.block);
    block.add(arrays(result, rows));
    return block.toBlock();
  }

  private static Expression arrays(Result result, Expression rows) {
    return result.format == JavaRowFormat.ARRAY || result.format == JavaRowFormat.SCALAR
        ? rows
        : result.physType.convertTo(rows, JavaRowFormat.ARRAY);
  }
}

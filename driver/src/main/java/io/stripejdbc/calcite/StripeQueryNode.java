package io.stripejdbc.calcite;

import io.stripejdbc.query.compile.CompiledRel;
import io.stripejdbc.query.session.HostedExecution;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** A query, or a part of one, that the driver has planned and compiled, in another's plan. */
final class StripeQueryNode extends AbstractRelNode implements EnumerableRel {
  private final CompiledRel compiled;
  private final AdapterSession session;

  StripeQueryNode(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelDataType rowType,
      CompiledRel compiled,
      AdapterSession session) {
    super(cluster, traits);
    this.rowType = rowType;
    this.compiled = compiled;
    this.session = session;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new StripeQueryNode(getCluster(), traits, getRowType(), compiled, session);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("number", System.identityHashCode(compiled));
  }

  @Override
  public void explain(RelWriter writer) {
    List<String> lines = HostedExecution.explain(compiled, session.context());
    writer.item("plan", "\n    " + String.join("\n    ", lines) + "\n").done(this);
  }

  @Override
  public double estimateRowCount(RelMetadataQuery metadata) {
    return compiled.rows();
  }

  /** Next to nothing: whatever else there were would make more calls. */
  @Override
  public @Nullable RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery metadata) {
    return planner.getCostFactory().makeTinyCost();
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
    PhysType physType =
        PhysTypeImpl.of(
            implementor.getTypeFactory(),
            getRowType(),
            getRowType().getFieldCount() == 1 ? JavaRowFormat.SCALAR : JavaRowFormat.ARRAY);
    // By an interface of Calcite's: its generated code may not see our classes.
    Function1<DataContext, Enumerable<@Nullable Object>> opening = this::rows;
    Expression rows =
        Expressions.call(
            implementor.stash(opening, Function1.class),
            Types.lookupMethod(Function1.class, "apply", Object.class),
            DataContext.ROOT);
    BlockBuilder block = new BlockBuilder();
    block.add(Expressions.convert_(rows, Enumerable.class));
    return implementor.result(physType, block.toBlock());
  }

  private Enumerable<@Nullable Object> rows(DataContext context) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        return HostedExecution.begin(compiled, session::context, context);
      }
    };
  }
}

package io.stripejdbc.calcite;

import io.stripejdbc.query.compile.RelCompiler;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;

/**
 * A table or view of ours in a plan of another Calcite: what it reads is known, how is not. It
 * brings the rule along that plans the query around it.
 */
final class AdapterTableScan extends TableScan {
  private final AdapterSession session;
  private final BiFunction<RelOptCluster, RelCompiler, RelNode> expression;

  /**
   * @param expression what it is in a cluster of the compiler's
   */
  AdapterTableScan(
      RelOptCluster cluster,
      RelOptTable table,
      AdapterSession session,
      BiFunction<RelOptCluster, RelCompiler, RelNode> expression) {
    super(cluster, cluster.traitSetOf(Convention.NONE), List.of(), table);
    this.session = session;
    this.expression = expression;
  }

  AdapterSession session() {
    return session;
  }

  RelNode in(RelOptCluster cluster, RelCompiler compiler) {
    return expression.apply(cluster, compiler);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return this;
  }

  @Override
  public void register(RelOptPlanner planner) {
    planner.addRule(AdapterPlanRule.INSTANCE);
  }
}

package io.stripejdbc.system;

import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;

/** Reads a {@link SystemTable}. */
final class SystemTableScan extends TableScan implements EnumerableRel {
  private final SystemTable system;

  private SystemTableScan(
      RelOptCluster cluster, RelTraitSet traits, RelOptTable table, SystemTable system) {
    super(cluster, traits, List.of(), table);
    this.system = system;
  }

  static SystemTableScan of(RelOptCluster cluster, RelOptTable table, SystemTable system) {
    return new SystemTableScan(
        cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE), table, system);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new SystemTableScan(getCluster(), traits, getTable(), system);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
    PhysType physType =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
    return implementor.result(
        physType,
        Blocks.toBlock(
            Expressions.call(
                SystemTable.class,
                "scan",
                DataContext.ROOT,
                implementor.stash(system, Object.class))));
  }
}

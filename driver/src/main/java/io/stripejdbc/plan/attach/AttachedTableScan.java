package io.stripejdbc.plan.attach;

import io.stripejdbc.attach.AttachedDatabase;
import io.stripejdbc.attach.AttachedTableSpec;
import io.stripejdbc.attach.RemoteQuery;
import io.stripejdbc.plan.rel.RemoteScan;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;

/**
 * A read of all rows and columns of an attached database's table, before anything is left to it.
 */
final class AttachedTableScan extends TableScan implements EnumerableRel, RemoteScan {
  private final AttachedDatabase database;
  private final AttachedTableSpec spec;

  AttachedTableScan(
      RelOptCluster cluster, RelOptTable table, AttachedDatabase database, AttachedTableSpec spec) {
    super(cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE), List.of(), table);
    this.database = database;
    this.spec = spec;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return this;
  }

  /** The same as a query that more can be left to. */
  AttachedScan asQuery() {
    return new AttachedScan(
        getCluster(), database, RemoteQuery.whole(spec), List.of(), getRowType());
  }

  @Override
  public String describe() {
    return asQuery().describe();
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preference) {
    return asQuery().implement(implementor, preference);
  }
}

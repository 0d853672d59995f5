package io.stripejdbc.calcite;

import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.rel.StripeTableScan;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/** A table of the catalogue as a table of another Calcite. */
final class AdapterTable extends AbstractTable implements TranslatableTable {
  private final TableSpec spec;
  private final Statistic statistic;
  private final AdapterSession session;

  AdapterTable(TableSpec spec, Statistic statistic, AdapterSession session) {
    this.spec = spec;
    this.statistic = statistic;
    this.session = session;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    return HostRowTypes.of(spec, factory);
  }

  @Override
  public Statistic getStatistic() {
    return statistic;
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    return new AdapterTableScan(
        context.getCluster(),
        table,
        session,
        (cluster, compiler) -> StripeTableScan.whole(cluster, table, spec));
  }
}

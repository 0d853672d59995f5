package io.stripejdbc.calcite;

import io.stripejdbc.plan.view.SqlView;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;

/**
 * A ready-made view as a table of another Calcite. Its query is written in the driver's SQL, which
 * the other cannot read, so it takes the view's place only where the driver plans.
 */
final class AdapterView extends AbstractTable implements TranslatableTable {
  private final String schema;
  private final SqlView view;
  private final AdapterSession session;

  AdapterView(String schema, SqlView view, AdapterSession session) {
    this.schema = schema;
    this.view = view;
    this.session = session;
  }

  @Override
  public Schema.TableType getJdbcTableType() {
    return Schema.TableType.VIEW;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    return HostRowTypes.of(view.file().columns(), factory);
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    return new AdapterTableScan(
        context.getCluster(),
        table,
        session,
        (cluster, compiler) ->
            RelOptUtil.createCastRel(
                compiler.view(schema, view.name(), cluster), table.getRowType(), true));
  }
}

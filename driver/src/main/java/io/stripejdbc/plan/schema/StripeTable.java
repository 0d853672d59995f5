package io.stripejdbc.plan.schema;

import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.plan.rel.StripeTableScan;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.util.ImmutableBitSet;

/** A table of the catalogue as a table of Calcite: row type, keys, and the scan node it becomes. */
public final class StripeTable extends AbstractTable implements TranslatableTable {
  /** Rows a list is taken to have while nothing is known of it. */
  private static final double ROWS_OF_A_LIST = 10_000;

  private static final double ROWS_OF_A_SINGLETON = 20;

  private final TableSpec spec;
  private final StripeTypeFactory types;

  StripeTable(TableSpec spec, StripeTypeFactory types) {
    this.spec = spec;
    this.types = types;
  }

  /** What the catalogue says of it. */
  public TableSpec spec() {
    return spec;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    return types.rowType(spec);
  }

  @Override
  public Statistic getStatistic() {
    List<ImmutableBitSet> keys = new ArrayList<>();
    if (!spec.primaryKey().isEmpty()) {
      keys.add(ImmutableBitSet.of(spec.primaryKey().stream().map(spec::ordinal).toList()));
    }
    if (spec.kind() == TableSpec.Kind.ACCOUNTS) {
      keys.add(ImmutableBitSet.of(spec.ordinal("connected_account")));
    }
    return Statistics.of(rowCount(), keys);
  }

  private double rowCount() {
    return spec.kind() == TableSpec.Kind.SINGLETON ? ROWS_OF_A_SINGLETON : ROWS_OF_A_LIST;
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    return StripeTableScan.whole(context.getCluster(), table, spec);
  }
}

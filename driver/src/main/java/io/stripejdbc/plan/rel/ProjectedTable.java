package io.stripejdbc.plan.rel;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.plan.runtime.ScanTemplate;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptAbstractTable;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A table as a scan shows it: only the kept columns, the key in their positions.
 *
 * <p>Calcite's metadata asks {@code scan.getTable()} with the scan's own ordinals; without this the
 * key of a narrowed scan would point at other columns.
 */
final class ProjectedTable extends RelOptAbstractTable {
  private final RelOptTable whole;
  private final List<ImmutableBitSet> keys;

  private ProjectedTable(RelOptTable whole, RelDataType rowType, List<ImmutableBitSet> keys) {
    super(whole.getRelOptSchema(), String.join(".", whole.getQualifiedName()), rowType);
    this.whole = whole;
    this.keys = keys;
  }

  static ProjectedTable of(RelOptTable whole, ScanTemplate template, RelDataTypeFactory types) {
    RelDataTypeFactory.Builder row = types.builder();
    for (ColumnSpec column : template.columns()) {
      row.add(whole.getRowType().getFieldList().get(template.table().ordinal(column.name())));
    }
    return new ProjectedTable(whole, row.build(), keys(whole, template));
  }

  private static List<ImmutableBitSet> keys(RelOptTable whole, ScanTemplate template) {
    List<ImmutableBitSet> known = whole.getKeys();
    List<ImmutableBitSet> kept = new ArrayList<>();
    for (ImmutableBitSet key : known == null ? List.<ImmutableBitSet>of() : known) {
      List<Integer> positions = new ArrayList<>();
      for (int ordinal : key) {
        positions.add(position(template, template.table().columns().get(ordinal).name()));
      }
      if (!positions.contains(-1)) {
        kept.add(ImmutableBitSet.of(positions));
      }
    }
    return kept;
  }

  private static int position(ScanTemplate template, String column) {
    List<ColumnSpec> columns = template.columns();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public List<String> getQualifiedName() {
    return whole.getQualifiedName();
  }

  @Override
  public double getRowCount() {
    return whole.getRowCount();
  }

  @Override
  public List<ImmutableBitSet> getKeys() {
    return keys;
  }

  @Override
  public boolean isKey(ImmutableBitSet columns) {
    return keys.stream().anyMatch(columns::contains);
  }

  @Override
  public RelNode toRel(ToRelContext context) {
    return whole.toRel(context);
  }

  @Override
  public <T> @Nullable T unwrap(Class<T> clazz) {
    return clazz.isInstance(this) ? clazz.cast(this) : whole.unwrap(clazz);
  }
}

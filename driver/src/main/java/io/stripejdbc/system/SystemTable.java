package io.stripejdbc.system;

import java.util.List;
import java.util.function.Function;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** A table whose rows the driver has at hand: what it knows, what it did. */
public final class SystemTable extends AbstractTable implements TranslatableTable {
  /**
   * A column.
   *
   * @param type VARCHAR, BIGINT, INTEGER, BOOLEAN or TIMESTAMP
   */
  public record Column(String name, SqlTypeName type, boolean nullable, String remarks) {}

  private static final int MILLIS = 3;

  private final String name;
  private final String remarks;
  private final List<Column> columns;
  private final Function<DataContext, List<@Nullable Object[]>> rows;

  /**
   * A table.
   *
   * @param rows its rows as they are when a statement reads them
   */
  public SystemTable(
      String name,
      String remarks,
      List<Column> columns,
      Function<DataContext, List<@Nullable Object[]>> rows) {
    this.name = name;
    this.remarks = remarks;
    this.columns = List.copyOf(columns);
    this.rows = rows;
  }

  /** SQL name. */
  public String name() {
    return name;
  }

  /** What a row is. */
  public String remarks() {
    return remarks;
  }

  /** Its columns, in order. */
  public List<Column> columns() {
    return columns;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    RelDataTypeFactory.Builder builder = types.builder();
    for (Column column : columns) {
      RelDataType type =
          column.type() == SqlTypeName.TIMESTAMP
              ? types.createSqlType(SqlTypeName.TIMESTAMP, MILLIS)
              : types.createSqlType(column.type());
      builder.add(column.name(), types.createTypeWithNullability(type, column.nullable()));
    }
    return builder.build();
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    return SystemTableScan.of(context.getCluster(), table, this);
  }

  /** The rows as they are now; called by generated code. */
  public static Enumerable<@Nullable Object[]> scan(DataContext context, Object table) {
    return Linq4j.asEnumerable(((SystemTable) table).rows.apply(context));
  }
}

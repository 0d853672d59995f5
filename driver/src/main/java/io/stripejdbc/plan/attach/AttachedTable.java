package io.stripejdbc.plan.attach;

import io.stripejdbc.attach.AttachedColumn;
import io.stripejdbc.attach.AttachedDatabase;
import io.stripejdbc.attach.AttachedTableSpec;
import io.stripejdbc.attach.DatabaseProduct;
import io.stripejdbc.plan.schema.StripeTypeFactory;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/** A table of an attached database as a table of Calcite. */
final class AttachedTable extends AbstractTable implements TranslatableTable {
  /** Rows that it is taken to have: nobody counts them for a plan. */
  private static final double ROWS = 10_000;

  private static final int MILLIS = 3;

  private final AttachedDatabase database;
  private final AttachedTableSpec spec;
  private final StripeTypeFactory types;

  AttachedTable(AttachedDatabase database, AttachedTableSpec spec, StripeTypeFactory types) {
    this.database = database;
    this.spec = spec;
    this.types = types;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    RelDataTypeFactory.Builder builder = types.builder();
    spec.columns().forEach(column -> builder.add(column.name(), type(column)));
    return builder.build();
  }

  private RelDataType type(AttachedColumn column) {
    RelDataType type =
        switch (column.type()) {
          case BOOLEAN -> types.createSqlType(SqlTypeName.BOOLEAN);
          case INTEGER -> types.createSqlType(SqlTypeName.INTEGER);
          case BIGINT -> types.createSqlType(SqlTypeName.BIGINT);
          case DECIMAL ->
              types.createSqlType(SqlTypeName.DECIMAL, column.precision(), column.scale());
          case DOUBLE -> types.createSqlType(SqlTypeName.DOUBLE);
          case DATE -> types.createSqlType(SqlTypeName.DATE);
          case TIME -> types.createSqlType(SqlTypeName.TIME, MILLIS);
          case TIMESTAMP, INSTANT -> types.createSqlType(SqlTypeName.TIMESTAMP, MILLIS);
          case TEXT, FILLED_TEXT, TEXT_FORM -> types.text(column.precision());
        };
    return types.createTypeWithNullability(type, column.nullable());
  }

  @Override
  public Statistic getStatistic() {
    List<Integer> key =
        spec.primaryKey().stream().map(column -> spec.ordinal(column).orElseThrow()).toList();
    boolean unique =
        !key.isEmpty() && key.stream().map(spec.columns()::get).allMatch(this::isDistinct);
    return Statistics.of(ROWS, unique ? List.of(ImmutableBitSet.of(key)) : List.of());
  }

  /** Whether values that differ there differ as they are read, and NULL is none of them. */
  private boolean isDistinct(AttachedColumn column) {
    boolean asTheyAre =
        switch (column.type()) {
          case TIME, TIMESTAMP, INSTANT -> column.hasAllDigits();
          case TEXT, TEXT_FORM -> database.dialect().product() != DatabaseProduct.SQLITE;
          case BOOLEAN, INTEGER, BIGINT, DECIMAL, DATE, FILLED_TEXT -> true;
          case DOUBLE -> false;
        };
    return asTheyAre && !column.nullable();
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    return new AttachedTableScan(context.getCluster(), table, database, spec);
  }
}

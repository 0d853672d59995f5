package io.stripejdbc.plan.view;

import io.stripejdbc.plan.schema.StripeTypeFactory;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A view as a table of Calcite: in a plan it is its query, so conditions, columns and limits given
 * on it go on to the tables below. What it is made of is read when it is first asked for, its query
 * parsed only when a statement uses it.
 */
public final class SqlView extends AbstractTable implements TranslatableTable {
  private static final List<String> TABLES = List.of("stripe");

  private final String schema;
  private final String name;
  private final StripeTypeFactory types;
  private final Supplier<ViewFile> source;
  private @Nullable ViewFile file;

  SqlView(String schema, String name, StripeTypeFactory types, Supplier<ViewFile> source) {
    this.schema = schema;
    this.name = name;
    this.types = types;
    this.source = source;
  }

  /** SQL name. */
  public String name() {
    return name;
  }

  /** What it is made of. */
  public synchronized ViewFile file() {
    if (file == null) {
      file = source.get();
    }
    return file;
  }

  @Override
  public Schema.TableType getJdbcTableType() {
    return Schema.TableType.VIEW;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    RelDataTypeFactory.Builder row = types.builder();
    file().columns().forEach(column -> row.add(column.name(), type(column)));
    return row.build();
  }

  private RelDataType type(ViewColumn column) {
    RelDataType type =
        switch (column.type()) {
          case VARCHAR -> types.text(column.precision());
          case DECIMAL ->
              types.createSqlType(SqlTypeName.DECIMAL, column.precision(), column.scale());
          case TIMESTAMP -> types.createSqlType(SqlTypeName.TIMESTAMP, column.precision());
          default -> types.createSqlType(column.type());
        };
    return types.createTypeWithNullability(type, column.nullable());
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    RelNode query =
        context
            .expandView(table.getRowType(), file().sql(), TABLES, List.of(schema, name))
            .project();
    return RelOptUtil.createCastRel(query, table.getRowType(), true);
  }
}

package io.stripejdbc.plan.view;

import io.stripejdbc.plan.schema.StripeTypeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
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
 * on it go on to the tables below. Its file is read when it is first asked for, its query parsed
 * only when a statement uses it.
 */
public final class ReportView extends AbstractTable implements TranslatableTable {
  private static final List<String> TABLES = List.of("stripe");

  private final String name;
  private final StripeTypeFactory types;
  private @Nullable ViewFile file;

  ReportView(String name, StripeTypeFactory types) {
    this.name = name;
    this.types = types;
  }

  /** SQL name. */
  public String name() {
    return name;
  }

  /** Its file. */
  public synchronized ViewFile file() {
    if (file == null) {
      file = ViewFileReader.read(name, text());
    }
    return file;
  }

  private String text() {
    String path = "/io/stripejdbc/reports/" + name + ".sql";
    try (InputStream in =
        Objects.requireNonNull(ReportView.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("View '" + name + "' cannot be read from the jar", e);
    }
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
            .expandView(table.getRowType(), file().sql(), TABLES, List.of("reports", name))
            .project();
    return RelOptUtil.createCastRel(query, table.getRowType(), true);
  }
}

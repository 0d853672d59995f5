package io.stripejdbc.query.metadata;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.metadata.TableDescription.ColumnDescription;
import io.stripejdbc.query.metadata.TableDescription.Kind;
import io.stripejdbc.system.SystemSchema;
import io.stripejdbc.system.SystemTable;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;

/** The tables of schema {@code system} as metadata shows them. */
public final class SystemDescriptions {
  private static final String SCHEMA = "system";

  private SystemDescriptions() {}

  /** One description per system table. */
  public static List<TableDescription> of(Catalog catalog) {
    return new SystemSchema(catalog, List::of)
        .systemTables().stream().map(table -> describe(SCHEMA, table)).toList();
  }

  /** A table whose rows the driver has at hand. */
  static TableDescription describe(String schema, SystemTable table) {
    return new TableDescription(
        schema,
        table.name(),
        Kind.SYSTEM_TABLE,
        table.remarks(),
        table.columns().stream().map(SystemDescriptions::describe).toList(),
        List.of(),
        List.of(),
        List.of());
  }

  private static ColumnDescription describe(SystemTable.Column column) {
    return new ColumnDescription(
        column.name(), type(column.type()), 0, 0, column.nullable(), column.remarks());
  }

  private static ResultType type(SqlTypeName type) {
    return ResultType.valueOf(type.getName());
  }
}

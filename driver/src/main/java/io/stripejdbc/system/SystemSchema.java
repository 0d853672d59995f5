package io.stripejdbc.system;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.system.NonApiTable.KnownColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.sql.type.SqlTypeName;

/** The schema {@code system}: what the driver knows and did. */
public final class SystemSchema extends AbstractSchema {
  private final Map<String, Table> byName = new LinkedHashMap<>();
  private final List<SystemTable> tables;

  /**
   * System tables over a catalogue.
   *
   * @param others tells the tables of further schemas, when it is asked for them
   */
  public SystemSchema(Catalog catalog, Supplier<List<NonApiTable>> others) {
    Supplier<List<NonApiTable>> besides =
        () -> Stream.concat(others.get().stream(), own().stream()).toList();
    this.tables =
        List.of(
            TablesTable.of(catalog, besides),
            ColumnsTable.of(catalog, besides),
            RequestsTable.table(),
            QueriesTable.table(),
            PropertiesTable.table(),
            CacheTable.table(),
            PermissionsTable.of(catalog));
    tables.forEach(t -> byName.put(t.name(), t));
  }

  private List<NonApiTable> own() {
    return tables.stream()
        .map(
            table ->
                new NonApiTable(
                    "system",
                    table.name(),
                    "system",
                    table.remarks(),
                    table.columns().stream().map(SystemSchema::known).toList()))
        .toList();
  }

  private static KnownColumn known(SystemTable.Column column) {
    boolean time = column.type() == SqlTypeName.TIMESTAMP;
    return new KnownColumn(
        column.name(), time ? "TIMESTAMP(3)" : column.type().getName(), column.remarks());
  }

  /** The tables, for metadata. */
  public List<SystemTable> systemTables() {
    return tables;
  }

  @Override
  protected Map<String, Table> getTableMap() {
    return byName;
  }
}

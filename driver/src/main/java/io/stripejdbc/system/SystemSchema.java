package io.stripejdbc.system;

import io.stripejdbc.catalog.Catalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/** The schema {@code system}: what the driver knows and did. */
public final class SystemSchema extends AbstractSchema {
  private final Map<String, Table> byName = new LinkedHashMap<>();
  private final List<SystemTable> tables;

  /** System tables over a catalogue. */
  public SystemSchema(Catalog catalog) {
    this.tables =
        List.of(
            TablesTable.of(catalog),
            ColumnsTable.of(catalog),
            RequestsTable.table(),
            QueriesTable.table(),
            PropertiesTable.table(),
            CacheTable.table(),
            PermissionsTable.of(catalog));
    tables.forEach(t -> byName.put(t.name(), t));
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

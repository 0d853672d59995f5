package io.stripejdbc.plan;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.TableSpec;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/** The schema {@code stripe}: one Calcite table per table of the catalogue. */
public final class StripeSchema extends AbstractSchema {
  private final Map<String, Table> tables;

  /** A schema over every table of the catalogue. */
  public StripeSchema(Catalog catalog, StripeTypeFactory types) {
    Map<String, Table> byName = new HashMap<>();
    for (TableSpec table : catalog.tables()) {
      byName.put(table.name(), new StripeTable(table, types));
    }
    this.tables = Map.copyOf(byName);
  }

  @Override
  protected Map<String, Table> getTableMap() {
    return tables;
  }
}

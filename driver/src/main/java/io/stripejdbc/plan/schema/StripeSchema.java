package io.stripejdbc.plan.schema;

import com.google.common.collect.Maps;
import io.stripejdbc.catalog.Catalog;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/**
 * The schema {@code stripe}: one Calcite table per table of the catalogue, made when a statement
 * names it. Most programs name a few of them, and reading all takes a good part of a start.
 */
public final class StripeSchema extends AbstractSchema {
  private final Map<String, Table> made = new ConcurrentHashMap<>();
  private final Map<String, Table> tables;

  /** A schema over every table of the catalogue. */
  public StripeSchema(Catalog catalog, StripeTypeFactory types) {
    this.tables =
        Maps.asMap(
            Set.copyOf(catalog.names()),
            name ->
                made.computeIfAbsent(
                    name, n -> new StripeTable(catalog.table(n).orElseThrow(), types)));
  }

  @Override
  protected Map<String, Table> getTableMap() {
    return tables;
  }
}

package io.stripejdbc.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All tables of the {@code stripe} schema, by name, as the catalogue files declare them. */
public interface Catalog {
  /** Stripe API version the catalogue was written for; sent with every request. */
  String apiVersion();

  /** The names of all tables, sorted; known without reading one. */
  default List<String> names() {
    return tables().stream().map(TableSpec::name).toList();
  }

  /** Every table, sorted by name. */
  Collection<TableSpec> tables();

  /** How changes to rows of a table are told. */
  default ChangeSpec changes(String table) {
    return ChangeSpec.READ;
  }

  /** The table of this name, in any letter case. */
  Optional<TableSpec> table(String name);
}

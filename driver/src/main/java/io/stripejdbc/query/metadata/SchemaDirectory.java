package io.stripejdbc.query.metadata;

import java.util.List;
import java.util.function.Predicate;

/**
 * Every schema and table there is, as metadata shows them; known without Calcite and without a
 * call, so that tools can read all of it at will.
 */
public interface SchemaDirectory {
  /** Name of this object in the {@code DataContext} of a statement. */
  String KEY = "stripeSchemaDirectory";

  /** Schemas, sorted by name. */
  List<String> schemas();

  /** The schema that unqualified names are looked up in at first. */
  String defaultSchema();

  /** All tables of all schemas, sorted by schema and name. */
  List<TableDescription> tables();

  /**
   * All tables of some schemas, sorted by schema and name; others are not asked.
   *
   * @param schemas whether a schema is wanted
   */
  default List<TableDescription> tables(Predicate<String> schemas) {
    return tables().stream().filter(table -> schemas.test(table.schema())).toList();
  }
}

package io.stripejdbc.query.metadata;

import io.stripejdbc.system.SystemTable;
import io.stripejdbc.system.SystemTable.Column;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.calcite.DataContext;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The schema {@code information_schema}: six views of the SQL standard over the {@link
 * SchemaDirectory} of the connection that asks. There are no catalogs: their columns are null.
 */
public final class InformationSchema extends AbstractSchema {
  /** The schema's name. */
  public static final String NAME = "information_schema";

  private static final List<SystemTable> TABLES =
      List.of(
          table(
              "schemata",
              "One row per schema.",
              "catalog_name? schema_name schema_owner? default_character_set_catalog?"
                  + " default_character_set_schema? default_character_set_name? sql_path?",
              InformationSchemaRows::schemata),
          table(
              "tables",
              "One row per table and view.",
              "table_catalog? table_schema table_name table_type self_referencing_column_name?"
                  + " reference_generation? is_insertable_into is_typed remarks?",
              InformationSchemaRows::tables),
          table(
              "columns",
              "One row per column.",
              "table_catalog? table_schema table_name column_name ordinal_position#"
                  + " column_default? is_nullable data_type character_maximum_length#?"
                  + " character_octet_length#? numeric_precision#? numeric_precision_radix#?"
                  + " numeric_scale#? datetime_precision#? interval_type? interval_precision#?"
                  + " character_set_name? collation_name? is_identity is_generated is_updatable"
                  + " remarks?",
              each(InformationSchemaRows::columns)),
          table(
              "table_constraints",
              "One row per primary key and foreign key.",
              "constraint_catalog? constraint_schema constraint_name table_catalog? table_schema"
                  + " table_name constraint_type is_deferrable initially_deferred enforced",
              each(InformationSchemaRows::constraints)),
          table(
              "key_column_usage",
              "One row per column of a primary key or foreign key.",
              "constraint_catalog? constraint_schema constraint_name table_catalog? table_schema"
                  + " table_name column_name ordinal_position# position_in_unique_constraint#?"
                  + " referenced_table_schema? referenced_table_name? referenced_column_name?",
              each(InformationSchemaRows::keyColumns)),
          table(
              "referential_constraints",
              "One row per foreign key: what it refers to.",
              "constraint_catalog? constraint_schema constraint_name unique_constraint_catalog?"
                  + " unique_constraint_schema unique_constraint_name match_option update_rule"
                  + " delete_rule",
              each(InformationSchemaRows::references)));

  /** Of a program that has no directory. */
  private static final SchemaDirectory NONE =
      new SchemaDirectory() {
        @Override
        public List<String> schemas() {
          return List.of();
        }

        @Override
        public String defaultSchema() {
          return "";
        }

        @Override
        public List<TableDescription> tables() {
          return List.of();
        }
      };

  private final Map<String, Table> byName = new LinkedHashMap<>();

  /** The schema; what it shows comes with each statement. */
  public InformationSchema() {
    TABLES.forEach(table -> byName.put(table.name(), table));
  }

  /** Its own tables, for metadata. */
  static List<TableDescription> descriptions() {
    return TABLES.stream().map(table -> SystemDescriptions.describe(NAME, table)).toList();
  }

  /**
   * A table.
   *
   * @param columns names, those of numbers followed by #, those that may be null by ?
   */
  private static SystemTable table(
      String name,
      String remarks,
      String columns,
      Function<SchemaDirectory, Stream<@Nullable Object[]>> rows) {
    return new SystemTable(
        name,
        remarks,
        Arrays.stream(columns.split(" ")).map(InformationSchema::column).toList(),
        context -> rows.apply(directory(context)).toList());
  }

  private static Column column(String said) {
    String name = said.replaceAll("[#?]", "");
    return new Column(
        name,
        said.contains("#") ? SqlTypeName.INTEGER : SqlTypeName.VARCHAR,
        said.endsWith("?"),
        "As the SQL standard has it.");
  }

  private static Function<SchemaDirectory, Stream<@Nullable Object[]>> each(
      Function<TableDescription, Stream<@Nullable Object[]>> rows) {
    return directory -> directory.tables().stream().flatMap(rows);
  }

  private static SchemaDirectory directory(DataContext context) {
    if (context.get(SchemaDirectory.KEY) instanceof SchemaDirectory directory) {
      return directory;
    }
    return NONE;
  }

  @Override
  protected Map<String, Table> getTableMap() {
    return byName;
  }
}

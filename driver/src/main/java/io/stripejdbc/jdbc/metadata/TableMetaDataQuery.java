package io.stripejdbc.jdbc.metadata;

import io.stripejdbc.jdbc.value.JdbcType;
import io.stripejdbc.query.metadata.SchemaDirectory;
import io.stripejdbc.query.metadata.TableDescription;
import io.stripejdbc.query.metadata.TableDescription.ColumnDescription;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The metadata's lists of schemas, tables and columns, out of the schema directory. */
final class TableMetaDataQuery {
  static final ResultSetSchema SCHEMAS = ResultSetSchema.of("TABLE_SCHEM", "TABLE_CATALOG");
  static final ResultSetSchema TYPES = ResultSetSchema.of("TABLE_TYPE");
  static final ResultSetSchema TABLES =
      ResultSetSchema.of(
          "TABLE_CAT",
          "TABLE_SCHEM",
          "TABLE_NAME",
          "TABLE_TYPE",
          "REMARKS",
          "TYPE_CAT",
          "TYPE_SCHEM",
          "TYPE_NAME",
          "SELF_REFERENCING_COL_NAME",
          "REF_GENERATION");
  static final ResultSetSchema COLUMNS =
      ResultSetSchema.of(
          "TABLE_CAT",
          "TABLE_SCHEM",
          "TABLE_NAME",
          "COLUMN_NAME",
          "DATA_TYPE:I",
          "TYPE_NAME",
          "COLUMN_SIZE:I",
          "BUFFER_LENGTH:I",
          "DECIMAL_DIGITS:I",
          "NUM_PREC_RADIX:I",
          "NULLABLE:I",
          "REMARKS",
          "COLUMN_DEF",
          "SQL_DATA_TYPE:I",
          "SQL_DATETIME_SUB:I",
          "CHAR_OCTET_LENGTH:I",
          "ORDINAL_POSITION:I",
          "IS_NULLABLE",
          "SCOPE_CATALOG",
          "SCOPE_SCHEMA",
          "SCOPE_TABLE",
          "SOURCE_DATA_TYPE:S",
          "IS_AUTOINCREMENT",
          "IS_GENERATEDCOLUMN");

  private final SchemaDirectory directory;

  TableMetaDataQuery(SchemaDirectory directory) {
    this.directory = directory;
  }

  ResultSet schemas(@Nullable String catalog, @Nullable String pattern) {
    if (!NamePattern.matchesNoCatalog(catalog)) {
      return SCHEMAS.empty();
    }
    return SCHEMAS.rows(
        directory.schemas().stream()
            .filter(NamePattern.like(pattern))
            .map(schema -> new @Nullable Object[] {schema, null}));
  }

  static ResultSet types() {
    return TYPES.rows(
        Arrays.stream(TableDescription.Kind.values())
            .map(TableDescription.Kind::jdbcName)
            .sorted()
            .map(name -> new @Nullable Object[] {name}));
  }

  ResultSet tables(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      String @Nullable [] types) {
    List<String> wanted = types == null ? null : Arrays.asList(types);
    return TABLES.rows(
        matching(catalog, schema, table)
            .filter(found -> wanted == null || wanted.contains(found.kind().jdbcName()))
            // The directory is sorted by schema and name; the sort is stable.
            .sorted(Comparator.comparing(found -> found.kind().jdbcName()))
            .map(TableMetaDataQuery::row));
  }

  private static @Nullable Object[] row(TableDescription table) {
    return new @Nullable Object[] {
      null,
      table.schema(),
      table.name(),
      table.kind().jdbcName(),
      table.remarks(),
      null,
      null,
      null,
      null,
      null
    };
  }

  private Stream<TableDescription> matching(
      @Nullable String catalog, @Nullable String schema, @Nullable String table) {
    if (!NamePattern.matchesNoCatalog(catalog)) {
      return Stream.empty();
    }
    Predicate<String> schemaWanted = NamePattern.like(schema);
    Predicate<String> tableWanted = NamePattern.like(table);
    return directory.tables(schemaWanted).stream().filter(found -> tableWanted.test(found.name()));
  }

  ResultSet columns(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      @Nullable String column) {
    Predicate<String> wanted = NamePattern.like(column);
    List<@Nullable Object[]> rows = new ArrayList<>();
    matching(catalog, schema, table)
        .forEach(
            found -> {
              for (int i = 0; i < found.columns().size(); i++) {
                if (wanted.test(found.columns().get(i).name())) {
                  rows.add(row(found, i));
                }
              }
            });
    return COLUMNS.rows(rows.stream());
  }

  private static @Nullable Object[] row(TableDescription table, int ordinal) {
    ColumnDescription column = table.columns().get(ordinal);
    JdbcType type = JdbcType.of(column.type());
    int size = type.size(column.precision());
    boolean nullable = column.nullable();
    return new @Nullable Object[] {
      null,
      table.schema(),
      table.name(),
      column.name(),
      type.code(),
      type.name(),
      size,
      null,
      decimalDigits(type, column),
      type.isNumber() ? 10 : null,
      nullable ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
      column.remarks(),
      null,
      null,
      null,
      type.isText() ? size : null,
      ordinal + 1,
      nullable ? "YES" : "NO",
      null,
      null,
      null,
      null,
      "NO",
      "NO"
    };
  }

  private static @Nullable Integer decimalDigits(JdbcType type, ColumnDescription column) {
    boolean has = type == JdbcType.DECIMAL || type == JdbcType.TIMESTAMP || type == JdbcType.TIME;
    return has ? type.scale(column.precision(), column.scale()) : null;
  }
}

package io.stripejdbc.query.metadata;

import io.stripejdbc.query.ResultType;
import io.stripejdbc.query.metadata.TableDescription.ColumnDescription;
import io.stripejdbc.query.metadata.TableDescription.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of {@code information_schema}, made from the descriptions of tables. */
final class InformationSchemaRows {
  private static final int BIGINT_DIGITS = 19;
  private static final int INTEGER_DIGITS = 10;
  private static final int DOUBLE_BITS = 53;

  /** A character is at most four bytes in UTF-8. */
  private static final int BYTES_OF_A_CHARACTER = 4;

  private InformationSchemaRows() {}

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  static Stream<@Nullable Object[]> schemata(SchemaDirectory directory) {
    return directory.schemas().stream()
        .map(schema -> row(null, schema, null, null, null, "UTF8", null));
  }

  static Stream<@Nullable Object[]> tables(SchemaDirectory directory) {
    return directory.tables().stream().map(InformationSchemaRows::table);
  }

  private static @Nullable Object[] table(TableDescription table) {
    String type =
        switch (table.kind()) {
          case TABLE -> "BASE TABLE";
          case VIEW -> "VIEW";
          case SYSTEM_TABLE -> "SYSTEM VIEW";
        };
    return row(null, table.schema(), table.name(), type, null, null, "NO", "NO", table.remarks());
  }

  static Stream<@Nullable Object[]> columns(TableDescription table) {
    return IntStream.range(0, table.columns().size())
        .mapToObj(i -> column(table, table.columns().get(i), i + 1));
  }

  private static @Nullable Object[] column(
      TableDescription table, ColumnDescription column, int position) {
    ResultType type = column.type();
    boolean text = type == ResultType.VARCHAR && column.precision() > 0;
    boolean time = type == ResultType.TIMESTAMP || type == ResultType.TIME;
    Integer digits = digits(column);
    return row(
        null,
        table.schema(),
        table.name(),
        column.name(),
        position,
        null,
        column.nullable() ? "YES" : "NO",
        type.name(),
        text ? column.precision() : null,
        text ? column.precision() * BYTES_OF_A_CHARACTER : null,
        digits,
        digits == null ? null : type == ResultType.DOUBLE ? 2 : 10,
        digits == null || type == ResultType.DOUBLE ? null : column.scale(),
        time ? (Integer) column.precision() : null,
        null,
        null,
        null,
        null,
        "NO",
        "NEVER",
        "NO",
        column.remarks());
  }

  private static @Nullable Integer digits(ColumnDescription column) {
    return switch (column.type()) {
      case BIGINT -> BIGINT_DIGITS;
      case INTEGER -> INTEGER_DIGITS;
      case DOUBLE -> DOUBLE_BITS;
      case DECIMAL -> column.precision();
      case VARCHAR, BOOLEAN, DATE, TIME, TIMESTAMP, VARBINARY, OTHER -> null;
    };
  }

  static Stream<@Nullable Object[]> constraints(TableDescription table) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    if (!table.primaryKey().isEmpty()) {
      rows.add(constraint(table, table.primaryKeyName(), "PRIMARY KEY", "YES"));
    }
    for (Reference reference : table.references()) {
      // Stripe deletes objects that others still name.
      rows.add(constraint(table, table.foreignKeyName(reference), "FOREIGN KEY", "NO"));
    }
    return rows.stream();
  }

  private static @Nullable Object[] constraint(
      TableDescription table, String name, String type, String enforced) {
    return row(
        null, table.schema(), name, null, table.schema(), table.name(), type, "NO", "NO", enforced);
  }

  static Stream<@Nullable Object[]> keyColumns(TableDescription table) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < table.primaryKey().size(); i++) {
      rows.add(keyColumn(table, table.primaryKeyName(), table.primaryKey().get(i), i, null, null));
    }
    for (Reference reference : table.references()) {
      String name = table.foreignKeyName(reference);
      for (int i = 0; i < reference.columns().size(); i++) {
        String target = reference.targets().get(i);
        rows.add(keyColumn(table, name, reference.columns().get(i), i, reference.table(), target));
      }
    }
    return rows.stream();
  }

  private static @Nullable Object[] keyColumn(
      TableDescription table,
      String constraint,
      String column,
      int index,
      @Nullable String target,
      @Nullable String targetColumn) {
    return row(
        null,
        table.schema(),
        constraint,
        null,
        table.schema(),
        table.name(),
        column,
        index + 1,
        target == null ? null : (Integer) (index + 1),
        target == null ? null : table.schema(),
        target,
        targetColumn);
  }

  static Stream<@Nullable Object[]> references(TableDescription table) {
    return table.references().stream()
        .map(
            reference ->
                row(
                    null,
                    table.schema(),
                    table.foreignKeyName(reference),
                    null,
                    table.schema(),
                    TableDescription.primaryKeyName(reference.table()),
                    "NONE",
                    "NO ACTION",
                    "NO ACTION"));
  }
}

package io.stripejdbc.system;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.system.NonApiTable.KnownColumn;
import io.stripejdbc.system.SystemTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** {@code system.columns}: one row per column of the catalogue. */
final class ColumnsTable {
  private static final List<Column> COLUMNS =
      List.of(
          text("table_schema", false, "Schema of the table."),
          text("table_name", false, "Name of the table."),
          text("column_name", false, "Name of the column."),
          new Column(
              "ordinal_position", SqlTypeName.INTEGER, false, "Position in the table, from 1."),
          text("data_type", false, "SQL type with its precision."),
          text("json_path", true, "Dotted path in Stripe's object; null if it is not in it."),
          text("references_table", true, "Table whose id the column holds."),
          text("pushdown", true, "How a condition on the column reaches the API; null if not."),
          text("remarks", false, "What it means."));

  private ColumnsTable() {}

  static SystemTable of(Catalog catalog, Supplier<List<NonApiTable>> others) {
    return new SystemTable(
        "columns",
        "One row per column: its type, where it stands in the JSON, what reaches the API.",
        COLUMNS,
        context -> rows(catalog, others.get()));
  }

  private static Column text(String name, boolean nullable, String remarks) {
    return new Column(name, SqlTypeName.VARCHAR, nullable, remarks);
  }

  private static List<@Nullable Object[]> rows(Catalog catalog, List<NonApiTable> others) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (TableSpec table : catalog.tables()) {
      int position = 1;
      for (ColumnSpec column : table.columns()) {
        rows.add(row(table, column, position++));
      }
    }
    for (NonApiTable table : others) {
      int position = 1;
      for (KnownColumn column : table.columns()) {
        rows.add(row(table, column, position++));
      }
    }
    return rows;
  }

  private static @Nullable Object[] row(TableSpec table, ColumnSpec column, int position) {
    return new @Nullable Object[] {
      "stripe",
      table.name(),
      column.name(),
      position,
      dataType(column),
      column.jsonPath(),
      column.references(),
      pushdown(table, column),
      column.remarks()
    };
  }

  private static @Nullable Object[] row(NonApiTable table, KnownColumn column, int position) {
    return new @Nullable Object[] {
      table.schema(),
      table.name(),
      column.name(),
      position,
      column.dataType(),
      null,
      null,
      null,
      column.remarks()
    };
  }

  private static String dataType(ColumnSpec column) {
    return switch (column.type()) {
      case BIGINT -> "BIGINT";
      case BOOLEAN -> "BOOLEAN";
      case DECIMAL -> "DECIMAL(" + column.precision() + ", " + column.scale() + ")";
      case TIMESTAMP -> "TIMESTAMP(0)";
      case INSTANT -> "TIMESTAMP(3)";
      case VARCHAR, JSON ->
          column.precision() > 0 ? "VARCHAR(" + column.precision() + ")" : "VARCHAR";
    };
  }

  private static @Nullable String pushdown(TableSpec table, ColumnSpec column) {
    if (column.role() == ColumnSpec.Role.ACCOUNT) {
      return "=, IN: which accounts are asked";
    }
    if (column.name().equals("id") && table.retrievePath() != null) {
      return "=, IN: lookup by id";
    }
    if (column.role() == ColumnSpec.Role.PARENT) {
      return "=, IN: which parents are asked";
    }
    return table.filter(column.name()).map(ColumnsTable::filter).orElse(null);
  }

  private static String filter(FilterSpec filter) {
    String operators =
        switch (filter.operator()) {
          case EQUAL, ANY_OF -> "=, IN: ";
          case RANGE, RANGE_SUFFIX, AFTER_BEFORE -> "=, <, <=, >, >=, BETWEEN: ";
        };
    return operators + filter.parameter();
  }
}

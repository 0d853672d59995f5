package io.stripejdbc.system;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ChangeSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.system.SystemTable.Column;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** {@code system.tables}: one row per table and view, of every schema. */
final class TablesTable {
  private static final List<Column> COLUMNS =
      List.of(
          text("table_schema", false, "Schema of the table."),
          text("table_name", false, "Name of the table."),
          text(
              "api_path",
              true,
              "Path of the Stripe endpoint its rows come from; null for views and system tables."),
          text("object", true, "Stripe's name of the object a row is."),
          text(
              "kind",
              false,
              "list, nested, singleton, embedded, accounts or preview; view or system."),
          new Column(
              "created_filter",
              SqlTypeName.BOOLEAN,
              false,
              "Whether a range of created reaches the API, so that windows are read in parallel."),
          text("required_filter", true, "Columns of which a value must be given, or null."),
          text("remarks", false, "What a row is."),
          text(
              "changes",
              true,
              "How Stripe tells that rows change: events, settles, immutable, or read for not at"
                  + " all; null for views and system tables."));

  private TablesTable() {}

  static SystemTable of(Catalog catalog, Supplier<List<NonApiTable>> others) {
    return new SystemTable(
        "tables",
        "One row per table and view: where its rows come from and what it needs.",
        COLUMNS,
        context ->
            Stream.concat(
                    catalog.tables().stream()
                        .map(table -> row(table, catalog.changes(table.name()))),
                    others.get().stream().map(TablesTable::row))
                .toList());
  }

  private static Column text(String name, boolean nullable, String remarks) {
    return new Column(name, SqlTypeName.VARCHAR, nullable, remarks);
  }

  private static @Nullable Object[] row(TableSpec table, ChangeSpec changes) {
    return new @Nullable Object[] {
      "stripe",
      table.name(),
      table.kind() == TableSpec.Kind.OBJECT ? table.retrievePath() : table.path(),
      table.object().name(),
      table.kind().name().toLowerCase(Locale.ROOT),
      table.hasCreatedWindow(),
      table.required().isEmpty() ? null : String.join(",", table.required()),
      table.remarks(),
      changes.told().name().toLowerCase(Locale.ROOT)
    };
  }

  private static @Nullable Object[] row(NonApiTable table) {
    return new @Nullable Object[] {
      table.schema(), table.name(), null, null, table.kind(), false, null, table.remarks(), null
    };
  }
}

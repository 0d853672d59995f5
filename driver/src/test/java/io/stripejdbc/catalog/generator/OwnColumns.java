package io.stripejdbc.catalog.generator;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.DeclaredType;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.ColumnSpec.TableReference;
import io.stripejdbc.catalog.ColumnSpec.ValueSource;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.generator.Curation.MadeTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Columns that are no fields of a row, and what tables do with the columns of fields. */
final class OwnColumns {
  static final String ACCOUNT = "connected_account";
  private static final int ID = 255;

  private final Curation curation;
  private final ColumnRemarks columnRemarks;

  OwnColumns(Curation curation, ColumnRemarks columnRemarks) {
    this.curation = curation;
    this.columnRemarks = columnRemarks;
  }

  /**
   * Puts the parent's column after {@code connected_account}, in place of the field of its name.
   */
  void parentColumn(String table, ParentSpec parent, List<ColumnSpec> all) {
    String name = parent.column();
    if (name.equals(ACCOUNT)) {
      return;
    }
    ColumnSpec field =
        all.stream().filter(column -> column.name().equals(name)).findFirst().orElse(null);
    all.remove(field);
    MadeTable made = curation.made().get(table);
    boolean alone = made == null || made.parents().size() == 1;
    all.add(
        1,
        ColumnSpec.of(
                name,
                ValueSource.of(Role.PARENT, field == null ? null : field.jsonPath()),
                always(ColumnType.VARCHAR, ID))
            .withReference(
                new TableReference(
                    alone && parent.parentColumn().equals("id") ? parent.table() : null, false))
            .withRemarks(
                alone ? columnRemarks.parent(parent) : columnRemarks.special(table, name)));
  }

  ColumnSpec account() {
    return plain("*", ACCOUNT, Role.ACCOUNT, ColumnType.VARCHAR, ID);
  }

  ColumnSpec whole() {
    return plain("*", "raw_json", Role.OBJECT, ColumnType.JSON, 1 << 20);
  }

  ColumnSpec parameter(String table, String name, String type) {
    ColumnType sql = ColumnType.valueOf(type);
    return plain(table, name, Role.PARAMETER, sql, sql == ColumnType.VARCHAR ? ID : 0);
  }

  /** A column whose value only the parameter tells, of a list that is read without it too. */
  ColumnSpec asked(String table, String name, String type) {
    ColumnSpec column = parameter(table, name, type);
    return with(column, true, column.remarks());
  }

  /** Whether a field has a value: {@code path=value}. */
  ColumnSpec condition(String table, String name, String test) {
    int equals = test.indexOf('=');
    return ColumnSpec.of(
            name,
            new ValueSource(Role.CONDITION, test.substring(0, equals), test.substring(equals + 1)),
            always(ColumnType.BOOLEAN, 0))
        .withRemarks(columnRemarks.special(table, name));
  }

  ColumnSpec plain(String table, String name, Role role, ColumnType type, int precision) {
    return ColumnSpec.of(name, ValueSource.of(role), always(type, precision))
        .withRemarks(columnRemarks.special(table, name));
  }

  /** A type that every row has a value of. */
  private static DeclaredType always(ColumnType type, int precision) {
    return new DeclaredType(type, precision, 0, false);
  }

  static List<ColumnSpec> filtered(List<ColumnSpec> all, List<FilterSpec> filters) {
    List<ColumnSpec> told = new ArrayList<>(all);
    for (FilterSpec filter : filters) {
      told.replaceAll(
          column ->
              column.name().equals(filter.column())
                  ? with(column, column.nullable(), ColumnRemarks.filtered(column, filter))
                  : column);
    }
    return List.copyOf(told);
  }

  static List<ColumnSpec> idFirst(List<ColumnSpec> columns) {
    return columns.stream()
        .sorted(Comparator.comparing((ColumnSpec column) -> !column.name().equals("id")))
        .toList();
  }

  static ColumnSpec present(ColumnSpec column) {
    return with(column, false, column.remarks());
  }

  private static ColumnSpec with(ColumnSpec c, boolean nullable, String remarks) {
    return c.withDeclared(c.declared().withNullable(nullable)).withRemarks(remarks);
  }
}

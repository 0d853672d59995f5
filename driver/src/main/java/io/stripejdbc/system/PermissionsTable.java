package io.stripejdbc.system;

import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.system.PermissionProbe.Finding;
import io.stripejdbc.system.SystemTable.Column;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * {@code system.permissions}: what the key may read. Reading it makes a call per table, for the
 * platform and for one connected account; nothing else does.
 */
final class PermissionsTable {
  private static final List<Column> COLUMNS =
      List.of(
          text("table_name", false, "Name of the table."),
          text("account", false, "The account it was tried on: platform, or a connected one."),
          text(
              "verdict",
              false,
              "readable, missing permission, not available (on this account), off (by a property),"
                  + " refused, needs a value (cannot be tried alone), or by its parent: as the"
                  + " table in detail."),
          text("permission", true, "The missing permission, where Stripe names it."),
          text("detail", true, "What the answer said, which value is needed, or the parent."));

  private PermissionsTable() {}

  static SystemTable of(Catalog catalog) {
    return new SystemTable(
        "permissions",
        "What the key may read: each table is tried with one call when this is read, on the"
            + " platform and on one connected account.",
        COLUMNS,
        context -> rows(catalog, PermissionProbe.of(context)));
  }

  private static Column text(String name, boolean nullable, String remarks) {
    return new Column(name, SqlTypeName.VARCHAR, nullable, remarks);
  }

  private static List<@Nullable Object[]> rows(Catalog catalog, PermissionProbe probe) {
    List<String> accounts = new ArrayList<>(List.of(PermissionProbe.PLATFORM));
    catalog.table("accounts").flatMap(probe::connectedAccount).ifPresent(accounts::add);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (TableSpec table : catalog.tables()) {
      for (String account : accounts) {
        if (account.equals(PermissionProbe.PLATFORM) || PermissionProbe.isTriedOnConnected(table)) {
          rows.add(row(table, account, find(catalog, probe, table, account)));
        }
      }
    }
    return rows;
  }

  private static Finding find(
      Catalog catalog, PermissionProbe probe, TableSpec table, String account) {
    if (table.kind() == TableSpec.Kind.PREVIEW) {
      String parents = String.valueOf(table.parents().get(0).table());
      return probe.preview(table, catalog.table(parents).orElseThrow(), account);
    }
    return probe.find(table, account);
  }

  private static @Nullable Object[] row(TableSpec table, String account, Finding finding) {
    return new @Nullable Object[] {
      table.name(), account, finding.verdict(), finding.permission(), finding.detail()
    };
  }
}

package io.stripejdbc.house;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.TableSpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** Checks over every table of the catalogue, which name all that is wrong at once. */
final class TableChecks {
  /** With the tables of the latest version that is known. */
  static final Catalog CATALOG =
      BundledCatalog.instance()
          .at(
              BundledCatalog.instance()
                  .versions()
                  .get(BundledCatalog.instance().versions().size() - 1));

  static final Collection<TableSpec> TABLES = CATALOG.tables();

  private TableChecks() {}

  interface ColumnCheck {
    boolean isWrong(TableSpec table, ColumnSpec column);
  }

  static void refuseColumns(String what, ColumnCheck check) {
    refuse(
        what,
        table ->
            table.columns().stream()
                .filter(column -> check.isWrong(table, column))
                .map(ColumnSpec::name)
                .toList());
  }

  static void refuse(String what, Function<TableSpec, List<String>> wrong) {
    Map<String, String> found = new TreeMap<>();
    for (TableSpec table : TABLES) {
      List<String> names = wrong.apply(table);
      if (!names.isEmpty()) {
        found.put(table.name(), String.join(", ", names));
      }
    }
    String lines =
        found.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(joining("\n"));
    assertEquals("", lines, "wrong " + what);
  }

  static List<String> notUnique(List<String> names) {
    return names.stream()
        .filter(name -> names.stream().filter(other -> Objects.equals(name, other)).count() > 1)
        .distinct()
        .toList();
  }
}

package io.stripejdbc.house;

import static io.stripejdbc.house.TableChecks.CATALOG;
import static io.stripejdbc.house.TableChecks.TABLES;
import static io.stripejdbc.house.TableChecks.notUnique;
import static io.stripejdbc.house.TableChecks.refuse;
import static io.stripejdbc.house.TableChecks.refuseColumns;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.TableSpec.ApiGeneration;
import io.stripejdbc.catalog.TableSpec.Kind;
import io.stripejdbc.catalog.generator.TablesPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every table of the catalogue keeps to, so that the packages above can rely on it. */
class EveryTableTest {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
  private static final String ACCOUNT = "connected_account";
  private static final Path FILES = Path.of("src/main/resources/io/stripejdbc/catalog");

  @Test
  void everyTableIsAFileOfItsNameAndEveryFileATableOfTheIndex() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString().replace(".json", ""))
              .filter(name -> !name.equals("index"))
              .sorted()
              .toList();
      assertEquals(
          names,
          TABLES.stream().map(TableSpec::name).toList(),
          "files, and the names in index.json; mvn -B -q -Pgenerate -Dgenerate=tables-page -pl"
              + " driver -Dquick=true process-test-classes writes it");
    }
  }

  @Test
  void everyNameIsASnakeCaseNameOnce() {
    refuse("name", table -> notUnique(table.columns().stream().map(ColumnSpec::name).toList()));
    refuseColumns("name", (table, column) -> !NAME.matcher(column.name()).matches());
    refuse(
        "name of the table",
        table -> NAME.matcher(table.name()).matches() ? List.of() : List.of(table.name()));
  }

  @Test
  void everyTableBeginsWithTheAccountAndEndsWithTheWholeObject() {
    refuse(
        "first and last column",
        table -> {
          ColumnSpec first = table.columns().get(0);
          ColumnSpec last = table.columns().get(table.columns().size() - 1);
          boolean good =
              first.name().equals(ACCOUNT)
                  && first.role() == Role.ACCOUNT
                  && last.name().equals("raw_json")
                  && last.role() == Role.OBJECT;
          return good ? List.of() : List.of(first.name() + "…" + last.name());
        });
  }

  @Test
  void everyKeyBeginsWithTheAccountAndHasOnlyColumnsThatAreNeverNull() {
    refuse(
        "key column",
        table ->
            table.primaryKey().stream()
                .filter(name -> table.column(name).map(ColumnSpec::nullable).orElse(true))
                .toList());
    refuse(
        "first key column",
        table -> table.primaryKey().get(0).equals(ACCOUNT) ? List.of() : table.primaryKey());
  }

  @Test
  void theKeyOfANestedTableHoldsItsParent() {
    refuse(
        "parent outside of the key",
        table ->
            table.parents().stream()
                .map(ParentSpec::column)
                .filter(column -> !table.primaryKey().contains(column))
                .toList());
  }

  @Test
  void everyReferenceFindsATableByAccountAndId() {
    refuseColumns(
        "reference",
        (table, column) ->
            column.references() != null
                && !CATALOG
                    .table(column.references())
                    .map(TableSpec::primaryKey)
                    .equals(Optional.of(List.of(ACCOUNT, "id"))));
  }

  @Test
  void everyColumnHasItsValueFromWhereItsRoleSays() {
    refuseColumns(
        "role",
        (table, column) ->
            !switch (column.role()) {
              case FIELD -> column.jsonPath() != null;
              case PARENT ->
                  table.parents().stream().anyMatch(p -> p.column().equals(column.name()));
              case PARAMETER ->
                  column.jsonPath() == null && table.filter(column.name()).isPresent();
              case PARENT_TYPE -> column.jsonPath() == null && table.parents().size() > 1;
              case POSITION -> column.jsonPath() == null && table.kind() == Kind.EMBEDDED;
              case ACCOUNT -> column.name().equals(ACCOUNT);
              case OBJECT -> column.type() == ColumnType.JSON;
              case CONDITION ->
                  column.jsonPath() != null
                      && column.is() != null
                      && column.type() == ColumnType.BOOLEAN;
              case EXPANDED -> false;
            });
  }

  @Test
  void everyColumnHasTheSizesOfItsType() {
    refuseColumns(
        "sizes",
        (table, column) ->
            switch (column.type()) {
              case VARCHAR, JSON -> column.precision() <= 0 || column.scale() != 0;
              case DECIMAL -> column.precision() > 38 || column.scale() > column.precision();
              case BIGINT, BOOLEAN, TIMESTAMP, INSTANT -> column.precision() != 0;
            });
    refuseColumns(
        "time of the other version of the API",
        (table, column) ->
            column.type()
                == (table.api() == ApiGeneration.V1 ? ColumnType.INSTANT : ColumnType.TIMESTAMP));
  }

  @Test
  void everyTableAndEveryColumnIsToldInASentence() {
    refuse(
        "remarks of the table",
        table -> told(table.remarks()) ? List.of() : List.of(table.remarks()));
    refuseColumns("remarks", (table, column) -> !told(column.remarks()));
  }

  private static boolean told(String remarks) {
    return remarks.length() > 4
        && remarks.endsWith(".")
        && !Character.isWhitespace(remarks.charAt(0));
  }

  @Test
  void thePageOfTheTablesSaysWhatTheCatalogueSays() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "tables.md"));

    assertTrue(
        page.equals(
            TablesPage.text(BundledCatalog.instance().apiVersion(), TABLES, CATALOG::changes)),
        "docs/tables.md is not of this catalogue; mvn -B -q -Pgenerate -Dgenerate=tables-page -pl"
            + " driver -Dquick=true process-test-classes writes it:\n"
            + firstDifference(
                page,
                TablesPage.text(BundledCatalog.instance().apiVersion(), TABLES, CATALOG::changes)));
  }

  private static String firstDifference(String page, String wanted) {
    List<String> lines = page.lines().toList();
    return wanted.lines().filter(line -> !lines.contains(line)).findFirst().orElse("fewer lines");
  }
}

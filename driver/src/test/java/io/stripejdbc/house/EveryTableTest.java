package io.stripejdbc.house;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.catalog.Catalog;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.ParentSpec.Via;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.TableSpec.ApiGeneration;
import io.stripejdbc.catalog.TableSpec.Kind;
import io.stripejdbc.catalog.TableSpec.Paging;
import io.stripejdbc.catalog.generator.TablesPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every table of the catalogue keeps to, so that the rooms above can rely on it. */
class EveryTableTest {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z_]+}");
  private static final String ACCOUNT = "connected_account";
  private static final Path FILES = Path.of("src/main/resources/io/stripejdbc/catalog");

  private static final Catalog CATALOG = BundledCatalog.instance();
  private static final Collection<TableSpec> TABLES = CATALOG.tables();

  @Test
  void everyTableIsAFileOfItsNameAndEveryFileATableOfTheIndex() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString().replace(".json", ""))
              .filter(name -> !name.equals("index"))
              .sorted()
              .toList();
      assertEquals(names, TABLES.stream().map(TableSpec::name).toList());
    }
  }

  @Test
  void everyListOfVersionOneIsATable() {
    long paths =
        TABLES.stream()
            .filter(table -> table.api() == ApiGeneration.V1)
            .filter(
                table -> EnumSet.of(Kind.LIST, Kind.NESTED, Kind.ACCOUNTS).contains(table.kind()))
            .map(TableSpec::path)
            .distinct()
            .count();
    assertEquals(115, paths);
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
  void everyFilterIsOfAColumnThatItsOperatorFits() {
    refuse(
        "filter",
        table ->
            table.filters().stream()
                .filter(filter -> !fits(table, filter))
                .map(FilterSpec::column)
                .toList());
    refuse(
        "filters of one column",
        table -> notUnique(table.filters().stream().map(FilterSpec::column).toList()));
  }

  private static boolean fits(TableSpec table, FilterSpec filter) {
    Set<ColumnType> ordered =
        EnumSet.of(ColumnType.BIGINT, ColumnType.TIMESTAMP, ColumnType.INSTANT);
    return table
        .column(filter.column())
        .map(
            column ->
                switch (filter.operator()) {
                  case EQUAL -> column.type() != ColumnType.JSON;
                  case ANY_OF -> column.type() == ColumnType.VARCHAR;
                  case RANGE, AFTER_BEFORE -> ordered.contains(column.type());
                  case RANGE_SUFFIX -> column.type() == ColumnType.INSTANT;
                })
        .orElse(false);
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
  void everyExpansionIsAtMostFourStepsDeep() {
    refuseColumns(
        "expansion",
        (table, column) -> column.expand() != null && column.expand().split("\\.", -1).length > 3);
    refuseColumns(
        "include in version 1",
        (table, column) -> column.include() != null && table.api() == ApiGeneration.V1);
  }

  @Test
  void everyParentIsATableOrMustBeGiven() {
    refuse(
        "parent",
        table ->
            table.parents().stream()
                .filter(parent -> !known(table, parent))
                .map(ParentSpec::column)
                .toList());
  }

  private static boolean known(TableSpec table, ParentSpec parent) {
    String name = parent.table();
    return name == null
        ? table.required().contains(parent.column())
        : CATALOG
            .table(name)
            .filter(found -> found.column(parent.parentColumn()).isPresent())
            .isPresent();
  }

  @Test
  void everyParentIsNamedAsTheRequestWantsIt() {
    refuse(
        "parent",
        table ->
            table.parents().stream()
                .filter(
                    parent ->
                        !switch (parent.via()) {
                          case PATH -> table.path().contains("{" + parent.parameter() + "}");
                          case PARAMETER ->
                              parent.parameter() != null && placeholders(table.path()) == 0;
                          case EMBEDDED ->
                              parent.embedded() != null && table.kind() == Kind.EMBEDDED;
                        })
                .map(ParentSpec::column)
                .toList());
  }

  @Test
  void anObjectFoundByItsIdSaysWhoseRowItIs() {
    refuse(
        "path of a single object",
        table ->
            table.parents().stream()
                .filter(parent -> parent.via() == Via.PARAMETER && table.retrievePath() != null)
                .map(ParentSpec::column)
                .filter(name -> table.column(name).map(ColumnSpec::jsonPath).isEmpty())
                .toList());
  }

  @Test
  void everyPlaceholderOfAPathIsAParent() {
    refuse(
        "placeholder",
        table -> {
          long parents = table.parents().stream().filter(p -> p.via() == Via.PATH).count();
          return placeholders(table.path()) == parents ? List.of() : List.of(table.path());
        });
    refuse(
        "path of a single object",
        table -> {
          String path = table.retrievePath();
          boolean good = path == null || placeholders(path) == placeholders(table.path()) + 1;
          return good ? List.of() : List.of(path);
        });
  }

  @Test
  void everyRequiredColumnCanBeGiven() {
    refuse(
        "required column",
        table ->
            table.required().stream()
                .filter(name -> table.filter(name).isEmpty())
                .filter(name -> table.parents().stream().noneMatch(p -> p.column().equals(name)))
                .toList());
  }

  @Test
  void everyTableIsPagedAsItsVersionDoes() {
    refuse(
        "paging",
        table -> {
          boolean single = EnumSet.of(Kind.SINGLETON, Kind.EMBEDDED).contains(table.kind());
          Paging list = table.api() == ApiGeneration.V2 ? Paging.PAGE_URL : Paging.CURSOR;
          boolean good = table.paging() == Paging.NONE || (!single && table.paging() == list);
          boolean path =
              table.path().startsWith("/" + table.api().name().toLowerCase(Locale.ROOT) + "/");
          return good && path ? List.of() : List.of(table.paging().name(), table.path());
        });
  }

  @Test
  void aTableInTheOrderOfCreatedHasCreatedInEveryRowAndAsAFilter() {
    refuse(
        "order",
        table -> {
          boolean good =
              table.hasCreatedWindow()
                  && table.kind() == Kind.LIST
                  && !table.column("created").map(ColumnSpec::nullable).orElse(true);
          return !table.newestFirst() || good ? List.of() : List.of("created");
        });
  }

  @Test
  void aHiddenDefaultIsLiftedByAParameterThatIsAFilterOfATable() {
    refuse(
        "variant",
        table ->
            table.variants().stream()
                .flatMap(variant -> variant.keySet().stream())
                .filter(name -> table.filters().stream().noneMatch(f -> f.parameter().equals(name)))
                .toList());
    refuse("variants", table -> table.variants().isEmpty() ? List.of("none") : List.of());
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
  void theSearchableTablesAreThoseOfTheApi() {
    assertEquals(
        List.of(
            "charges",
            "customers",
            "invoices",
            "payment_intents",
            "prices",
            "products",
            "subscriptions"),
        TABLES.stream()
            .filter(table -> table.searchPath() != null)
            .filter(table -> table.kind() == Kind.LIST)
            .map(TableSpec::name)
            .toList());
  }

  @Test
  void thePageOfTheTablesSaysWhatTheCatalogueSays() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "tables.md"));

    assertTrue(
        page.equals(TablesPage.text(CATALOG.apiVersion(), TABLES)),
        "docs/tables.md is not what TablesPage.main writes:\n"
            + firstDifference(page, TablesPage.text(CATALOG.apiVersion(), TABLES)));
  }

  private static String firstDifference(String page, String wanted) {
    List<String> lines = page.lines().toList();
    return wanted.lines().filter(line -> !lines.contains(line)).findFirst().orElse("fewer lines");
  }

  private interface ColumnCheck {
    boolean isWrong(TableSpec table, ColumnSpec column);
  }

  private static void refuseColumns(String what, ColumnCheck check) {
    refuse(
        what,
        table ->
            table.columns().stream()
                .filter(column -> check.isWrong(table, column))
                .map(ColumnSpec::name)
                .toList());
  }

  private static void refuse(String what, Function<TableSpec, List<String>> wrong) {
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

  private static List<String> notUnique(List<String> names) {
    return names.stream()
        .filter(name -> names.stream().filter(other -> Objects.equals(name, other)).count() > 1)
        .distinct()
        .toList();
  }

  private static long placeholders(String path) {
    return PLACEHOLDER.matcher(path).results().count();
  }
}

package io.stripejdbc.house;

import static io.stripejdbc.house.TableChecks.CATALOG;
import static io.stripejdbc.house.TableChecks.TABLES;
import static io.stripejdbc.house.TableChecks.notUnique;
import static io.stripejdbc.house.TableChecks.refuse;
import static io.stripejdbc.house.TableChecks.refuseColumns;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnType;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.ParentSpec.Via;
import io.stripejdbc.catalog.SearchSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.TableSpec.ApiGeneration;
import io.stripejdbc.catalog.TableSpec.Kind;
import io.stripejdbc.catalog.TableSpec.Paging;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the requests of every table rely on: filters, parents, paths, paging, order. */
class EveryRequestTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[a-z_]+}");

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
                .filter(name -> !(table.kind() == Kind.OBJECT && name.equals("id")))
                .filter(name -> table.parents().stream().noneMatch(p -> p.column().equals(name)))
                .toList());
  }

  @Test
  void everyTableIsPagedAsItsVersionDoes() {
    refuse(
        "paging",
        table -> {
          boolean single =
              EnumSet.of(Kind.SINGLETON, Kind.EMBEDDED, Kind.OBJECT).contains(table.kind());
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
                .filter(name -> !name.equals("owner[type]"))
                .filter(name -> table.filters().stream().noneMatch(f -> f.parameter().equals(name)))
                .toList());
    refuse("variants", table -> table.variants().isEmpty() ? List.of("none") : List.of());
  }

  @Test
  void everySearchIsOfAColumnThatItsKindFits() {
    refuse(
        "search",
        table ->
            table.searches().stream()
                .filter(search -> !fits(table, search))
                .map(SearchSpec::column)
                .toList());
    refuse(
        "searches of no table that is searched",
        table ->
            table.searches().isEmpty() == (table.searchPath() != null && table.kind() == Kind.LIST)
                ? List.of(table.name())
                : List.of());
  }

  private static boolean fits(TableSpec table, SearchSpec search) {
    return table
        .column(search.column())
        .map(
            column ->
                switch (search.kind()) {
                  case NUMBER ->
                      column.type() == ColumnType.BIGINT || column.type() == ColumnType.TIMESTAMP;
                  case TOKEN, STRING ->
                      column.type() != ColumnType.JSON && column.type() != ColumnType.TIMESTAMP;
                  case METADATA -> column.type() == ColumnType.JSON;
                })
        .orElse(false);
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

  private static long placeholders(String path) {
    return PLACEHOLDER.matcher(path).results().count();
  }
}

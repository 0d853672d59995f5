package io.stripejdbc.catalog.generator;

import static java.util.stream.Collectors.joining;

import io.stripejdbc.catalog.ChangeSpec;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.TableSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The page {@code docs/tables.md}: every table with what a reader has to know to ask it well. */
public final class TablesPage {
  private static final String HEAD =
      """
      # Tables

      One table per list and single object of Stripe's API, version %s, in the schema `stripe`:
      %d tables with %d columns. Columns and their meaning are in `system.columns`, and every SQL
      tool shows them.

      - Every table begins with `connected_account`: `platform` or the id of a connected account. It
        is part of every key, left out below. Every table ends with `raw_json`, the object as sent.
      - *Key* is what makes a row unique within its account.
      - *Stripe filters by* lists the columns whose conditions become parameters of the request;
        `=` is equality (and `IN`, one request per value), `≷` comparisons and `BETWEEN` too, `~`
        says that Stripe answers more than was asked and the driver checks again. Every other
        condition is checked in the driver. A condition on `id` reads single objects, where the API
        can.
      - *Changes*: how Stripe tells that rows change, see [the cache](cache.md): `events` for each,
        `settles` once a condition holds, `immutable`, or `read` where only reading again tells.
      - *Parent*: rows belong to rows of that table. With the parent known in the query, only its rows
        are asked; without, the driver goes through the parents.
      - *Full read*: what it costs to read all of it, per account; long lists are read in several
        parts at once, for some calls more. A call for each parent is one per 100 of its rows. An
        *example* asks little.
      - *Test clocks*: `customers`, `subscriptions` and `quotes` have no row that is bound to a test
        clock, as Stripe's lists do not: not by `id`, not by `customer`, not through a join. Those rows
        are in `test_clock_customers`, `test_clock_subscriptions` and `test_clock_quotes`. Rows below
        them (tax ids, subscription items, …) and beside them (charges, invoices, …) are all there:
        with a key of test mode a full read of what is below goes through the parents of every
        clock too, for one call more for the list of clocks and one for each. So no condition finds
        rows that a full read has not. In live mode there are no test clocks, and no such calls.

      Which table has a field? `system.columns` knows names, meanings and the place in the object:

      ```sql
      SELECT table_name, column_name, json_path FROM system.columns
      WHERE table_schema = 'stripe' AND json_path LIKE '%%last4' ORDER BY 1, 2;
      ```

      """;

  private TablesPage() {}

  /** The whole text of the page. */
  public static String text(
      String apiVersion, Collection<TableSpec> tables, Function<String, ChangeSpec> changes) {
    int columns = tables.stream().mapToInt(table -> table.columns().size()).sum();
    return HEAD.formatted(apiVersion, tables.size(), columns)
        + "| table | what a row is | API | key | Stripe filters by | changes | full read | example"
        + " | notes |\n"
        + "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        + tables.stream().map(table -> row(table, changes.apply(table.name()))).collect(joining())
        + OmissionsSection.text(Curation.read(), tables);
  }

  private static String row(TableSpec table, ChangeSpec changes) {
    return "| `%s` | %s | %s | %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            table.name(),
            table.remarks().replace("|", "\\|"),
            api(table),
            table.primaryKey().stream().skip(1).map(TablesPage::code).collect(joining(", ")),
            table.filters().stream().map(TablesPage::filter).collect(joining(", ")),
            changes.told().name().toLowerCase(Locale.ROOT),
            cost(table),
            code(example(table)),
            String.join("; ", notes(table)));
  }

  /** What reading all of a table costs, per account. */
  private static String cost(TableSpec table) {
    if (!table.required().isEmpty()) {
      return table.kind() == TableSpec.Kind.OBJECT
          ? "none; 1 call per id"
          : "none; per value given";
    }
    int lists = table.variants().size();
    String pages = lists == 1 ? "1 call per 100 rows" : lists + " lists, 1 call per 100 rows";
    return switch (table.kind()) {
      case LIST -> table.paging() == TableSpec.Paging.NONE ? "1 call" : pages;
      case NESTED ->
          isEmbedded(table)
              ? "its parents, and 1 call for each that has more than came with it"
              : "its parents, and 1 call for each";
      case SINGLETON ->
          table.parents().isEmpty()
              ? "1 call"
              : isEmbedded(table)
                  ? "its parents, and 1 call for each that came without it"
                  : "its parents, and 1 call for each";
      case PREVIEW -> "its parents, and 1 call for each";
      case EMBEDDED -> "its parents";
      case OBJECT -> "1 call per id";
      case ACCOUNTS -> "1 call, and 1 per 100 connected accounts";
    };
  }

  private static boolean isEmbedded(TableSpec table) {
    return table.parents().stream().allMatch(parent -> parent.embedded() != null);
  }

  /** A statement that asks little; runs wherever the objects are. */
  public static String example(TableSpec table) {
    String columns =
        table.columns().stream()
            .filter(column -> column.role() != ColumnSpec.Role.OBJECT)
            .filter(column -> column.include() == null && column.expand() == null)
            .filter(column -> !column.name().equals("connected_account"))
            .limit(3)
            .map(column -> quoted(column.name()))
            .collect(joining(", "));
    String where =
        table.required().stream()
            .map(name -> name + " = " + literal(table.column(name).orElseThrow()))
            .collect(joining(" AND "));
    return "SELECT "
        + columns
        + " FROM "
        + table.name()
        + (where.isEmpty() ? "" : " WHERE " + where)
        + (table.newestFirst() ? " ORDER BY created DESC" : "")
        + " LIMIT 10";
  }

  private static String quoted(String name) {
    boolean word = List.of("date", "end", "position", "start", "value").contains(name);
    return word ? '"' + name + '"' : name;
  }

  private static String literal(ColumnSpec column) {
    return switch (column.type()) {
      case BIGINT, DECIMAL -> "100";
      case BOOLEAN -> "TRUE";
      case TIMESTAMP, INSTANT -> "TIMESTAMP '2026-11-01 00:00:00'";
      case VARCHAR, JSON ->
          switch (column.name()) {
            case "scope_type" -> "'account'";
            case "value_grouping_window" -> "'day'";
            default -> "'…'";
          };
    };
  }

  private static String api(TableSpec table) {
    return table.kind() == TableSpec.Kind.EMBEDDED
        ? "inside " + table.parents().stream().map(p -> code(p.table())).collect(joining(", "))
        : code(table.path());
  }

  private static String filter(FilterSpec filter) {
    String operators =
        switch (filter.operator()) {
          case EQUAL, ANY_OF -> "=";
          case RANGE, RANGE_SUFFIX, AFTER_BEFORE -> "≷";
        };
    return code(filter.column()) + " " + operators + (filter.exact() ? "" : " ~");
  }

  private static List<String> notes(TableSpec table) {
    List<String> notes = new ArrayList<>();
    if (table.endpoint().since() != null) {
      notes.add("with `apiVersion=" + table.endpoint().since() + "` or later");
    }
    if (!table.required().isEmpty()) {
      notes.add("needs " + table.required().stream().map(TablesPage::code).collect(joining(", ")));
    }
    if (table.kind() != TableSpec.Kind.EMBEDDED) {
      table.parents().stream()
          .filter(parent -> parent.table() != null)
          .map(TablesPage::parent)
          .forEach(notes::add);
    }
    if (table.newestFirst()) {
      notes.add("newest first");
    }
    if (!table.variants().equals(List.of(Map.of()))) {
      notes.add(
          "asked with "
              + table.variants().stream().map(TablesPage::variant).collect(joining(" and ")));
    }
    if (table.kind() == TableSpec.Kind.SINGLETON && table.parents().isEmpty()) {
      notes.add("one row per account");
    }
    if (table.searchPath() != null) {
      notes.add("searchable");
    }
    boolean oneByOne = !table.list().takesInclude();
    if (oneByOne && table.columns().stream().anyMatch(column -> column.include() != null)) {
      notes.add("some columns cost a request per row");
    }
    return notes;
  }

  private static String parent(ParentSpec parent) {
    String embedded = parent.embedded() == null ? "" : ", first rows come with it";
    return "parent `%s` by `%s`%s".formatted(parent.table(), parent.column(), embedded);
  }

  private static String variant(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? "nothing"
        : parameters.entrySet().stream()
            .map(entry -> code(entry.getKey() + "=" + entry.getValue()))
            .collect(joining(" "));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}

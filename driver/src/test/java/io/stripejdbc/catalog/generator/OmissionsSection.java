package io.stripejdbc.catalog.generator;

import static java.util.stream.Collectors.joining;

import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.TableSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The part of {@code docs/tables.md} that names what of the API is in no table, and why. */
public final class OmissionsSection {
  private static final String HEAD =
      """

      ## What is in no table

      Everything else that the API reads is a table, a column or a condition that Stripe answers. Fields
      that no column has are in `raw_json`, but for those that are never asked. What stands inside of
      an object and has rows of its own is a table of its own.

      | of the API | what | why not |
      | --- | --- | --- |
      """;

  private OmissionsSection() {}

  static String text(Curation curation, Collection<TableSpec> tables) {
    List<String> rows = new ArrayList<>();
    sorted(curation.omitPaths()).forEach((path, why) -> rows.add(row("request", path, why)));
    sorted(curation.omitParameters())
        .forEach((name, why) -> rows.add(row("parameter of every list", name, why)));
    new TreeMap<>(curation.tables())
        .forEach(
            (table, notes) ->
                sorted(notes.omit())
                    .forEach(
                        (name, why) -> rows.add(row("parameter of `" + table + "`", name, why))));
    sorted(curation.omitFields())
        .forEach((name, why) -> rows.add(row("field of every object", name, why)));
    new TreeMap<>(curation.classes())
        .forEach(
            (type, notes) ->
                sorted(notes.omit())
                    .forEach((name, why) -> rows.add(row("field of " + type, name, why))));
    lists(curation, tables)
        .forEach(
            (list, why) -> {
              int field = list.indexOf(' ');
              rows.add(
                  row("inside `" + list.substring(0, field) + "`", list.substring(field + 1), why));
            });
    return HEAD + rows.stream().collect(joining());
  }

  /** What is inside of objects, by table and field ({@code charges refunds}): rows elsewhere. */
  public static Map<String, String> lists(Curation curation, Collection<TableSpec> tables) {
    Map<String, String> lists = new TreeMap<>(curation.lists());
    for (TableSpec table : tables) {
      for (ParentSpec parent : table.parents()) {
        if (parent.embedded() != null) {
          lists.put(parent.table() + " " + parent.embedded(), "table " + table.name());
        }
      }
    }
    return lists;
  }

  private static Map<String, String> sorted(Map<String, String> reasons) {
    return new TreeMap<>(reasons);
  }

  private static String row(String of, String what, String why) {
    return "| %s | `%s` | %s |\n".formatted(of, what, why);
  }
}

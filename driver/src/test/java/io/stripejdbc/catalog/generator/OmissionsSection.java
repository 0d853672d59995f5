package io.stripejdbc.catalog.generator;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The part of {@code docs/tables.md} that names what of the API is in no table, and why. */
final class OmissionsSection {
  private static final String HEAD =
      """

      ## What is in no table

      Everything else that the API reads is a table, a column or a condition that Stripe answers. Fields
      that no column has are in `raw_json`, but for those that are never asked.

      | of the API | what | why not |
      | --- | --- | --- |
      """;

  private OmissionsSection() {}

  static String text(Curation curation) {
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
    return HEAD + rows.stream().collect(joining());
  }

  private static Map<String, String> sorted(Map<String, String> reasons) {
    return new TreeMap<>(reasons);
  }

  private static String row(String of, String what, String why) {
    return "| %s | `%s` | %s |\n".formatted(of, what, why);
  }
}

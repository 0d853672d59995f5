package io.stripejdbc.catalog;

import org.jspecify.annotations.Nullable;

/** Reads one searchable field of a table; without {@code field} it bears the column's name. */
final class SearchSpecReader {
  private final StrictJsonReader json;

  private @Nullable String column;
  private @Nullable String field;
  private SearchSpec.@Nullable Kind kind;

  SearchSpecReader(StrictJsonReader json) {
    this.json = json;
  }

  SearchSpec search() {
    json.object(this::key);
    String searched = json.given(column, "column");
    return new SearchSpec(searched, field == null ? searched : field, json.given(kind, "kind"));
  }

  private void key(String key) {
    switch (key) {
      case "column" -> column = json.text();
      case "field" -> field = json.text();
      case "kind" -> kind = json.constant(SearchSpec.Kind.class);
      default -> throw json.unknown(key);
    }
  }
}

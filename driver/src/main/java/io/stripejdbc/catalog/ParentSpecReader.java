package io.stripejdbc.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one parent of a table; without {@code parentColumn} it is the parent's {@code id}. */
final class ParentSpecReader {
  private final StrictJsonReader json;

  private @Nullable String table;
  private String parentColumn = "id";
  private @Nullable String column;
  private ParentSpec.@Nullable Via via;
  private @Nullable String parameter;
  private @Nullable String embedded;
  private @Nullable String expand;
  private Map<String, String> childless = Map.of();

  ParentSpecReader(StrictJsonReader json) {
    this.json = json;
  }

  ParentSpec parent() {
    json.object(this::key);
    return new ParentSpec(
        table,
        parentColumn,
        json.given(column, "column"),
        json.given(via, "via"),
        parameter,
        embedded,
        expand,
        childless);
  }

  private void key(String key) {
    switch (key) {
      case "table" -> table = json.text();
      case "parentColumn" -> parentColumn = json.text();
      case "column" -> column = json.text();
      case "via" -> via = json.constant(ParentSpec.Via.class);
      case "parameter" -> parameter = json.text();
      case "embedded" -> embedded = json.text();
      case "expand" -> expand = json.text();
      case "childless" -> childless = json.map();
      default -> throw json.unknown(key);
    }
  }
}

package io.stripejdbc.catalog;

import io.stripejdbc.catalog.ChangeSpec.Told;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads how changes of each table are told; one object per table, by name. */
final class ChangeSpecReader {
  private final StrictJsonReader json;
  private final Map<String, String> events = new TreeMap<>();
  private @Nullable Told told;
  private @Nullable String like;
  private String column = "";
  private List<String> values = List.of();
  private int days;

  private ChangeSpecReader(StrictJsonReader json) {
    this.json = json;
  }

  static Map<String, ChangeSpec> read(String file, InputStream in) {
    Map<String, ChangeSpec> tables = new HashMap<>();
    StrictJsonReader.read(
        file, in, json -> json.object(key -> tables.put(key, table(json, tables))));
    return Map.copyOf(tables);
  }

  private static ChangeSpec table(StrictJsonReader json, Map<String, ChangeSpec> before) {
    ChangeSpecReader reader = new ChangeSpecReader(json);
    json.object(reader::key);
    // Rows inside of another table's change as that table's do.
    ChangeSpec other = reader.like == null ? null : before.get(reader.like);
    return reader.like == null ? reader.spec() : json.given(other, "told of " + reader.like);
  }

  private ChangeSpec spec() {
    return new ChangeSpec(json.given(told, "told"), Map.copyOf(events), column, values, days);
  }

  private void key(String key) {
    switch (key) {
      case "told" -> told = json.constant(Told.class);
      case "like" -> like = json.text();
      case "events" -> json.list(this::event);
      case "settled" -> json.object(this::settled);
      case "days" -> days = json.number();
      default -> throw json.unknown(key);
    }
  }

  private String event() {
    Map<String, String> id = new HashMap<>();
    List<String> types = new ArrayList<>();
    json.object(
        key -> {
          switch (key) {
            case "id" -> id.put(key, json.text());
            case "types" -> types.addAll(json.texts());
            default -> throw json.unknown(key);
          }
        });
    String path = json.given(id.get("id"), "id");
    types.forEach(type -> events.put(type, path));
    return path;
  }

  private void settled(String key) {
    switch (key) {
      case "column" -> column = json.text();
      case "values" -> values = json.texts();
      default -> throw json.unknown(key);
    }
  }
}

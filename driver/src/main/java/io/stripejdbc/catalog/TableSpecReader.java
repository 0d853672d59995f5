package io.stripejdbc.catalog;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one table's file. What a file leaves out has one meaning: no filters, parents, variants,
 * events or required columns, cursor paging, version 1 of the API.
 */
final class TableSpecReader {
  private final StrictJsonReader json;

  private @Nullable String name;
  private TableSpec.@Nullable Kind kind;
  private TableSpec.ApiGeneration api = TableSpec.ApiGeneration.V1;
  private @Nullable String path;
  private @Nullable String retrievePath;
  private @Nullable String searchPath;
  private @Nullable String object;
  private @Nullable String model;
  private @Nullable String remarks;
  private @Nullable List<String> primaryKey;
  private List<ParentSpec> parents = List.of();
  private List<String> required = List.of();
  private List<Map<String, String>> variants = List.of(Map.of());
  private boolean newestFirst;
  private TableSpec.Paging paging = TableSpec.Paging.CURSOR;
  private List<String> eventTypes = List.of();
  private List<FilterSpec> filters = List.of();
  private List<SearchSpec> searches = List.of();
  private boolean takesInclude;
  private @Nullable String hides;
  private @Nullable String since;
  private @Nullable List<ColumnSpec> columns;

  private TableSpecReader(StrictJsonReader json) {
    this.json = json;
  }

  /**
   * The table that a file declares.
   *
   * @param file the file's name, for messages
   * @throws io.stripejdbc.error.DriverFailure when the file holds anything but a table
   */
  static TableSpec read(String file, InputStream in) {
    TableSpec[] table = new TableSpec[1];
    StrictJsonReader.read(file, in, json -> table[0] = new TableSpecReader(json).table());
    return table[0];
  }

  private TableSpec table() {
    json.object(this::key);
    return new TableSpec(
        json.given(name, "name"),
        json.given(remarks, "remarks"),
        new TableEndpoint(
            json.given(kind, "kind"),
            api,
            json.given(path, "path"),
            retrievePath,
            searchPath,
            since),
        new ListTraits(paging, newestFirst, variants, takesInclude, hides),
        new ApiObject(json.given(object, "object"), json.given(model, "model"), eventTypes),
        new RowShape(json.given(columns, "columns"), json.given(primaryKey, "primaryKey"), parents),
        new TableConditions(filters, searches, required));
  }

  private void key(String key) {
    switch (key) {
      case "name" -> name = json.text();
      case "kind" -> kind = json.constant(TableSpec.Kind.class);
      case "api" -> api = json.constant(TableSpec.ApiGeneration.class);
      case "path" -> path = json.text();
      case "retrievePath" -> retrievePath = json.text();
      case "searchPath" -> searchPath = json.text();
      case "object" -> object = json.text();
      case "model" -> model = json.text();
      case "remarks" -> remarks = json.text();
      case "primaryKey" -> primaryKey = json.texts();
      case "parents" -> parents = json.list(() -> new ParentSpecReader(json).parent());
      case "required" -> required = json.texts();
      case "variants" -> variants = json.list(json::map);
      case "newestFirst" -> newestFirst = json.flag();
      case "paging" -> paging = json.constant(TableSpec.Paging.class);
      case "eventTypes" -> eventTypes = json.texts();
      case "filters" -> filters = json.list(() -> new FilterSpecReader(json).filter());
      case "searches" -> searches = json.list(() -> new SearchSpecReader(json).search());
      case "includes" -> takesInclude = json.flag();
      case "hides" -> hides = json.text();
      case "since" -> since = json.text();
      case "columns" -> columns = json.list(() -> new ColumnSpecReader(json).column());
      default -> throw json.unknown(key);
    }
  }
}

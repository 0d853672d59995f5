package io.stripejdbc.catalog.generator;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.stripejdbc.catalog.ColumnSpec;
import io.stripejdbc.catalog.ColumnSpec.Role;
import io.stripejdbc.catalog.FilterSpec;
import io.stripejdbc.catalog.ParentSpec;
import io.stripejdbc.catalog.SearchSpec;
import io.stripejdbc.catalog.TableSpec;
import io.stripejdbc.catalog.TableSpec.ApiGeneration;
import io.stripejdbc.catalog.TableSpec.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The text of a table's file: one line per column, so that a change shows as one line. */
final class CatalogWriter {
  private final StringBuilder text = new StringBuilder("{\n");
  private boolean first = true;

  private CatalogWriter() {}

  /** The index: tables of this version, and those of later ones with the version they came with. */
  static String index(String apiVersion, List<String> laterVersions, List<TableSpec> tables) {
    CatalogWriter writer = new CatalogWriter();
    writer.entry("apiVersion", quoted(apiVersion));
    List<String> versions = new ArrayList<>(List.of(apiVersion));
    versions.addAll(laterVersions);
    writer.entry("versions", array(versions, CatalogWriter::quoted));
    Map<String, String> later = new TreeMap<>();
    tables.stream()
        .filter(table -> table.endpoint().since() != null)
        .forEach(table -> later.put(table.name(), table.endpoint().since()));
    if (!later.isEmpty()) {
      writer.entry("later", map(later));
    }
    List<String> names = tables.stream().map(TableSpec::name).toList();
    writer.lines(
        "tables",
        names.stream()
            .filter(name -> !later.containsKey(name))
            .map(CatalogWriter::quoted)
            .toList());
    return writer.end();
  }

  static String table(TableSpec table) {
    CatalogWriter writer = new CatalogWriter();
    writer.head(table);
    writer.keys(table);
    writer.lines("filters", table.filters().stream().map(CatalogWriter::filter).toList());
    writer.lines("searches", table.searches().stream().map(CatalogWriter::search).toList());
    writer.lines("columns", table.columns().stream().map(CatalogWriter::column).toList());
    return writer.end();
  }

  private void head(TableSpec table) {
    entry("name", quoted(table.name()));
    entry("kind", quoted(table.kind().name()));
    if (table.api() != ApiGeneration.V1) {
      entry("api", quoted(table.api().name()));
    }
    entry("path", quoted(table.path()));
    entry("retrievePath", quoted(table.retrievePath()));
    entry("searchPath", quoted(table.searchPath()));
    entry("object", quoted(table.object().name()));
    entry("model", quoted(table.object().model()));
    entry("remarks", quoted(table.remarks()));
  }

  private void keys(TableSpec table) {
    entry("primaryKey", array(table.primaryKey(), CatalogWriter::quoted));
    lines("parents", table.parents().stream().map(CatalogWriter::parent).toList());
    if (!table.required().isEmpty()) {
      entry("required", array(table.required(), CatalogWriter::quoted));
    }
    if (!table.variants().equals(List.of(Map.of()))) {
      entry("variants", array(table.variants(), CatalogWriter::map));
    }
    if (table.newestFirst()) {
      entry("newestFirst", "true");
    }
    if (table.paging() != Paging.CURSOR) {
      entry("paging", quoted(table.paging().name()));
    }
    if (!table.object().eventTypes().isEmpty()) {
      entry("eventTypes", array(table.object().eventTypes(), CatalogWriter::quoted));
    }
    if (table.list().hides() != null) {
      entry("hides", quoted(table.list().hides()));
    }
    if (table.list().takesInclude()) {
      entry("includes", "true");
    }
    entry("since", quoted(table.endpoint().since()));
  }

  private static String parent(ParentSpec parent) {
    Line line = new Line();
    line.put("table", parent.table());
    if (!parent.parentColumn().equals("id")) {
      line.put("parentColumn", parent.parentColumn());
    }
    line.put("column", parent.column());
    line.put("via", parent.via().name());
    line.put("parameter", parent.parameter());
    line.put("embedded", parent.embedded());
    line.put("expand", parent.expand());
    if (!parent.childless().isEmpty()) {
      line.raw("childless", map(parent.childless()));
    }
    return line.end();
  }

  private static String filter(FilterSpec filter) {
    Line line = new Line();
    line.put("column", filter.column());
    if (!filter.parameter().equals(filter.column())) {
      line.put("parameter", filter.parameter());
    }
    line.put("operator", filter.operator().name());
    line.raw("exact", String.valueOf(filter.exact()));
    if (filter.reveals()) {
      line.raw("reveals", "true");
    }
    if (!filter.values().isEmpty()) {
      line.raw("values", array(filter.values(), CatalogWriter::quoted));
    }
    FilterSpec.Terms terms = filter.terms();
    if (terms.closed()) {
      line.raw("closed", "true");
    }
    if (!terms.with().isEmpty()) {
      line.raw("with", map(terms.with()));
    }
    if (terms.most() > 0) {
      line.raw("most", String.valueOf(terms.most()));
    }
    if (!terms.needs().isEmpty()) {
      line.raw("needs", map(terms.needs()));
    }
    if (!terms.excludes().isEmpty()) {
      line.raw("excludes", array(terms.excludes(), CatalogWriter::quoted));
    }
    if (!terms.aligns().isEmpty()) {
      line.raw("aligns", map(terms.aligns()));
    }
    return line.end();
  }

  private static String search(SearchSpec search) {
    Line line = new Line();
    line.put("column", search.column());
    if (!search.field().equals(search.column())) {
      line.put("field", search.field());
    }
    line.put("kind", search.kind().name());
    return line.end();
  }

  static String column(ColumnSpec column) {
    Line line = new Line();
    line.put("name", column.name());
    if (column.role() != Role.FIELD) {
      line.put("role", column.role().name());
    }
    line.put("type", type(column));
    if (!column.nullable()) {
      line.raw("nullable", "false");
    }
    if (column.role() != Role.FIELD || !column.name().equals(column.jsonPath())) {
      line.put("path", column.jsonPath());
    }
    line.put("references", column.references());
    if (column.expandable()) {
      line.raw("expandable", "true");
    }
    line.put("expand", column.expand());
    line.put("include", column.include());
    line.put("is", column.is());
    line.put("remarks", column.remarks());
    return line.end();
  }

  private static String type(ColumnSpec column) {
    return switch (column.type()) {
      case VARCHAR -> "VARCHAR(" + column.precision() + ")";
      case DECIMAL -> "DECIMAL(" + column.precision() + "," + column.scale() + ")";
      case BIGINT, BOOLEAN, TIMESTAMP, INSTANT, JSON -> column.type().name();
    };
  }

  private void entry(String key, String value) {
    if (value != null) {
      text.append(first ? "  " : ",\n  ").append(quoted(key)).append(": ").append(value);
      first = false;
    }
  }

  private void lines(String key, List<String> lines) {
    if (!lines.isEmpty()) {
      entry(key, lines.stream().collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]")));
    }
  }

  private String end() {
    return text.append("\n}\n").toString();
  }

  private static <T> String array(List<T> values, Function<T, String> writer) {
    return values.stream().map(writer).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String map(Map<String, String> entries) {
    Line line = new Line();
    new TreeMap<>(entries).forEach(line::put);
    return line.end();
  }

  private static String quoted(String value) {
    return value == null
        ? null
        : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
  }

  /** An object on one line. */
  private static final class Line {
    private final StringBuilder text = new StringBuilder("{");

    void put(String key, String value) {
      if (value != null) {
        raw(key, quoted(value));
      }
    }

    void raw(String key, String value) {
      text.append(text.length() > 1 ? ", " : "").append(quoted(key)).append(": ").append(value);
    }

    String end() {
      return text.append("}").toString();
    }
  }
}

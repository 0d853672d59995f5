package io.stripejdbc.catalog;

import static io.stripejdbc.catalog.ColumnSpec.Role;

import io.stripejdbc.catalog.ColumnSpec.DeclaredType;
import io.stripejdbc.catalog.ColumnSpec.RequestExtras;
import io.stripejdbc.catalog.ColumnSpec.TableReference;
import io.stripejdbc.catalog.ColumnSpec.ValueSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads one column of a table. Without {@code role} it is a field, without {@code path} a field
 * bears the column's name, without {@code nullable} the value may be absent.
 */
final class ColumnSpecReader {
  /** Length of JSON text that a client may reckon with; no object of the API comes near it. */
  private static final int JSON_LENGTH = 1 << 20;

  private final StrictJsonReader json;

  private @Nullable String name;
  private Role role = Role.FIELD;
  private @Nullable ColumnType type;
  private int precision;
  private int scale;
  private boolean nullable = true;
  private @Nullable String path;
  private @Nullable String references;
  private boolean expandable;
  private @Nullable String expand;
  private @Nullable String include;
  private @Nullable String is;
  private @Nullable String remarks;

  ColumnSpecReader(StrictJsonReader json) {
    this.json = json;
  }

  ColumnSpec column() {
    json.object(this::key);
    String given = json.given(name, "name");
    return new ColumnSpec(
        given,
        new ValueSource(role, path == null && role == Role.FIELD ? given : path, is),
        new DeclaredType(json.given(type, "type"), precision, scale, nullable),
        new TableReference(references, expandable),
        new RequestExtras(expand, include),
        json.given(remarks, "remarks"));
  }

  private void key(String key) {
    switch (key) {
      case "name" -> name = json.text();
      case "role" -> role = json.constant(Role.class);
      case "type" -> type(json.text());
      case "nullable" -> nullable = json.flag();
      case "path" -> path = json.text();
      case "references" -> references = json.text();
      case "expandable" -> expandable = json.flag();
      case "expand" -> expand = json.text();
      case "include" -> include = json.text();
      case "is" -> is = json.text();
      case "remarks" -> remarks = json.text();
      default -> throw json.unknown(key);
    }
  }

  private void type(String text) {
    int sizes = text.indexOf('(');
    type = type(sizes < 0 ? text : text.substring(0, sizes), text);
    switch (type) {
      case VARCHAR, DECIMAL -> sizes(sizes, text);
      case JSON -> precision = JSON_LENGTH;
      case BIGINT, BOOLEAN, TIMESTAMP, INSTANT -> {}
    }
    if (type != ColumnType.VARCHAR && type != ColumnType.DECIMAL && sizes >= 0) {
      throw json.refused("type " + text + " has no sizes");
    }
  }

  private ColumnType type(String name, String text) {
    try {
      return ColumnType.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw json.refused("'" + text + "' is no type");
    }
  }

  /** Reads {@code (255)} or {@code (38,12)}, which begins at the index. */
  private void sizes(int from, String text) {
    int comma = text.indexOf(',');
    boolean scaled = type == ColumnType.DECIMAL;
    if (from < 0 || !text.endsWith(")") || scaled != (comma > from)) {
      throw json.refused("type " + text + " has the wrong sizes");
    }
    int end = text.length() - 1;
    try {
      precision = Integer.parseInt(text, from + 1, scaled ? comma : end, 10);
      scale = scaled ? Integer.parseInt(text, comma + 1, end, 10) : 0;
    } catch (NumberFormatException e) {
      throw json.refused("type " + text + " has the wrong sizes");
    }
  }
}

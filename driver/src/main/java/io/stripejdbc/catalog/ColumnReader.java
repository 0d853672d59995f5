package io.stripejdbc.catalog;

import static io.stripejdbc.catalog.ColumnSpec.Role;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one column of a table. Without {@code role} it is a field, without {@code path} a field
 * bears the column's name, without {@code nullable} the value may be absent.
 */
final class ColumnReader {
  /** Length of JSON text that a client may reckon with; no object of the API comes near it. */
  private static final int JSON_LENGTH = 1 << 20;

  /** {@code BIGINT}, {@code VARCHAR(255)}, {@code DECIMAL(38,12)}. */
  private static final Pattern TYPE = Pattern.compile("([A-Z]+)(?:\\((\\d+)(?:,(\\d+))?\\))?");

  private final StrictJson json;

  private @Nullable String name;
  private Role role = Role.FIELD;
  private @Nullable ColumnType type;
  private int precision;
  private int scale;
  private boolean nullable = true;
  private @Nullable String path;
  private @Nullable String references;
  private @Nullable String expand;
  private @Nullable String include;
  private @Nullable String remarks;

  ColumnReader(StrictJson json) {
    this.json = json;
  }

  ColumnSpec column() {
    json.object(this::key);
    String given = json.given(name, "name");
    return new ColumnSpec(
        given,
        role,
        json.given(type, "type"),
        precision,
        scale,
        nullable,
        path == null && role == Role.FIELD ? given : path,
        references,
        expand,
        include,
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
      case "expand" -> expand = json.text();
      case "include" -> include = json.text();
      case "remarks" -> remarks = json.text();
      default -> throw json.unknown(key);
    }
  }

  private void type(String text) {
    Matcher matcher = TYPE.matcher(text);
    if (!matcher.matches()) {
      throw json.refused("'" + text + "' is no type");
    }
    type = type(matcher.group(1), matcher.group(2) != null, matcher.group(3) != null);
    precision = type == ColumnType.JSON ? JSON_LENGTH : number(matcher.group(2));
    scale = number(matcher.group(3));
  }

  private ColumnType type(String text, boolean sized, boolean scaled) {
    for (ColumnType constant : ColumnType.values()) {
      if (constant.name().equals(text)) {
        boolean decimal = constant == ColumnType.DECIMAL;
        if (sized != (constant == ColumnType.VARCHAR || decimal) || scaled != decimal) {
          throw json.refused("type " + text + " has the wrong sizes");
        }
        return constant;
      }
    }
    throw json.refused("'" + text + "' is no type");
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}

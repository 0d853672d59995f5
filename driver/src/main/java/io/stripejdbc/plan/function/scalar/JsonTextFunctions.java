package io.stripejdbc.plan.function.scalar;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON texts of metadata, lists and maps. One object per call in the SQL; it keeps the
 * last path it has read. A text that is no JSON is an error in {@code json_parse} and NULL in the
 * others, as in Trino.
 */
public final class JsonTextFunctions {
  private @Nullable String lastPath;
  private JsonPath path = new JsonPath(List.of());

  /** One for each call in a statement. */
  public JsonTextFunctions() {}

  /** The text, number or boolean at a path, as text; null for lists, maps and nothing. */
  public @Nullable String extractScalar(String json, String at) {
    return scalar(path(at).find(read(json)));
  }

  /** What is at a path as text, as PostgreSQL's {@code ->>} has it: lists and maps as JSON. */
  public @Nullable String textAt(String json, String at) {
    return text(path(at).find(read(json)));
  }

  private static @Nullable String text(@Nullable Object found) {
    return found instanceof Map || found instanceof List ? write(found) : scalar(found);
  }

  /** What is at a path, as JSON text. */
  public @Nullable String extract(String json, String at) {
    Object found = path(at).find(read(json));
    return found == null ? null : write(found);
  }

  /** The text under a key that is not known before. */
  public @Nullable String getText(String json, String key) {
    return read(json) instanceof Map<?, ?> map ? text(map.get(key)) : null;
  }

  /** The JSON under a key that is not known before. */
  public @Nullable String get(String json, String key) {
    return read(json) instanceof Map<?, ?> map && map.get(key) != null ? write(map.get(key)) : null;
  }

  /** The same JSON without white space; an error when it is none. */
  public String parse(String json) {
    try {
      return JsonWriter.write(JsonReader.read(json));
    } catch (DriverFailure e) {
      throw new DriverFailure(DriverError.BAD_CAST, "The text is no JSON: " + cut(json), 0, e);
    }
  }

  /** The same JSON without white space; null when it is none. */
  public @Nullable String tryParse(String json) {
    Object found = read(json);
    return found == null ? null : write(found);
  }

  /** How many elements a JSON list has; null for anything else. */
  public @Nullable Long arrayLength(String json) {
    return read(json) instanceof List<?> list ? Long.valueOf(list.size()) : null;
  }

  /** The elements of a JSON list, each as JSON; null for anything else. */
  public @Nullable List<@Nullable String> arrayElements(String json) {
    if (!(read(json) instanceof List<?> list)) {
      return null;
    }
    List<@Nullable String> elements = new ArrayList<>();
    for (Object element : list) {
      elements.add(element == null ? null : write(element));
    }
    return elements;
  }

  /** The elements of a JSON list as text. */
  public @Nullable List<@Nullable String> arrayElementsText(String json) {
    if (!(read(json) instanceof List<?> list)) {
      return null;
    }
    List<@Nullable String> elements = new ArrayList<>();
    for (Object element : list) {
      elements.add(text(element));
    }
    return elements;
  }

  /** The keys of a JSON object; null for anything else. */
  public @Nullable List<String> objectKeys(String json) {
    return read(json) instanceof Map<?, ?> map
        ? map.keySet().stream().map(String::valueOf).toList()
        : null;
  }

  /** Whether a JSON list holds a value. */
  public @Nullable Boolean arrayContains(String json, Object value) {
    return read(json) instanceof List<?> list
        ? Boolean.valueOf(list.stream().anyMatch(e -> value.toString().equals(scalar(e))))
        : null;
  }

  private JsonPath path(String at) {
    if (!at.equals(lastPath)) {
      path = JsonPath.of(at);
      lastPath = at;
    }
    return path;
  }

  private static @Nullable Object read(String json) {
    try {
      return JsonReader.read(json);
    } catch (DriverFailure e) {
      return null;
    }
  }

  private static String write(Object value) {
    return JsonWriter.write(value);
  }

  private static @Nullable String scalar(@Nullable Object value) {
    if (value == null || value instanceof Map || value instanceof List) {
      return null;
    }
    if (value instanceof BigDecimal number) {
      return JsonWriter.number(number);
    }
    return value.toString();
  }

  private static String cut(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}

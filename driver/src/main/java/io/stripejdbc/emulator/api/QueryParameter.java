package io.stripejdbc.emulator.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One query parameter of an endpoint.
 *
 * @param field the dotted path of the field that it filters; starts with {@code _} when the value
 *     is known to the emulator only
 * @param values the allowed values, or empty
 * @param keys what the keys of a map parameter take, or empty for any
 */
public record QueryParameter(
    String name,
    Type type,
    boolean required,
    String field,
    List<String> values,
    List<QueryParameter> keys) {

  /** What a parameter takes. */
  public enum Type {
    STRING,
    ENUM,
    LONG,
    BOOL,
    LIST,
    MAP,
    RANGE,
    INSTANT,
    INSTANTS
  }

  /** The key of this name that a map parameter takes. */
  public Optional<QueryParameter> key(String key) {
    return keys.stream().filter(each -> each.name.equals(key)).findFirst();
  }

  /** Reads {@code name type [required] [@field] [=values] [[keys]}. */
  public static QueryParameter parse(String line) {
    String[] words = line.split(" ", -1);
    boolean required = false;
    String field = words[0];
    List<String> values = List.of();
    List<QueryParameter> keys = List.of();
    for (int i = 2; i < words.length; i++) {
      String rest = words[i].substring(1);
      switch (words[i].charAt(0)) {
        case '@' -> field = rest;
        case '=' -> values = List.of(rest.split(",", -1));
        case '[' -> keys = Stream.of(rest.split(",", -1)).map(QueryParameter::parseKey).toList();
        default -> required = true;
      }
    }
    Type type = Type.valueOf(words[1].toUpperCase(Locale.ROOT));
    return new QueryParameter(words[0], type, required, field, values, keys);
  }

  /** Reads {@code name:type[!][=value|value]}. */
  private static QueryParameter parseKey(String text) {
    String[] values = text.split("=", 2);
    String[] head = values[0].split(":", 2);
    boolean required = head[1].endsWith("!");
    Type type = Type.valueOf(head[1].replace("!", "").toUpperCase(Locale.ROOT));
    List<String> known = values.length == 1 ? List.of() : List.of(values[1].split("\\|", -1));
    return new QueryParameter(head[0], type, required, head[0], known, List.of());
  }
}

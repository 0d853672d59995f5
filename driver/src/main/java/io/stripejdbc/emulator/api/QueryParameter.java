package io.stripejdbc.emulator.api;

import java.util.List;
import java.util.Locale;

/**
 * One query parameter of an endpoint.
 *
 * @param field the dotted path of the field that it filters; starts with {@code _} when the value
 *     is known to the emulator only
 * @param values the allowed values, or empty
 * @param keys the keys of a map parameter, or empty
 */
public record QueryParameter(
    String name,
    Type type,
    boolean required,
    String field,
    List<String> values,
    List<String> keys) {

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

  /** Reads {@code name type [required] [@field] [=values] [[keys]}. */
  public static QueryParameter parse(String line) {
    String[] words = line.split(" ", -1);
    boolean required = false;
    String field = words[0];
    List<String> values = List.of();
    List<String> keys = List.of();
    for (int i = 2; i < words.length; i++) {
      String rest = words[i].substring(1);
      switch (words[i].charAt(0)) {
        case '@' -> field = rest;
        case '=' -> values = List.of(rest.split(",", -1));
        case '[' -> keys = List.of(rest.split(",", -1));
        default -> required = true;
      }
    }
    Type type = Type.valueOf(words[1].toUpperCase(Locale.ROOT));
    return new QueryParameter(words[0], type, required, field, values, keys);
  }
}

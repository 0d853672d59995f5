package io.stripejdbc.emulator.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type of the API: its fields, or the types that it is one of.
 *
 * @param object the value of {@code object} in its JSON, or {@code -}
 */
public record ObjectType(
    String name, String object, Map<String, ObjectField> fields, List<String> oneOf) {

  /** Reads a line of {@code shapes.txt}. */
  static ObjectType parse(String line) {
    String[] words = line.split(" ", -1);
    Map<String, ObjectField> fields = new LinkedHashMap<>();
    List<String> oneOf = new ArrayList<>();
    for (int i = 2; i < words.length; i++) {
      if (words[i].startsWith("|")) {
        oneOf.addAll(List.of(words[i].substring(1).split(",", -1)));
      } else {
        ObjectField field = ObjectField.parse(words[i]);
        fields.put(field.name(), field);
      }
    }
    return new ObjectType(words[0], words[1], fields, oneOf);
  }

  /** The field of this name, or null. */
  public @Nullable ObjectField field(String field) {
    return fields.get(field);
  }
}

package io.stripejdbc.emulator.api;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All types of the API, read from {@code shapes.txt}, each parsed when first wanted. */
public final class ObjectTypes {
  private final Map<String, String> lines = new ConcurrentHashMap<>();
  private final Map<String, ObjectType> parsed = new ConcurrentHashMap<>();
  private final Map<String, String> nameOfObject = new ConcurrentHashMap<>();

  private ObjectTypes(List<String> text) {
    text.forEach(this::add);
  }

  /** Adds a type, as a line of the file. */
  void add(String line) {
    int space = line.indexOf(' ');
    int next = line.indexOf(' ', space + 1);
    String name = line.substring(0, space);
    lines.put(name, line);
    if (next > 0) {
      String object = line.substring(space + 1, next);
      nameOfObject.putIfAbsent(object, name);
      nameOfObject.putIfAbsent(object.substring(object.lastIndexOf('.') + 1), name);
    }
  }

  public static ObjectTypes load() {
    return of(DataFile.lines("shapes.txt"));
  }

  /** From the lines of a file. */
  static ObjectTypes of(List<String> lines) {
    return new ObjectTypes(lines);
  }

  /** The type of this name; an {@link IllegalArgumentException} when there is none. */
  public ObjectType get(String name) {
    return parsed.computeIfAbsent(
        name,
        wanted -> {
          String line = lines.get(wanted);
          if (line == null) {
            throw new IllegalArgumentException("No type '" + wanted + "'");
          }
          return ObjectType.parse(line);
        });
  }

  public boolean has(String name) {
    return lines.containsKey(name);
  }

  /** The type whose JSON says {@code "object": object}, with or without its area, or empty. */
  public String nameOf(String object) {
    return nameOfObject.getOrDefault(object, "");
  }
}

package io.stripejdbc.emulator.world;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Which fields of an object, and of the objects in it, are to be written in full. */
public record Expansion(Map<String, Expansion> inner) {
  public static final Expansion NONE = new Expansion(Map.of());

  /** From dotted paths like {@code customer.default_source}. */
  public static Expansion of(Collection<String> paths) {
    if (paths.isEmpty()) {
      return NONE;
    }
    Expansion root = new Expansion(new HashMap<>());
    for (String path : paths) {
      Expansion here = root;
      for (String field : path.split("\\.", -1)) {
        here = here.inner.computeIfAbsent(field, any -> new Expansion(new HashMap<>()));
      }
    }
    return root;
  }

  boolean has(String field) {
    return inner.containsKey(field);
  }

  /** What is expanded inside the field. */
  public Expansion inside(String field) {
    return inner.getOrDefault(field, NONE);
  }
}

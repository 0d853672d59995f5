package io.stripejdbc.emulator.tools;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What no class of stripe-java tells of a field, as the file of shapes has it: whether it may be
 * null, whether it may be absent, whether a decimal is a number or a text in JSON. A field that the
 * file does not have may be null, and its decimals are texts.
 */
final class ShapeMarks {
  private final Map<String, String> kinds;

  private ShapeMarks(Map<String, String> kinds) {
    this.kinds = kinds;
  }

  static ShapeMarks of(List<String> file) {
    Map<String, String> kinds = new HashMap<>();
    for (String line : file) {
      String[] parts = line.split(" ", -1);
      for (int i = 2; i < parts.length; i++) {
        int colon = parts[i].indexOf(':');
        if (colon > 0) {
          kinds.put(parts[0] + "." + parts[i].substring(0, colon), parts[i].substring(colon + 1));
        }
      }
    }
    return new ShapeMarks(kinds);
  }

  /** {@code ?} for null, {@code ~} for absent. */
  String presence(String owner, String field) {
    String kind = kinds.getOrDefault(owner + "." + field, "?").replaceAll("[>@=].*", "");
    return (kind.contains("?") ? "?" : "") + (kind.contains("~") ? "~" : "");
  }

  /** Whether JSON has the decimal as a number. */
  boolean isNumber(String owner, String field) {
    return kinds.getOrDefault(owner + "." + field, "D").startsWith("d");
  }
}

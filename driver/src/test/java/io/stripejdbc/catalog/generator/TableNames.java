package io.stripejdbc.catalog.generator;

import java.util.ArrayList;
import java.util.List;

/** SQL names of lists: path segments after the version, parents in the singular. */
final class TableNames {
  private TableNames() {}

  static String table(String path) {
    List<String> words = new ArrayList<>();
    String[] segments = path.substring(1).split("/", -1);
    if (segments[0].equals("v2")) {
      words.add("v2");
    }
    for (int i = 1; i < segments.length; i++) {
      boolean parent = i + 1 < segments.length && segments[i + 1].startsWith("{");
      if (!segments[i].startsWith("{")) {
        words.add(word(parent ? singular(segments[i]) : segments[i]));
      }
    }
    return String.join("_", words);
  }

  private static String word(String segment) {
    return switch (segment) {
      case "lines" -> "line_items";
      case "invoiceitems" -> "invoice_items";
      default -> segment;
    };
  }

  /** The table of the object that the last placeholder of a nested path names. */
  static String parentTable(String path) {
    return table(path.substring(0, path.lastIndexOf("/{")));
  }

  static String singular(String plural) {
    return plural.endsWith("s") ? plural.substring(0, plural.length() - 1) : plural;
  }
}

package io.stripejdbc.jdbc.metadata;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Name arguments of the metadata methods; all match in any letter case, as tools upper- or
 * lower-case what they were given before.
 */
final class NamePattern {
  static final String ESCAPE = "\\";

  private NamePattern() {}

  /** A pattern with {@code %}, {@code _} and the escape; null matches all. */
  static Predicate<String> like(@Nullable String pattern) {
    if (pattern == null || pattern.equals("%")) {
      return name -> true;
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        i++;
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
      } else {
        regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
        .asMatchPredicate();
  }

  /** An exact name, an escape in it ignored; null and {@code %} match all. */
  static Predicate<String> exact(@Nullable String name) {
    if (name == null || name.equals("%")) {
      return any -> true;
    }
    String plain = name.replace(ESCAPE, "");
    return plain::equalsIgnoreCase;
  }

  /** There are no catalogs: null, "" and {@code %} match everything, other names nothing. */
  static boolean matchesNoCatalog(@Nullable String catalog) {
    return catalog == null || catalog.isEmpty() || catalog.equals("%");
  }
}

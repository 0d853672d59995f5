package io.stripejdbc.emulator.api;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One field of an API object.
 *
 * @param nullable may be {@code null}
 * @param optional may be missing
 * @param onlyExpanded is missing unless a reader expands it
 * @param target the type it holds or refers to, or empty
 * @param reference the object whose id a plain string holds, or empty
 * @param values the values of an enumeration, or empty
 */
public record ObjectField(
    String name,
    FieldKind kind,
    boolean nullable,
    boolean optional,
    boolean onlyExpanded,
    String target,
    String reference,
    List<String> values) {
  private static final Pattern TEXT =
      Pattern.compile("(\\w+):([a-zA-Z$]+)([?~+]*)(?:>([\\w.]+))?(?:@([\\w.]+))?(?:=(.*))?");

  /** Reads {@code name:kind?~+>Target@reference=value,value}. */
  static ObjectField parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not a field: " + text);
    }
    String flags = matcher.group(3);
    return new ObjectField(
        matcher.group(1),
        FieldKind.of(matcher.group(2)),
        flags.contains("?"),
        flags.contains("~"),
        flags.contains("+"),
        orEmpty(matcher.group(4)),
        orEmpty(matcher.group(5)),
        matcher.group(6) == null ? List.of() : List.of(matcher.group(6).split(",", -1)));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Whether {@code expand[]} may name this field. */
  public boolean expandable() {
    return onlyExpanded
        || kind == FieldKind.EXPANDABLE
        || kind == FieldKind.EXPANDABLES
        || kind == FieldKind.POLYMORPHIC;
  }
}

package io.stripejdbc.emulator.api;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a field of an API object holds; the codes are those of {@code shapes.txt}. */
public enum FieldKind {
  STRING("s"),
  ENUM("e"),
  LONG("i"),
  MONEY("$"),
  BOOL("b"),
  TIMESTAMP("t"),
  INSTANT("T"),
  DECIMAL("d"),
  DECIMAL_TEXT("D"),
  CONST("c"),
  ID("I"),
  OBJECT("o"),
  EXPANDABLE("x"),
  POLYMORPHIC("p"),
  JSON("j"),
  STRINGS("ls"),
  LONGS("li"),
  OBJECTS("lo"),
  EXPANDABLES("lx"),
  SUBLIST("L"),
  TEXT_MAP("ms"),
  OBJECT_MAP("mo");

  private static final Map<String, FieldKind> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(kind -> kind.code, Function.identity()));

  private final String code;

  FieldKind(String code) {
    this.code = code;
  }

  /** The kind with this code; an {@link IllegalArgumentException} when there is none. */
  static FieldKind of(String code) {
    FieldKind kind = BY_CODE.get(code);
    if (kind == null) {
      throw new IllegalArgumentException("No field kind '" + code + "'");
    }
    return kind;
  }
}

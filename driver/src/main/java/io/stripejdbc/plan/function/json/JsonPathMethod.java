package io.stripejdbc.plan.function.json;

import io.stripejdbc.error.DriverError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of the SQL/JSON path language, as far as they are here. */
enum JsonPathMethod implements SqlJsonPath.Step {
  /** Elements of a list; 1 for anything else. */
  SIZE,
  /** The name of a kind. */
  TYPE,
  /** Without its sign. */
  ABS,
  /** The whole number below. */
  FLOOR,
  /** The whole number above. */
  CEILING,
  /** A number, of a text too. */
  DOUBLE;

  static @Nullable JsonPathMethod of(String name) {
    for (JsonPathMethod method : values()) {
      if (method.name().toLowerCase(Locale.ROOT).equals(name)) {
        return method;
      }
    }
    return null;
  }

  @Override
  public void follow(
      @Nullable Object item, SqlJsonPath.Context context, List<@Nullable Object> found) {
    boolean ofLists = this == SIZE || this == TYPE;
    if (!ofLists && !context.strict() && item instanceof List<?> list) {
      list.forEach(element -> apply(element, found));
    } else {
      apply(item, found);
    }
  }

  private void apply(@Nullable Object item, List<@Nullable Object> found) {
    switch (this) {
      case SIZE -> found.add(BigDecimal.valueOf(item instanceof List<?> list ? list.size() : 1));
      case TYPE -> found.add(type(item));
      case ABS -> found.add(number(item).abs());
      case FLOOR -> found.add(number(item).setScale(0, RoundingMode.FLOOR));
      case CEILING -> found.add(number(item).setScale(0, RoundingMode.CEILING));
      case DOUBLE -> found.add(number(item));
    }
  }

  private static String type(@Nullable Object item) {
    if (item == null) {
      return "null";
    }
    if (item instanceof String) {
      return "string";
    }
    if (item instanceof BigDecimal) {
      return "number";
    }
    if (item instanceof Boolean) {
      return "boolean";
    }
    return item instanceof Map ? "object" : "array";
  }

  private BigDecimal number(@Nullable Object item) {
    if (item instanceof BigDecimal number) {
      return number;
    }
    try {
      if (this == DOUBLE && item instanceof String text) {
        return new BigDecimal(text.strip());
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw SqlJsonPath.failure(
        DriverError.JSON_SCALAR_REQUIRED, name().toLowerCase(Locale.ROOT) + "() takes a number");
  }
}

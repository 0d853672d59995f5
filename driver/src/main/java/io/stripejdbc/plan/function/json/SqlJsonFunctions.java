package io.stripejdbc.plan.function.json;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import io.stripejdbc.plan.function.scalar.JsonReader;
import io.stripejdbc.plan.function.scalar.JsonWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code JSON_VALUE}, {@code JSON_QUERY} and {@code JSON_EXISTS} of the standard, with numbers that
 * keep their digits. One object per call in the SQL; it keeps the last path and text it has read.
 */
public final class SqlJsonFunctions {
  private @Nullable String lastPath;
  private @Nullable SqlJsonPath path;
  private @Nullable String lastText;
  private @Nullable Object json;

  /** One for each call in a statement. */
  public SqlJsonFunctions() {}

  /** A single value as text; what is to be given for nothing, and for what fails. */
  public @Nullable String value(
      String text,
      @Nullable String path,
      String onEmpty,
      @Nullable String emptyDefault,
      String onError,
      @Nullable String errorDefault) {
    if (path == null) {
      return null;
    }
    SqlJsonPath steps = path(path);
    List<@Nullable Object> found;
    try {
      found = steps.find(read(text));
    } catch (DriverFailure failure) {
      return instead(onError, errorDefault, failure);
    }
    if (found.isEmpty()) {
      return instead(onEmpty, emptyDefault, nothing());
    }
    try {
      Object item = single(found);
      if (item instanceof Map || item instanceof List) {
        throw SqlJsonPath.failure(
            DriverError.JSON_SCALAR_REQUIRED, "it leads to a list or an object; use JSON_QUERY");
      }
      return item instanceof BigDecimal number
          ? JsonWriter.number(number)
          : item == null ? null : item.toString();
    } catch (DriverFailure failure) {
      return instead(onError, errorDefault, failure);
    }
  }

  /** A list or an object as JSON text. */
  public @Nullable String query(
      String text, @Nullable String path, String wrapper, String onEmpty, String onError) {
    if (path == null) {
      return null;
    }
    SqlJsonPath steps = path(path);
    List<@Nullable Object> found;
    try {
      found = steps.find(read(text));
    } catch (DriverFailure failure) {
      return instead(onError, null, failure);
    }
    if (found.isEmpty()) {
      return instead(onEmpty, null, nothing());
    }
    try {
      boolean one = found.size() == 1 && isStructured(found.get(0));
      boolean wrapped =
          wrapper.equals("WITH_UNCONDITIONAL_ARRAY")
              || (wrapper.equals("WITH_CONDITIONAL_ARRAY") && !one);
      if (wrapped) {
        return JsonWriter.write(found);
      }
      Object item = single(found);
      if (!isStructured(item)) {
        throw SqlJsonPath.failure(
            DriverError.JSON_SCALAR_REQUIRED,
            "it leads to a single value; use JSON_VALUE, or WITH WRAPPER");
      }
      return JsonWriter.write(item);
    } catch (DriverFailure failure) {
      return instead(onError, null, failure);
    }
  }

  /** Whether the path leads anywhere. */
  public @Nullable Boolean exists(String text, @Nullable String path, String onError) {
    if (path == null) {
      return null;
    }
    SqlJsonPath steps = path(path);
    try {
      return !steps.find(read(text)).isEmpty();
    } catch (DriverFailure failure) {
      return switch (onError) {
        case "TRUE" -> Boolean.TRUE;
        case "UNKNOWN" -> null;
        case "ERROR" -> throw failure;
        default -> Boolean.FALSE;
      };
    }
  }

  private static @Nullable String instead(
      String behaviour, @Nullable String value, DriverFailure failure) {
    return switch (behaviour) {
      case "ERROR" -> throw failure;
      case "DEFAULT" -> value;
      case "EMPTY_ARRAY" -> "[]";
      case "EMPTY_OBJECT" -> "{}";
      default -> null;
    };
  }

  private static DriverFailure nothing() {
    return SqlJsonPath.failure(DriverError.NO_JSON_ITEM, "it leads to nothing");
  }

  private static @Nullable Object single(List<@Nullable Object> found) {
    if (found.size() > 1) {
      throw SqlJsonPath.failure(
          DriverError.SEVERAL_JSON_ITEMS,
          "it leads to %d items where one is asked for".formatted(found.size()));
    }
    return found.get(0);
  }

  private static boolean isStructured(@Nullable Object item) {
    return item instanceof Map || item instanceof List;
  }

  private SqlJsonPath path(String text) {
    if (path == null || !text.equals(lastPath)) {
      path = SqlJsonPathReader.read(text);
      lastPath = text;
    }
    return path;
  }

  private @Nullable Object read(String text) {
    if (!text.equals(lastText)) {
      lastText = null;
      json = JsonReader.read(text);
      lastText = text;
    }
    return json;
  }
}

package io.stripejdbc.plan.function.scalar;

import io.stripejdbc.plan.function.time.TimeFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path into JSON, as Trino's {@code json_extract} takes it: {@code $.billing.address["line 1"]},
 * {@code $.items[0].id}, negative positions from the end; or as PostgreSQL's {@code #>} takes it:
 * <code>{items,0,id}</code>.
 *
 * @param steps String for a key, Integer for a position, {@link Word} for what may be either
 */
record JsonPath(List<Object> steps) {

  /**
   * A step of PostgreSQL's: a key of an object, a position in a list.
   *
   * @param text null for one that leads nowhere
   */
  private record Word(@Nullable String text) {
    @Nullable Object find(@Nullable Object value) {
      if (text == null) {
        return null;
      }
      if (value instanceof Map<?, ?> map) {
        return map.get(text);
      }
      return value instanceof List<?> list && text.matches("[+-]?\\d{1,9}")
          ? at(list, Integer.parseInt(text))
          : null;
    }
  }

  static JsonPath of(String text) {
    if (ArrayLiteral.is(text)) {
      return new JsonPath(ArrayLiteral.elements(text).stream().<Object>map(Word::new).toList());
    }
    String path = text.strip().replaceFirst("^(?i)(lax|strict)\\s+", "");
    if (!path.startsWith("$")) {
      throw wrong(text);
    }
    List<Object> steps = new ArrayList<>();
    int at = 1;
    while (at < path.length()) {
      char c = path.charAt(at);
      if (c == '.') {
        int end = endOfName(path, at + 1);
        if (end == at + 1) {
          throw wrong(text);
        }
        steps.add(path.substring(at + 1, end));
        at = end;
      } else if (c == '[') {
        at = bracket(path, at, steps, text);
      } else {
        throw wrong(text);
      }
    }
    return new JsonPath(steps);
  }

  /** What the path leads to; null when it leads nowhere or to JSON's null. */
  @Nullable Object find(@Nullable Object json) {
    Object value = json;
    for (Object step : steps) {
      if (step instanceof String key) {
        value = value instanceof Map<?, ?> map ? map.get(key) : null;
      } else if (step instanceof Word word) {
        value = word.find(value);
      } else {
        int index = (Integer) step;
        value = value instanceof List<?> list ? at(list, index) : null;
      }
    }
    return value;
  }

  private static @Nullable Object at(List<?> list, int index) {
    int position = index < 0 ? list.size() + index : index;
    return position >= 0 && position < list.size() ? list.get(position) : null;
  }

  private static int endOfName(String path, int from) {
    int end = from;
    while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
      end++;
    }
    return end;
  }

  private static int bracket(String path, int open, List<Object> steps, String text) {
    char quote = open + 1 < path.length() ? path.charAt(open + 1) : ' ';
    if (quote == '"' || quote == '\'') {
      StringBuilder key = new StringBuilder();
      int i = open + 2;
      while (i < path.length() && path.charAt(i) != quote) {
        if (path.charAt(i) == '\\' && i + 1 < path.length()) {
          i++;
        }
        key.append(path.charAt(i++));
      }
      if (!path.startsWith("]", i + 1)) {
        throw wrong(text);
      }
      steps.add(key.toString());
      return i + 2;
    }
    int close = path.indexOf(']', open);
    try {
      steps.add(Integer.valueOf(path.substring(open + 1, Math.max(close, open + 1))));
    } catch (NumberFormatException e) {
      throw wrong(text);
    }
    return close + 1;
  }

  private static RuntimeException wrong(String text) {
    return TimeFunctions.argument(
        ("'%s' is no JSON path this function takes; write it as '$.name', '$[0]' or"
                + " '$[\"a name\"]', and use JSON_QUERY for wildcards")
            .formatted(text));
  }
}

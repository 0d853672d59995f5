package io.stripejdbc.plan.function.json;

import io.stripejdbc.error.DriverError;
import io.stripejdbc.error.DriverFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path of the SQL/JSON path language (ISO/IEC 9075-2, 9.39): what {@code JSON_VALUE}, {@code
 * JSON_QUERY} and {@code JSON_EXISTS} take.
 *
 * @param strict whether what does not fit the path is an error; else ({@code lax}) lists are opened
 *     where an object is asked for, single values count as lists of one, and what is not there is
 *     nothing
 * @param steps from {@code $} on
 */
record SqlJsonPath(boolean strict, List<Step> steps) {
  /** One step of a path: from the items so far to those it leads to. */
  @FunctionalInterface
  interface Step {
    void follow(@Nullable Object item, Context context, List<@Nullable Object> found);
  }

  /**
   * What a step may ask for.
   *
   * @param root the item that {@code $} is
   * @param strict as of the path
   */
  record Context(@Nullable Object root, boolean strict) {}

  /** All items the path leads to. */
  List<@Nullable Object> find(@Nullable Object json) {
    List<@Nullable Object> start = new ArrayList<>();
    start.add(json);
    return follow(steps, start, new Context(json, strict));
  }

  static List<@Nullable Object> follow(
      List<Step> steps, List<@Nullable Object> start, Context context) {
    List<@Nullable Object> items = start;
    for (Step step : steps) {
      List<@Nullable Object> found = new ArrayList<>();
      for (Object item : items) {
        step.follow(item, context, found);
      }
      items = found;
    }
    return items;
  }

  /** {@code .key}. */
  static Step member(String key) {
    return (item, context, found) -> {
      if (item instanceof Map<?, ?> map && map.containsKey(key)) {
        found.add(map.get(key));
      } else if (context.strict()) {
        throw failure(DriverError.NO_JSON_MEMBER, "there is no member '" + key + "'");
      } else if (item instanceof List<?> list) {
        for (Object element : list) {
          if (element instanceof Map<?, ?> map && map.containsKey(key)) {
            found.add(map.get(key));
          }
        }
      }
    };
  }

  /** {@code .*}. */
  static Step members() {
    return (item, context, found) -> {
      if (item instanceof Map<?, ?> map) {
        found.addAll(map.values());
      } else if (context.strict()) {
        throw failure(DriverError.NO_JSON_MEMBER, "'.*' is asked of what is no object");
      } else if (item instanceof List<?> list) {
        for (Object element : list) {
          if (element instanceof Map<?, ?> map) {
            found.addAll(map.values());
          }
        }
      }
    };
  }

  /** {@code [*]}. */
  static Step elements() {
    return (item, context, found) -> {
      if (item instanceof List<?> list) {
        found.addAll(list);
      } else if (context.strict()) {
        throw failure(DriverError.JSON_SUBSCRIPT, "'[*]' is asked of what is no list");
      } else {
        found.add(item);
      }
    };
  }

  /**
   * A position in a list.
   *
   * @param fromLast whether it counts back from the last element
   */
  record Position(boolean fromLast, int number) {
    int of(int size) {
      return fromLast ? size - 1 - number : number;
    }
  }

  /** From one position to another. */
  record Range(Position from, Position to) {}

  /** {@code [0]}, {@code [last]}, {@code [1 to 3, 5]}. */
  static Step ranges(List<Range> ranges) {
    return (item, context, found) -> {
      if (!(item instanceof List<?>) && context.strict()) {
        throw failure(DriverError.JSON_SUBSCRIPT, "an element is asked of what is no list");
      }
      List<?> list = item instanceof List<?> elements ? elements : one(item);
      for (Range range : ranges) {
        int from = range.from().of(list.size());
        int to = range.to().of(list.size());
        if (context.strict() && (from < 0 || to >= list.size() || from > to)) {
          throw failure(
              DriverError.JSON_SUBSCRIPT,
              "a list of %d has no such element".formatted(list.size()));
        }
        for (int i = Math.max(0, from); i <= Math.min(to, list.size() - 1); i++) {
          found.add(list.get(i));
        }
      }
    };
  }

  private static List<@Nullable Object> one(@Nullable Object item) {
    List<@Nullable Object> list = new ArrayList<>();
    list.add(item);
    return list;
  }

  /** {@code ? (condition)}; a condition that is unknown leaves the item out. */
  static Step filter(JsonPathCondition condition) {
    return (item, context, found) -> {
      List<?> items = item instanceof List<?> list && !context.strict() ? list : one(item);
      for (Object each : items) {
        if (Boolean.TRUE.equals(condition.test(each, context))) {
          found.add(each);
        }
      }
    };
  }

  static DriverFailure failure(DriverError error, String message) {
    return new DriverFailure(error, "SQL/JSON path: " + message);
  }
}

package io.stripejdbc.emulator.request;

import io.stripejdbc.emulator.api.QueryParameter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters of a request, each checked as strictly as the API does. */
public final class RequestArguments {
  private static final Set<String> COMPARISONS = Set.of("gt", "gte", "lt", "lte");

  private final Map<String, QueryParameter> known;
  private final boolean v2;
  private final Map<String, String> single = new LinkedHashMap<>();
  private final Map<String, List<String>> lists = new LinkedHashMap<>();
  private final Map<String, RowCondition.Between> ranges = new LinkedHashMap<>();

  private RequestArguments(Map<String, QueryParameter> known, boolean v2) {
    this.known = known;
    this.v2 = v2;
  }

  public static RequestArguments check(
      List<ApiCall.Pair> query, Map<String, QueryParameter> known, boolean v2) {
    RequestArguments arguments = new RequestArguments(known, v2);
    query.forEach(arguments::take);
    for (QueryParameter parameter : known.values()) {
      if (parameter.required() && !arguments.given(parameter.name())) {
        throw ApiFailure.missingParameter(parameter.name());
      }
      arguments.demandKeys(parameter);
    }
    return arguments;
  }

  /** A parameter's value by its full name, like {@code recurring[interval]}, or empty. */
  public String get(String name) {
    return single.getOrDefault(name, "");
  }

  public List<String> list(String name) {
    return lists.getOrDefault(name, List.of());
  }

  public boolean has(String name) {
    return single.containsKey(name) || lists.containsKey(name) || ranges.containsKey(name);
  }

  public Map<String, String> single() {
    return single;
  }

  public Map<String, List<String>> lists() {
    return lists;
  }

  public Map<String, RowCondition.Between> ranges() {
    return ranges;
  }

  public QueryParameter parameter(String fullName) {
    int bracket = fullName.indexOf('[');
    QueryParameter parameter = known.get(bracket < 0 ? fullName : fullName.substring(0, bracket));
    if (parameter == null) {
      throw ApiFailure.unknownParameter(fullName);
    }
    return parameter;
  }

  /** A map that is given at all must have its required keys. */
  private void demandKeys(QueryParameter parameter) {
    for (QueryParameter key : parameter.keys()) {
      String name = parameter.name() + "[" + key.name() + "]";
      if (key.required() && given(parameter.name()) && !has(name)) {
        throw ApiFailure.missingParameter(name);
      }
    }
  }

  private boolean given(String name) {
    return has(name)
        || single.keySet().stream().anyMatch(each -> each.startsWith(name + "["))
        || ranges.keySet().stream().anyMatch(each -> each.startsWith(name + "["));
  }

  private void take(ApiCall.Pair pair) {
    QueryParameter parameter = parameter(pair.name());
    if (pair.value().isEmpty()) {
      throw ApiFailure.badRequest(
          "parameter_invalid_empty",
          pair.name(),
          "You passed an empty string for '" + pair.name() + "'.");
    }
    List<String> keys = keys(pair.name());
    switch (parameter.type()) {
      case LIST -> element(parameter, keys, pair);
      case MAP -> entry(parameter, keys, pair);
      case RANGE, INSTANTS -> range(parameter.name(), keys, pair);
      case STRING, ENUM, LONG, BOOL, INSTANT -> {
        if (!keys.isEmpty()) {
          throw invalid(pair.name(), "Invalid " + parameter.name() + ": a single value is wanted");
        }
        put(pair.name(), ArgumentValues.checked(parameter, pair));
      }
    }
  }

  private void put(String name, String value) {
    if (single.put(name, value) != null) {
      throw invalid(name, "Parameter " + name + " was given twice");
    }
  }

  private void element(QueryParameter parameter, List<String> keys, ApiCall.Pair pair) {
    boolean indexed = keys.size() == 1 && keys.get(0).matches("\\d+");
    boolean open = keys.size() == 1 && keys.get(0).isEmpty() && !v2;
    boolean object = keys.size() == 2 && keys.get(0).matches("\\d+");
    if (!indexed && !open && !object) {
      throw invalid(pair.name(), "Invalid array: " + pair.name());
    }
    String value = ArgumentValues.checked(parameter, pair);
    lists.computeIfAbsent(parameter.name(), any -> new ArrayList<>()).add(value);
  }

  private void entry(QueryParameter parameter, List<String> keys, ApiCall.Pair pair) {
    if (keys.isEmpty()) {
      throw invalid(pair.name(), "Invalid object: " + pair.name());
    }
    String name = parameter.name() + "[" + keys.get(0) + "]";
    if (parameter.keys().isEmpty()) {
      put(pair.name(), pair.value());
      return;
    }
    QueryParameter key =
        parameter.key(keys.get(0)).orElseThrow(() -> ApiFailure.unknownParameter(name));
    List<String> below = keys.subList(1, keys.size());
    if (key.type() == QueryParameter.Type.RANGE || key.type() == QueryParameter.Type.INSTANTS) {
      range(name, below, pair);
    } else if (below.isEmpty()) {
      put(pair.name(), ArgumentValues.checked(key, pair));
    } else {
      throw ApiFailure.unknownParameter(pair.name());
    }
  }

  private void range(String name, List<String> keys, ApiCall.Pair pair) {
    String comparison = keys.isEmpty() ? "" : keys.get(0);
    if (keys.size() > 1 || (!comparison.isEmpty() && !COMPARISONS.contains(comparison))) {
      throw ApiFailure.unknownParameter(pair.name());
    }
    long value = v2 ? instant(pair) : ArgumentValues.integer(pair);
    RowCondition.Between one =
        switch (comparison) {
          case "gt" -> new RowCondition.Between(name, value + 1, Long.MAX_VALUE);
          case "gte" -> new RowCondition.Between(name, value, Long.MAX_VALUE);
          case "lt" -> new RowCondition.Between(name, Long.MIN_VALUE, value - 1);
          case "lte" -> new RowCondition.Between(name, Long.MIN_VALUE, value);
          default -> new RowCondition.Between(name, value, value);
        };
    ranges.merge(
        name,
        one,
        (a, b) ->
            new RowCondition.Between(
                name, Math.max(a.low(), b.low()), Math.min(a.high(), b.high())));
  }

  private static long instant(ApiCall.Pair pair) {
    try {
      return Instant.parse(pair.value()).toEpochMilli();
    } catch (DateTimeParseException e) {
      throw invalid(pair.name(), "Invalid timestamp: " + pair.value());
    }
  }

  private static List<String> keys(String name) {
    List<String> keys = new ArrayList<>();
    int open = name.indexOf('[');
    while (open >= 0) {
      int close = name.indexOf(']', open);
      if (close < 0) {
        throw ApiFailure.unknownParameter(name);
      }
      keys.add(name.substring(open + 1, close));
      open = name.indexOf('[', close);
    }
    return keys;
  }

  private static ApiFailure invalid(String name, String message) {
    return ApiFailure.badRequest("parameter_invalid", name, message);
  }
}

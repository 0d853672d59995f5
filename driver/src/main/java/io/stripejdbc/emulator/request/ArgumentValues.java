package io.stripejdbc.emulator.request;

import io.stripejdbc.emulator.api.QueryParameter;

/** Checks single values of parameters. */
public final class ArgumentValues {
  private ArgumentValues() {}

  static String checked(QueryParameter parameter, ApiCall.Pair pair) {
    if (pair.value().isEmpty() && !parameter.name().equals("application")) {
      throw ApiFailure.badRequest(
          "parameter_invalid_empty",
          pair.name(),
          "You passed an empty string for '" + pair.name() + "'.");
    }
    switch (parameter.type()) {
      case LONG -> integer(pair);
      case BOOL -> bool(pair);
      case ENUM, LIST -> oneOf(parameter, pair);
      case STRING, MAP, RANGE, INSTANT, INSTANTS -> {}
    }
    return pair.value();
  }

  static long integer(ApiCall.Pair pair) {
    try {
      return Long.parseLong(pair.value());
    } catch (NumberFormatException e) {
      throw ApiFailure.badRequest(
          "parameter_invalid_integer", pair.name(), "Invalid integer: " + pair.value());
    }
  }

  private static void bool(ApiCall.Pair pair) {
    if (!pair.value().equals("true") && !pair.value().equals("false")) {
      throw ApiFailure.badRequest(
          "parameter_invalid_boolean", pair.name(), "Invalid boolean: " + pair.value());
    }
  }

  private static void oneOf(QueryParameter parameter, ApiCall.Pair pair) {
    if (!parameter.values().isEmpty() && !parameter.values().contains(pair.value())) {
      throw ApiFailure.badRequest(
          "",
          pair.name(),
          "Invalid " + pair.name() + ": must be one of " + String.join(", ", parameter.values()));
    }
  }

  /** {@code limit}: 1 to 100, 10 when not given. */
  public static int limit(RequestArguments arguments) {
    if (!arguments.has("limit")) {
      return 10;
    }
    long limit = Long.parseLong(arguments.get("limit"));
    if (limit < 1 || limit > 100) {
      String bound = limit < 1 ? "greater than or equal to 1" : "less than or equal to 100";
      throw ApiFailure.badRequest(
          "parameter_invalid_integer", "limit", "This value must be " + bound + ".");
    }
    return (int) limit;
  }
}

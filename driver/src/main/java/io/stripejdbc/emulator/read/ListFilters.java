package io.stripejdbc.emulator.read;

import io.stripejdbc.emulator.api.Endpoint;
import io.stripejdbc.emulator.api.QueryParameter;
import io.stripejdbc.emulator.request.ApiFailure;
import io.stripejdbc.emulator.request.RequestArguments;
import io.stripejdbc.emulator.request.RowCondition;
import io.stripejdbc.emulator.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** From the parameters of a list to what its rows must fulfil. */
final class ListFilters {
  /**
   * Parameters that do not choose rows. From {@code transaction_refresh} on they would with Stripe;
   * the lists that take them are made up and answer the same whatever they say.
   */
  private static final Set<String> NO_FILTER =
      Set.of(
          "limit",
          "starting_after",
          "ending_before",
          "expand",
          "page",
          "query",
          "include",
          "order_by",
          "transaction_refresh",
          "ownership",
          "session",
          "start_time",
          "end_time",
          "value_grouping_window");

  private final World world;

  ListFilters(World world) {
    this.world = world;
  }

  List<RowCondition> of(String account, Endpoint endpoint, RequestArguments arguments) {
    List<RowCondition> conditions = new ArrayList<>();
    SpecialFilters specials = new SpecialFilters(world, account, endpoint.path());
    if (!endpoint.path().contains("/preview") && !endpoint.path().endsWith("event_summaries")) {
      arguments
          .single()
          .forEach((name, value) -> conditions.addAll(single(specials, arguments, name, value)));
      arguments.lists().forEach((name, values) -> addList(conditions, arguments, name, values));
      arguments
          .ranges()
          .forEach(
              (name, range) ->
                  conditions.add(
                      new RowCondition.Between(field(arguments, name), range.low(), range.high())));
    }
    conditions.addAll(specials.hidden(arguments));
    return conditions;
  }

  private static List<RowCondition> single(
      SpecialFilters specials, RequestArguments arguments, String name, String value) {
    QueryParameter parameter = arguments.parameter(name);
    if (NO_FILTER.contains(parameter.name())) {
      return List.of();
    }
    if (parameter.type() == QueryParameter.Type.INSTANT) {
      return List.of(instant(name, Instant.parse(value).toEpochMilli()));
    }
    return specials
        .of(name, value)
        .map(List::of)
        .orElseGet(() -> List.of(new RowCondition.AnyOf(field(arguments, name), Set.of(value))));
  }

  /** {@code created_gte} and its like: each comparison is a parameter of its own. */
  private static RowCondition instant(String name, long value) {
    int last = name.lastIndexOf('_');
    String field = last < 0 ? name : name.substring(0, last);
    return switch (last < 0 ? "" : name.substring(last + 1)) {
      case "gt" -> new RowCondition.Between(field, value + 1, Long.MAX_VALUE);
      case "gte" -> new RowCondition.Between(field, value, Long.MAX_VALUE);
      case "lt" -> new RowCondition.Between(field, Long.MIN_VALUE, value - 1);
      case "lte" -> new RowCondition.Between(field, Long.MIN_VALUE, value);
      default -> new RowCondition.Between(name, value, value);
    };
  }

  private static void addList(
      List<RowCondition> conditions, RequestArguments arguments, String name, List<String> values) {
    QueryParameter parameter = arguments.parameter(name);
    if (NO_FILTER.contains(name)) {
      return;
    }
    int most = name.equals("lookup_keys") ? 10 : name.equals("types") ? 20 : 100;
    if (values.size() > most) {
      throw ApiFailure.badRequest(
          "array_max_size", name, "Array " + name + " may hold at most " + most + " elements.");
    }
    conditions.add(new RowCondition.AnyOf(parameter.field(), Set.copyOf(values)));
  }

  /** {@code recurring[interval]} is the field {@code recurring.interval}. */
  private static String field(RequestArguments arguments, String name) {
    QueryParameter parameter = arguments.parameter(name);
    int bracket = name.indexOf('[');
    return bracket < 0
        ? parameter.field()
        : parameter.field() + name.substring(bracket).replace("[", ".").replace("]", "");
  }
}

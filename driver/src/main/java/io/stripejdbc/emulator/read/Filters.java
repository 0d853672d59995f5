package io.stripejdbc.emulator.read;

import io.stripejdbc.emulator.api.Endpoint;
import io.stripejdbc.emulator.api.Parameter;
import io.stripejdbc.emulator.request.ApiFailure;
import io.stripejdbc.emulator.request.Arguments;
import io.stripejdbc.emulator.request.Condition;
import io.stripejdbc.emulator.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** From the parameters of a list to what its rows must fulfil. */
final class Filters {
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

  Filters(World world) {
    this.world = world;
  }

  List<Condition> of(String account, Endpoint endpoint, Arguments arguments) {
    List<Condition> conditions = new ArrayList<>();
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
                      new Condition.Between(field(arguments, name), range.low(), range.high())));
    }
    conditions.addAll(specials.hidden(arguments));
    return conditions;
  }

  private static List<Condition> single(
      SpecialFilters specials, Arguments arguments, String name, String value) {
    Parameter parameter = arguments.parameter(name);
    if (NO_FILTER.contains(parameter.name())) {
      return List.of();
    }
    if (parameter.type() == Parameter.Type.INSTANT) {
      return List.of(instant(name, Instant.parse(value).toEpochMilli()));
    }
    return specials
        .of(name, value)
        .map(List::of)
        .orElseGet(() -> List.of(new Condition.AnyOf(field(arguments, name), Set.of(value))));
  }

  /** {@code created_gte} and its like: each comparison is a parameter of its own. */
  private static Condition instant(String name, long value) {
    int last = name.lastIndexOf('_');
    String field = last < 0 ? name : name.substring(0, last);
    return switch (last < 0 ? "" : name.substring(last + 1)) {
      case "gt" -> new Condition.Between(field, value + 1, Long.MAX_VALUE);
      case "gte" -> new Condition.Between(field, value, Long.MAX_VALUE);
      case "lt" -> new Condition.Between(field, Long.MIN_VALUE, value - 1);
      case "lte" -> new Condition.Between(field, Long.MIN_VALUE, value);
      default -> new Condition.Between(name, value, value);
    };
  }

  private static void addList(
      List<Condition> conditions, Arguments arguments, String name, List<String> values) {
    Parameter parameter = arguments.parameter(name);
    if (NO_FILTER.contains(name)) {
      return;
    }
    int most = name.equals("lookup_keys") ? 10 : name.equals("types") ? 20 : 100;
    if (values.size() > most) {
      throw ApiFailure.badRequest(
          "array_max_size", name, "Array " + name + " may hold at most " + most + " elements.");
    }
    conditions.add(new Condition.AnyOf(parameter.field(), Set.copyOf(values)));
  }

  /** {@code recurring[interval]} is the field {@code recurring.interval}. */
  private static String field(Arguments arguments, String name) {
    Parameter parameter = arguments.parameter(name);
    int bracket = name.indexOf('[');
    return bracket < 0
        ? parameter.field()
        : parameter.field() + name.substring(bracket).replace("[", ".").replace("]", "");
  }
}

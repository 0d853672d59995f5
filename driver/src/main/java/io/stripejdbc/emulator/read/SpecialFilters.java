package io.stripejdbc.emulator.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.request.ApiFailure;
import io.stripejdbc.emulator.request.RequestArguments;
import io.stripejdbc.emulator.request.RowCondition;
import io.stripejdbc.emulator.world.World;
import io.stripejdbc.emulator.world.WorldRow;
import io.stripejdbc.emulator.world.WorldRows;
import io.stripejdbc.emulator.world.object.JsonNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Filters with a meaning of their own, and what lists hide unless asked (facts: hidden rows). */
final class SpecialFilters {
  private static final RowCondition EVERY_ROW = new RowCondition.Rule(facts -> true);
  private static final Set<String> BOUND_TO_CLOCKS =
      Set.of("/v1/customers", "/v1/subscriptions", "/v1/quotes");

  private final World world;
  private final String account;
  private final String path;

  SpecialFilters(World world, String account, String path) {
    this.world = world;
    this.account = account;
    this.path = path;
  }

  /** The condition of a parameter that is not plain equality. */
  Optional<RowCondition> of(String name, String value) {
    return switch (path + " " + name) {
      case "/v1/subscriptions status" -> Optional.of(subscriptionStatus(value));
      case "/v1/tax/registrations status" ->
          value.equals("all") ? Optional.of(EVERY_ROW) : Optional.empty();
      case "/v1/events type" -> Optional.of(rule(facts -> like(text(facts, "type"), value)));
      case "/v1/balance_transactions payout" -> {
        requireAutomatic(value);
        yield Optional.empty();
      }
      case "/v1/entitlements/features archived" ->
          Optional.of(rule(facts -> facts.path("active").asBoolean() != value.equals("true")));
      case "/v1/subscription_schedules scheduled" ->
          Optional.of(
              rule(facts -> text(facts, "status").equals("not_started") == value.equals("true")));
      case "/v1/radar/value_lists contains" ->
          Optional.of(rule(facts -> contains(text(facts, "id"), value)));
      default -> Optional.empty();
    };
  }

  /** Which transactions a manual payout paid out is not known (facts: seen in answers). */
  private void requireAutomatic(String payout) {
    WorldRows payouts = world.rows(account, "/v1/payouts");
    int position = payouts.indexOf(payout);
    boolean manual =
        position >= 0 && text(payouts.at(position).facts().get(), "automatic").equals("false");
    if (manual) {
      throw ApiFailure.badRequest(
          "",
          "payout",
          "Balance transaction history can only be filtered on automatic transfers, not manual.");
    }
  }

  /** What the list demands when the question does not say otherwise. */
  List<RowCondition> hidden(RequestArguments arguments) {
    List<RowCondition> hidden = new ArrayList<>();
    hidden.add(rule(facts -> !facts.path("deleted").asBoolean()));
    if (path.equals("/v1/subscriptions") && !arguments.has("status")) {
      hidden.add(rule(facts -> !text(facts, "status").equals("canceled")));
    }
    if (path.equals("/v1/prices") && !arguments.has("active")) {
      hidden.add(rule(facts -> facts.path("active").asBoolean()));
    }
    if (path.equals("/v1/payment_methods") && !arguments.has("type")) {
      hidden.add(rule(facts -> !text(facts, "type").equals("custom")));
    }
    if (path.equals("/v1/tax_ids")) {
      hidden.addAll(owners(arguments));
    }
    if (path.equals("/v1/treasury/transactions")) {
      posted(arguments);
    }
    onlyWith(arguments, "payment[payment_intent]", "payment[type]", "payment_intent");
    onlyWith(arguments, "payment[payment_record]", "payment[type]", "payment_record");
    onlyWith(arguments, "scope[user]", "scope[type]", "user");
    if (arguments.get("scope[type]").equals("user") && !arguments.has("scope[user]")) {
      throw ApiFailure.missingParameter("scope[user]");
    }
    notBoth(arguments, "account_holder[account]", "account_holder[customer]");
    notBoth(arguments, "account_holder[account]", "account_holder[customer_account]");
    aligned(arguments, "start_time");
    aligned(arguments, "end_time");
    if (path.equals("/v2/core/accounts") && !arguments.has("closed")) {
      hidden.add(rule(facts -> !facts.path("closed").asBoolean()));
    }
    boolean clocks = BOUND_TO_CLOCKS.contains(path) && !arguments.has("test_clock");
    if (clocks && (path.equals("/v1/customers") || !arguments.has("customer"))) {
      hidden.add(rule(facts -> !facts.hasNonNull("test_clock")));
    }
    if (path.equals("/v1/events")) {
      events(arguments);
      long since = world.now().getEpochSecond() - 30L * 86_400;
      hidden.add(new RowCondition.Between("created", since, Long.MAX_VALUE));
    }
    boolean needsCustomer = path.equals("/v1/billing/credit_balance_transactions");
    if (needsCustomer && !arguments.has("customer") && !arguments.has("customer_account")) {
      throw ApiFailure.missingParameter("customer");
    }
    return hidden;
  }

  /** Those of the account itself, unless another owner is named in full. */
  private static List<RowCondition> owners(RequestArguments arguments) {
    String type = arguments.get("owner[type]");
    boolean customer = arguments.has("owner[customer]") || arguments.has("owner[customer_account]");
    if (type.equals("account") && !arguments.has("owner[account]")) {
      throw ApiFailure.missingParameter("owner[account]");
    }
    if (type.equals("customer") && !customer) {
      throw ApiFailure.missingParameter("owner[customer]");
    }
    return type.isEmpty()
        ? List.of(new RowCondition.AnyOf("owner.type", Set.of("self")))
        : List.of();
  }

  /** The filter needs the order that goes with it (stripe-java: TransactionListParams). */
  private static void posted(RequestArguments arguments) {
    boolean filtered = arguments.has("status_transitions[posted_at]");
    if (filtered && !arguments.get("order_by").equals("posted_at")) {
      throw ApiFailure.badRequest(
          "", "order_by", "status_transitions[posted_at] is taken with order_by=posted_at only.");
    }
    if (filtered && !arguments.get("status").equals("posted")) {
      throw ApiFailure.badRequest(
          "", "status", "status_transitions[posted_at] is taken with status=posted only.");
    }
  }

  /** A key of a map that only one kind of it has (stripe-java: the parameters' Javadoc). */
  private static void onlyWith(
      RequestArguments arguments, String name, String other, String value) {
    if (arguments.has(name) && !arguments.get(other).equals(value)) {
      throw ApiFailure.badRequest(
          "", name, "%s is taken with %s=%s only.".formatted(name, other, value));
    }
  }

  /** Seconds that a window of a meter begins and ends at (stripe-java: the parameters' Javadoc). */
  private static void aligned(RequestArguments arguments, String name) {
    long seconds =
        switch (arguments.get("value_grouping_window")) {
          case "day" -> 86_400;
          case "hour" -> 3_600;
          default -> 1;
        };
    if (arguments.has(name) && Long.parseLong(arguments.get(name)) % seconds != 0) {
      throw ApiFailure.badRequest("", name, name + " must be aligned with the grouping window.");
    }
  }

  private static void events(RequestArguments arguments) {
    notBoth(arguments, "type", "types");
  }

  private static void notBoth(RequestArguments arguments, String one, String other) {
    if (arguments.has(one) && arguments.has(other)) {
      throw ApiFailure.badRequest(
          "parameters_exclusive",
          one,
          "You may only specify one of these: %s, %s.".formatted(one, other));
    }
  }

  private static RowCondition subscriptionStatus(String value) {
    return switch (value) {
      case "all" -> EVERY_ROW;
      case "ended" -> new RowCondition.AnyOf("status", Set.of("canceled", "incomplete_expired"));
      default -> new RowCondition.AnyOf("status", Set.of(value));
    };
  }

  private boolean contains(String list, String value) {
    WorldRows items = world.rows(account, "/v1/radar/value_list_items");
    for (int position : items.where("value_list", list)) {
      WorldRow item = items.at(position);
      if (text(item.facts().get(), "value").equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean like(String type, String pattern) {
    int star = pattern.indexOf('*');
    return star < 0
        ? type.equals(pattern)
        : type.startsWith(pattern.substring(0, star)) && type.endsWith(pattern.substring(star + 1));
  }

  private static String text(ObjectNode facts, String field) {
    return String.join("", JsonNodes.texts(facts, field));
  }

  private static RowCondition rule(Predicate<ObjectNode> rule) {
    return new RowCondition.Rule(rule);
  }
}

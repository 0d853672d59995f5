package io.stripejdbc.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.house.Misbehaviour.Group;
import io.stripejdbc.house.Misbehaviour.Trick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Lists in another order, and bounds and filters that are not kept. */
final class OrderMisbehaviours extends MisbehaviourCollector {
  private static final String[] BOUNDS = {
    "created[lt]", "created[lte]", "created[gt]", "created[gte]"
  };

  private OrderMisbehaviours() {}

  static List<Misbehaviour> all() {
    OrderMisbehaviours orders = new OrderMisbehaviours();
    orders.orders();
    orders.bounds();
    orders.filters();
    return List.copyOf(orders.all);
  }

  private void charges(String name, Trick trick) {
    add(Group.CHARGES, name, trick);
  }

  private void order(String name, boolean rowsOnly, UnaryOperator<List<ObjectNode>> order) {
    Misbehaviour added =
        add(Group.CHARGES, name, (call, rightly) -> rightly.answer(call.ordered(order)))
            .ordered(order);
    put(rowsOnly ? added.rowsOnly() : added);
    add(
        Group.DISPUTES,
        "of 1,050: " + name,
        (call, rightly) -> rightly.answer(call.ordered(order)));
    put(rowsOnly ? all.get(all.size() - 1).rowsOnly() : all.get(all.size() - 1));
  }

  /**
   * A row of the whole list stands elsewhere; windows without it, and those too small, are as they
   * were.
   */
  private static UnaryOperator<List<ObjectNode>> moved(int from, int to) {
    String id = ServedRows.numbered("_", from);
    return rows -> {
      List<ObjectNode> other = new ArrayList<>(rows);
      for (ObjectNode row : rows) {
        if (ServedLists.id(row).endsWith(id)) {
          other.remove(row);
          other.add(Math.min(to, other.size()), row);
        }
      }
      return other;
    };
  }

  private static UnaryOperator<List<ObjectNode>> sorted(Comparator<ObjectNode> comparator) {
    return rows -> rows.stream().sorted(comparator).toList();
  }

  private void orders() {
    order("a new row stands one place later", true, moved(50, 51));
    order("a new row stands across a page's end", true, moved(98, 101));
    order("a new row stands among rows weeks older", true, moved(20, 40));
    order("a new row stands among rows months older", true, moved(30, 250));
    order("a new row stands 300 places later", true, moved(20, 320));
    order("an old row stands 300 places earlier", true, moved(340, 40));
    order("the newest row stands last", false, moved(0, 349));
    order("an old row stands among rows months newer", true, moved(250, 30));
    order("an old row stands on the end of the first page", true, moved(180, 99));
    order("the oldest row stands first", false, moved(349, 0));
    order("the list is oldest first", false, sorted(Comparator.comparing(row -> created(row))));
    order(
        "the list is in order of ids backwards within a second",
        true,
        sorted(
            Comparator.comparing((ObjectNode row) -> -created(row))
                .thenComparing(row -> -amount(row))));
    order(
        "the list is ordered by amount within each customer",
        false,
        sorted(
            Comparator.comparing((ObjectNode row) -> row.path("customer").asText())
                .thenComparing(row -> amount(row))));
    order(
        "the list is shuffled",
        false,
        sorted(Comparator.comparing(row -> new Random(amount(row)).nextInt())));
    order(
        "rows stand up to three places from where they belong",
        true,
        sorted(Comparator.comparing(row -> amount(row) + new Random(amount(row)).nextInt(3))));
  }

  private static long created(JsonNode row) {
    return row.path("created").asLong();
  }

  private static long amount(JsonNode row) {
    return row.path("amount").asLong();
  }

  private void ignored(Group group, String... parameters) {
    String name = group + ": ignored are " + String.join(", ", parameters);
    add(group, name, (call, rightly) -> rightly.answer(call.without(parameters)));
  }

  private void bounds() {
    ignored(Group.DISPUTES, "created[lt]", "created[lte]");
    ignored(Group.DISPUTES, "created[gt]", "created[gte]");
    ignored(Group.DISPUTES, BOUNDS);
    ignored(Group.DISPUTES, "starting_after");
    add(
        Group.DISPUTES,
        "of 1,050: created[lt] includes its second",
        (call, rightly) -> rightly.answer(call.renamed("created[lt]", "created[lte]")));
    add(
        Group.DISPUTES,
        "of 1,050: bounds are a day wide",
        (call, rightly) -> rightly.answer(later(call, "created[lt]", 86_400)));
    ignored(Group.CHARGES, "created[lt]", "created[lte]");
    put(all.get(all.size() - 1).naming("created"));
    ignored(Group.CHARGES, "created[gt]", "created[gte]");
    put(all.get(all.size() - 1).naming("created"));
    ignored(Group.CHARGES, BOUNDS);
    put(all.get(all.size() - 1).naming("created"));
    charges(
        "created[lt] includes its second",
        (call, rightly) -> rightly.answer(call.renamed("created[lt]", "created[lte]")));
    charges(
        "created[gt] includes its second",
        (call, rightly) -> rightly.answer(call.renamed("created[gt]", "created[gte]")));
    charges(
        "created[lt] is a day late",
        (call, rightly) ->
            rightly.answer(later(later(call, "created[lt]", 86_400), "created[lte]", 86_400)));
    charges(
        "created[gte] is three days early",
        (call, rightly) ->
            rightly.answer(later(later(call, "created[gte]", -259_200), "created[gt]", -259_200)));
    charges(
        "created bounds are kept to the month",
        (call, rightly) ->
            rightly.answer(
                later(later(call, "created[lt]", 2_600_000), "created[gte]", -2_600_000)));
    charges(
        "bounds are ignored on pages that follow",
        (call, rightly) -> rightly.answer(call.follows() ? call.without(BOUNDS) : call));
    charges(
        "bounds are ignored on first pages",
        (call, rightly) -> rightly.answer(call.follows() ? call : call.without(BOUNDS)));
    charges(
        "an upper bound is ignored beside a lower one",
        (call, rightly) ->
            rightly.answer(
                call.has("created[gte]") ? call.without("created[lt]", "created[lte]") : call));
    ignored(Group.INVOICES, "due_date[gte]", "due_date[gt]");
    ignored(Group.INVOICES, "due_date[lt]", "due_date[lte]", "due_date[gte]", "due_date[gt]");
    ignored(Group.PAYOUTS, "arrival_date[lt]", "arrival_date[lte]");
    ignored(
        Group.PAYOUTS,
        "arrival_date[lt]",
        "arrival_date[lte]",
        "arrival_date[gte]",
        "arrival_date[gt]");
  }

  private static ServedCall later(ServedCall call, String parameter, long seconds) {
    return call.has(parameter)
        ? call.with(parameter, "" + (Long.parseLong(call.parameters().get(parameter)) + seconds))
        : call;
  }

  private void filters() {
    ignored(Group.CHARGES, "customer");
    ignored(Group.CUSTOMERS, "email");
    ignored(Group.INVOICES, "customer");
    ignored(Group.INVOICES, "status");
    ignored(Group.SUBSCRIPTIONS, "status");
    ignored(Group.PAYOUTS, "status");
    ignored(Group.PRICES, "active");
    ignored(Group.PRICES, "type");
    ignored(Group.PRICES, "currency");
    ignored(Group.PRICES, "active", "type", "currency");
    charges(
        "customer is kept on first pages only",
        (call, rightly) -> rightly.answer(call.follows() ? call.without("customer") : call));
  }
}

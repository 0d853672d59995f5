package io.stripejdbc.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.house.Misbehaviour.Group;
import io.stripejdbc.house.Misbehaviour.Trick;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Answers of which each may be right by itself, and that contradict their request, each other or
 * themselves.
 */
final class ContradictoryMisbehaviours extends MisbehaviourCollector {
  private static final int PLACE = 3;

  private ContradictoryMisbehaviours() {}

  static List<Misbehaviour> all() {
    ContradictoryMisbehaviours answers = new ContradictoryMisbehaviours();
    answers.ends();
    answers.windows();
    answers.cursors();
    answers.values();
    answers.bodies();
    answers.embedded();
    answers.versionTwo();
    return List.copyOf(answers.all);
  }

  /**
   * What is tried with whole lists is tried with their ends as well; but for a row that goes back
   * to its place before the cached ones when the server is well, which no call behind them tells.
   */
  private void ends() {
    Stream.of(OrderMisbehaviours.all(), PageMisbehaviours.all())
        .flatMap(List::stream)
        .filter(one -> one.group() == Group.CHARGES && one.named().isEmpty())
        .filter(one -> !one.name().equals("a new row stands across a page's end"))
        .forEach(one -> all.add(one.in(Group.CHARGES_ENDS)));
  }

  private void charges(String name, Trick trick) {
    at(Group.CHARGES_ENDS, "/v1/charges", name, trick);
  }

  private void disputes(String name, Trick trick) {
    at(Group.DISPUTES, "/v1/disputes", name, trick);
  }

  private void windows() {
    for (String bound : List.of("created[lt]", "created[gte]")) {
      charges(
          bound + " is ignored on pages that follow",
          (call, rightly) -> rightly.answer(call.follows() ? call.without(bound) : call));
      disputes(
          bound + " is ignored on pages that follow",
          (call, rightly) -> rightly.answer(call.follows() ? call.without(bound) : call));
      disputes(
          bound + " is ignored on every second call",
          (call, rightly) -> rightly.answer(call.number() % 2 == 0 ? call.without(bound) : call));
    }
    charges(
        "a window is answered by the page before",
        (call, rightly) ->
            rightly.answer(
                call.number() % 3 == 0 ? call.without("created[lt]", "starting_after") : call));
  }

  private void cursors() {
    disputes(
        "the cursor is ignored on every second call",
        (call, rightly) ->
            rightly.answer(call.number() % 2 == 0 ? call.without("starting_after") : call));
    disputes(
        "has_more is true on every page",
        (call, rightly) -> rightly.answer(call).edited(list -> list.put("has_more", true)));
    disputes(
        "a page repeats the last row of the one before, with another amount",
        (call, rightly) -> withCursorRow(call, rightly));
    charges(
        "a page repeats the last row of the one before, with another amount",
        (call, rightly) -> withCursorRow(call, rightly));
    charges(
        "after the last page it says that there is more, and refuses the cursor",
        (call, rightly) -> {
          ServedAnswer right = rightly.answer(call);
          boolean over = right.status() == 200 && right.object().path("data").isEmpty();
          return over && call.follows()
              ? ServedAnswer.error(400, "resource_missing", "starting_after")
              : right.edited(list -> list.put("has_more", true));
        });
    charges(
        "pages that follow have the first page's rows too",
        (call, rightly) ->
            call.follows()
                ? rightly
                    .answer(call)
                    .rows(
                        rows ->
                            rightly
                                .answer(call.without("starting_after"))
                                .object()
                                .path("data")
                                .forEach(rows::add))
                : rightly.answer(call));
    charges(
        "has_more is true and total_count less",
        (call, rightly) ->
            rightly.answer(call).edited(list -> list.put("has_more", true).put("total_count", 1)));
    put(
        at(
            Group.CHARGES,
            "/v1/charges",
            "url is another list's, the rows are right",
            (call, rightly) ->
                rightly.answer(call).edited(list -> list.put("url", "/v1/refunds"))));
  }

  private static ServedAnswer withCursorRow(ServedCall call, Misbehaviour.Rightly rightly) {
    ServedAnswer right = rightly.answer(call);
    if (!call.has("starting_after") || right.status() != 200) {
      return right;
    }
    ObjectNode row =
        rightly
            .answer(call.at(call.path() + "/" + call.parameters().get("starting_after")))
            .object();
    return right.rows(rows -> rows.insert(0, row.put("amount", 1)));
  }

  private void row(String name, Consumer<ObjectNode> edit) {
    at(
        Group.CHARGES_FEW,
        "/v1/charges",
        "row: " + name,
        (call, rightly) -> rightly.answer(call).row(PLACE, edit));
  }

  private void text(String name, UnaryOperator<String> change) {
    at(
        Group.CHARGES_FEW,
        "/v1/charges",
        "text: " + name,
        (call, rightly) -> rightly.answer(call).written(change));
  }

  private void values() {
    row("created is a number as text", row -> row.put("created", row.path("created").asText()));
    row("created is an empty text", row -> row.put("created", ""));
    row("created is a list", row -> row.putArray("created"));
    row("created is in the year 10,000", row -> row.put("created", 253_402_300_800L));
    row("created is false", row -> row.put("created", false));
    row("amount is a number as text", row -> row.put("amount", row.path("amount").asText()));
    row("amount is an empty text", row -> row.put("amount", ""));
    row("amount is a list", row -> row.putArray("amount").add(5));
    row("amount is false", row -> row.put("amount", false));
    text(
        "created with an exponent",
        text -> text.replaceFirst("\"created\":1(\\d+)", "\"created\":1.$1e9"));
    text("created with .0", text -> text.replaceFirst("\"created\":(\\d+)", "\"created\":$1.0"));
    text("amount with .0", text -> text.replaceFirst("\"amount\":(\\d+)", "\"amount\":$1.0"));
    text(
        "amount is -0",
        text -> text.replaceFirst("\"amount\":1003,", "\"amount\":-0,\"amount\":1003,"));
    text(
        "created twice",
        text -> text.replaceFirst("\"created\":", "\"created\":1749000000,\"created\":"));
    text(
        "object twice",
        text ->
            text.replaceFirst("\"object\":\"list\"", "\"object\":\"list\",\"object\":\"list\""));
    text(
        "customer twice",
        text -> text.replaceFirst("\"customer\":", "\"customer\":\"cus_0003\",\"customer\":"));
    text("a name with an escape", text -> text.replaceFirst("\"amount\":", "\"am\\\\u006funt\":"));
  }

  private void bodies() {
    at(
        Group.CHARGES_FEW,
        "/v1/charges",
        "body: in UTF-32",
        (call, rightly) -> encoded(rightly.answer(call), "UTF-32"));
    put(all.get(all.size() - 1).orState("08S01"));
    at(
        Group.CHARGES_FEW,
        "/v1/charges",
        "body: labelled as UTF-16",
        (call, rightly) ->
            rightly.answer(call).header("Content-Type", "application/json; charset=utf-16"));
    at(
        Group.CHARGES_FEW,
        "/v1/charges",
        "body: labelled as a charset that is none",
        (call, rightly) ->
            rightly.answer(call).header("Content-Type", "application/json; charset=none-such"));
    text("cut inside of a name", text -> text.substring(0, text.lastIndexOf("\"has_mo") + 5));
    text(
        "cut inside of a number", text -> text.substring(0, text.lastIndexOf("\"amount\":1") + 11));
    text("without has_more and its end", text -> text.substring(0, text.lastIndexOf("]") + 1));
    text("the rows end early", text -> text.replaceFirst("\\},\\{", "}],\"data\":[{"));
    for (Misbehaviour one : List.copyOf(all)) {
      if (one.name().contains(": text: ")) {
        all.set(all.indexOf(one), one.orState("08S01"));
      }
    }
  }

  private static ServedAnswer encoded(ServedAnswer right, String charset) {
    return right.with(right.text().getBytes(java.nio.charset.Charset.forName(charset)));
  }

  private void lines(String name, Consumer<ObjectNode> edit) {
    all.add(
        Misbehaviour.of(
            Group.LINES,
            "embedded: " + name,
            (call, rightly) -> {
              ServedAnswer right = rightly.answer(call);
              if (call.path().equals("/v1/invoices")) {
                return right.rows(rows -> rows.forEach(row -> within(row, edit)));
              }
              boolean one = call.path().equals("/v1/invoices/in_0040");
              return one ? right.edited(row -> within(row, edit)) : right;
            }));
  }

  private static void within(JsonNode invoice, Consumer<ObjectNode> edit) {
    if (ServedLists.id(invoice).equals("in_0040")) {
      edit.accept((ObjectNode) invoice.get("lines"));
    }
  }

  private void embedded() {
    lines(
        "one is another invoice's",
        lines -> ((ObjectNode) lines.path("data").path(2)).put("invoice", "in_0041"));
    lines(
        "all are another invoice's",
        lines -> lines.path("data").forEach(row -> ((ObjectNode) row).put("invoice", "in_0041")));
    lines(
        "the first stands last again, with another amount",
        lines ->
            lines
                .withArray("data")
                .add(((ObjectNode) lines.path("data").path(0).deepCopy()).put("amount", 1)));
    lines("has_more is a text", lines -> lines.put("has_more", "true"));
    lines("total_count is 3", lines -> lines.put("total_count", 3));
    at(
        Group.LINES,
        "/v1/invoices/in_0040/lines",
        "what follows the embedded are the embedded, for ever",
        (call, rightly) ->
            rightly
                .answer(call.without("starting_after").with("limit", "10"))
                .edited(list -> list.put("has_more", true)));
    at(
        Group.ITEMS,
        "/v1/subscription_items",
        "what follows has one of another subscription",
        (call, rightly) -> rightly.answer(call).row(4, row -> row.put("subscription", "sub_0007")));
  }

  private void next(String name, Function<String, String> change) {
    at(
        Group.V2,
        "/v2/core/accounts",
        "next_page_url: " + name,
        (call, rightly) ->
            rightly
                .answer(call)
                .edited(
                    list -> {
                      if (!list.path("next_page_url").isNull()) {
                        list.put(
                            "next_page_url", change.apply(list.path("next_page_url").asText()));
                      }
                    }));
  }

  private void versionTwo() {
    next("two pages lead to each other", url -> url.replace("p40", "p0"));
    next("three pages lead to the first", url -> url.replace("p60", "p20"));
    next("with a fragment", url -> url + "#end");
    next("with the port of another", url -> "http://127.0.0.1:9" + url);
    at(
        Group.V2,
        "/v2/core/accounts",
        "created is a number",
        (call, rightly) -> rightly.answer(call).row(2, row -> row.put("created", 1_750_000_000)));
    at(
        Group.V2,
        "/v2/core/accounts",
        "created is null",
        (call, rightly) -> rightly.answer(call).row(2, row -> row.putNull("created")));
    at(
        Group.V2,
        "/v2/core/accounts",
        "a page that follows repeats the one before and one new row",
        (call, rightly) ->
            call.has("page")
                ? rightly
                    .answer(call)
                    .rows(
                        rows ->
                            rows.addAll(
                                (ArrayNode)
                                    rightly.answer(call.with("page", "p0")).object().path("data")))
                : rightly.answer(call));
  }
}

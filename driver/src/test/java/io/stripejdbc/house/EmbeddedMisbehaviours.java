package io.stripejdbc.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.house.Misbehaviour.Group;
import io.stripejdbc.house.Misbehaviour.Trick;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Lists under a parent, embedded in it and by their own endpoint. */
final class EmbeddedMisbehaviours extends MisbehaviourCollector {
  private static final String INVOICE = "/v1/invoices/in_0040/lines";

  private EmbeddedMisbehaviours() {}

  static List<Misbehaviour> all() {
    EmbeddedMisbehaviours lines = new EmbeddedMisbehaviours();
    lines.embedded();
    lines.endpoint();
    lines.items();
    return List.copyOf(lines.all);
  }

  /** In the list of invoices and in the invoice itself. */
  private void embedded(String name, Consumer<ObjectNode> edit) {
    all.add(
        Misbehaviour.of(
            Group.LINES,
            "embedded lines: " + name,
            (call, rightly) -> {
              ServedAnswer right = rightly.answer(call);
              if (call.path().equals("/v1/invoices")) {
                return right.rows(rows -> rows.forEach(row -> invoice((ObjectNode) row, edit)));
              }
              boolean single =
                  call.startsWith("/v1/invoices/in_") && !call.path().endsWith("/lines");
              return single && right.status() == 200
                  ? right.edited(row -> invoice(row, edit))
                  : right;
            }));
  }

  private static void invoice(ObjectNode row, Consumer<ObjectNode> edit) {
    if (ServedLists.id(row).equals("in_0040")) {
      edit.accept(row);
    }
  }

  private void lines(String name, Consumer<ObjectNode> edit) {
    embedded(name, invoice -> edit.accept((ObjectNode) invoice.get("lines")));
  }

  private void embedded() {
    embedded("missing", invoice -> invoice.remove("lines"));
    embedded("null", invoice -> invoice.putNull("lines"));
    embedded("an empty object", invoice -> invoice.putObject("lines"));
    embedded("a text", invoice -> invoice.put("lines", "10"));
    embedded("only the rows", invoice -> invoice.set("lines", invoice.path("lines").path("data")));
    lines("in reverse", lines -> turned((ArrayNode) lines.get("data")));
    lines("data is missing", lines -> lines.remove("data"));
    lines("data is null", lines -> lines.putNull("data"));
    lines("none of them, has_more true", lines -> lines.putArray("data"));
    lines("data is null, has_more false", lines -> lines.put("has_more", false).putNull("data"));
    lines("has_more is missing", lines -> lines.remove("has_more"));
    lines("has_more is null", lines -> lines.putNull("has_more"));
    lines("object is missing", lines -> lines.remove("object"));
    lines("object is another kind", lines -> lines.put("object", "search_result"));
    lines(
        "each twice",
        lines -> lines.withArray("data").addAll((ArrayNode) lines.get("data").deepCopy()));
    lines(
        "one of another kind",
        lines -> ((ObjectNode) lines.path("data").path(3)).put("object", "charge"));
    lines("one without an id", lines -> ((ObjectNode) lines.path("data").path(3)).remove("id"));
    lines(
        "the last without an id", lines -> ((ObjectNode) lines.path("data").path(9)).remove("id"));
    lines("one is null", lines -> lines.withArray("data").insertNull(3));
    lines("url leads to another invoice", lines -> lines.put("url", "/v1/invoices/in_0041/lines"));
    lines("url leads elsewhere", lines -> lines.put("url", "/leak/lines"));
    lines("url is missing", lines -> lines.remove("url"));
    lines(
        "the newest ten instead of the first",
        lines -> ((ArrayNode) lines.get("data")).removeAll().addAll(lastTen()));
  }

  private static List<ObjectNode> lastTen() {
    List<ObjectNode> lines = new ServedLists().rows("platform/invoices/in_0040/lines");
    return lines.subList(lines.size() - 10, lines.size());
  }

  private static void turned(ArrayNode rows) {
    List<JsonNode> turned = new ArrayList<>();
    rows.forEach(turned::add);
    Collections.reverse(turned);
    rows.removeAll().addAll(turned);
  }

  private Misbehaviour endpoint(String name, Trick trick) {
    return at(Group.LINES, INVOICE, "endpoint: " + name, trick);
  }

  private void order(String name, UnaryOperator<List<ObjectNode>> order) {
    endpoint(name, (call, rightly) -> rightly.answer(call.ordered(order)));
  }

  private void lost(String cursor, int status) {
    put(
        endpoint(
                "the cursor " + cursor + " is lost with " + status,
                (call, rightly) ->
                    cursor.equals(call.parameters().get("starting_after"))
                        ? ServedAnswer.error(status, "resource_missing", "starting_after")
                        : rightly.answer(call))
            .rowsOnly());
  }

  private void endpoint() {
    for (int status : new int[] {400, 404}) {
      lost("il_0040_9", status);
      lost("il_0040_99", status);
      lost("il_0040_109", status);
      endpoint(
          "every cursor is lost with " + status,
          (call, rightly) ->
              follows(
                  call, rightly, ServedAnswer.error(status, "resource_missing", "starting_after")));
    }
    endpoint(
        "what follows: 404 with HTML",
        (call, rightly) -> follows(call, rightly, ServedAnswer.html(404)));
    put(all.get(all.size() - 1).orState("08S01"));
    endpoint(
        "what follows: 404 without a body",
        (call, rightly) -> follows(call, rightly, ServedAnswer.json(404, "")));
    put(all.get(all.size() - 1).orState("08S01"));
    endpoint(
        "what follows: 404 of the invoice",
        (call, rightly) ->
            follows(call, rightly, ServedAnswer.error(404, "resource_missing", "invoice")));
    put(all.get(all.size() - 1).orState("HY000"));
    endpoint(
        "what follows: 404 without a parameter",
        (call, rightly) -> follows(call, rightly, ServedAnswer.error(404, "resource_missing", "")));
    put(all.get(all.size() - 1).orState("HY000"));
    endpoint(
        "what follows: 200 with an error",
        (call, rightly) -> follows(call, rightly, ServedAnswer.error(400, "", "").as(200)));
    endpoint("404 with HTML", (call, rightly) -> ServedAnswer.html(404));
    put(all.get(all.size() - 1).orState("08S01"));
    endpoint(
        "404 with JSON that is no error",
        (call, rightly) -> ServedAnswer.json(404, "{\"message\":\"no Route matched\"}"));
    put(all.get(all.size() - 1).orState("08S01", "HY000"));
    order(
        "in reverse",
        rows -> {
          List<ObjectNode> other = new ArrayList<>(rows);
          Collections.reverse(other);
          return other;
        });
    order("the last of the embedded is the last of all", EmbeddedMisbehaviours::tenthLast);
    order("the last of the embedded is the first of all", rows -> moved(rows, 9, 0));
    order("the last of the embedded stands behind others", rows -> moved(rows, 9, 150));
    order(
        "the embedded are spread over all",
        rows -> {
          List<ObjectNode> other = new ArrayList<>(rows);
          for (int i = 0; i < 10; i++) {
            other.add(20 * i + 20, other.remove(0));
          }
          return other;
        });
    endpoint(
        "the cursor is ignored", (call, rightly) -> rightly.answer(call.without("starting_after")));
    endpoint("a page begins with the row of its cursor", EmbeddedMisbehaviours::withCursor);
    endpoint(
        "another invoice's lines",
        (call, rightly) ->
            rightly.answer(call.at("/v1/invoices/in_0041/lines").without("starting_after")));
    endpoint(
        "rows of another kind",
        (call, rightly) -> rightly.answer(call).row(2, row -> row.put("object", "invoiceitem")));
    endpoint(
        "rows stand there twice",
        (call, rightly) -> rightly.answer(call).rows(rows -> rows.addAll(rows.deepCopy())));
    endpoint(
        "a row has no id", (call, rightly) -> rightly.answer(call).row(2, row -> row.remove("id")));
    endpoint(
        "has_more for ever",
        (call, rightly) -> rightly.answer(call).edited(list -> list.put("has_more", true)));
    endpoint(
        "has_more is missing",
        (call, rightly) -> rightly.answer(call).edited(list -> list.remove("has_more")));
    // Who asks for the lines of this invoice alone has no embedded list to hold them against.
    at(
        Group.LINES_WHOLE,
        INVOICE,
        "endpoint: nothing, although the embedded list has more",
        (call, rightly) ->
            rightly.answer(call).edited(list -> list.put("has_more", false).putArray("data")));
  }

  private static List<ObjectNode> tenthLast(List<ObjectNode> rows) {
    return moved(rows, 9, rows.size() - 1);
  }

  private static List<ObjectNode> moved(List<ObjectNode> rows, int from, int to) {
    List<ObjectNode> other = new ArrayList<>(rows);
    other.add(to, other.remove(from));
    return other;
  }

  private static ServedAnswer follows(
      ServedCall call, Misbehaviour.Rightly rightly, ServedAnswer answer) {
    return call.follows() ? answer : rightly.answer(call);
  }

  private static ServedAnswer withCursor(ServedCall call, Misbehaviour.Rightly rightly) {
    String cursor = call.parameters().getOrDefault("starting_after", "");
    int place =
        cursor.isEmpty() ? 0 : Integer.parseInt(cursor.substring(cursor.lastIndexOf('_') + 1));
    String before = cursor.substring(0, cursor.lastIndexOf('_') + 1) + (place - 1);
    return rightly.answer(
        place > 0 ? call.with("starting_after", before) : call.without("starting_after"));
  }

  private void items(String name, Trick trick) {
    at(Group.ITEMS, "/v1/subscription_items", name, trick);
  }

  private void items() {
    items(
        "subscription is ignored", (call, rightly) -> rightly.answer(call.without("subscription")));
    items(
        "another subscription's items",
        (call, rightly) ->
            rightly.answer(call.with("subscription", "sub_0021").without("starting_after")));
    items(
        "in reverse",
        (call, rightly) ->
            rightly.answer(
                call.ordered(
                    rows -> {
                      List<ObjectNode> other = new ArrayList<>(rows);
                      Collections.reverse(other);
                      return other;
                    })));
    items(
        "the cursor is ignored", (call, rightly) -> rightly.answer(call.without("starting_after")));
    items("a page begins with the row of its cursor", EmbeddedMisbehaviours::withCursor);
    items(
        "what follows: 404 of a cursor",
        (call, rightly) ->
            follows(call, rightly, ServedAnswer.error(404, "resource_missing", "starting_after")));
    items(
        "what follows: 404 with HTML",
        (call, rightly) -> follows(call, rightly, ServedAnswer.html(404)));
    put(all.get(all.size() - 1).orState("08S01"));
    items(
        "what follows: 404 of the subscription",
        (call, rightly) ->
            follows(call, rightly, ServedAnswer.error(404, "resource_missing", "subscription")));
    put(all.get(all.size() - 1).orState("HY000"));
    items(
        "a row has no time",
        (call, rightly) -> rightly.answer(call).row(2, row -> row.putNull("created")));
    items(
        "rows stand there twice",
        (call, rightly) -> rightly.answer(call).rows(rows -> rows.addAll(rows.deepCopy())));
  }
}

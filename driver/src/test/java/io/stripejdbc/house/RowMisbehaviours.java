package io.stripejdbc.house;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.house.Misbehaviour.Group;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Lists that are not what was asked for: envelopes, rows, ids, kinds and values. */
final class RowMisbehaviours extends MisbehaviourCollector {
  private static final int PLACE = 3;

  private RowMisbehaviours() {}

  static List<Misbehaviour> all() {
    RowMisbehaviours rows = new RowMisbehaviours();
    rows.envelopes();
    rows.strangers();
    rows.ids();
    rows.values();
    return List.copyOf(rows.all);
  }

  private void list(String name, UnaryOperator<ServedAnswer> change) {
    all.add(
        Misbehaviour.of(
            Group.CHARGES_PAGE,
            name,
            (call, rightly) ->
                PageMisbehaviours.isList(call)
                    ? change.apply(rightly.answer(call))
                    : rightly.answer(call)));
  }

  private void envelope(String name, Consumer<ObjectNode> edit) {
    list("envelope: " + name, answer -> answer.edited(edit));
  }

  private void rows(String name, Consumer<ArrayNode> edit) {
    list(
        "rows: " + name,
        answer ->
            answer.rows(
                rows -> {
                  if (rows.size() > PLACE) {
                    edit.accept(rows);
                  }
                }));
  }

  private void row(String name, Consumer<ObjectNode> edit) {
    list("row: " + name, answer -> answer.row(PLACE, edit));
  }

  private void envelopes() {
    envelope("data is missing", list -> list.remove("data"));
    envelope("data is null", list -> list.putNull("data"));
    envelope("data is an object", list -> list.putObject("data"));
    envelope("data is a text", list -> list.put("data", "none"));
    envelope("data is the first row", list -> list.set("data", list.path("data").path(0)));
    envelope(
        "data is a list in a list",
        list -> list.set("data", ServedAnswer.JSON.createArrayNode().add(list.get("data"))));
    envelope("object is missing", list -> list.remove("object"));
    envelope("object is null", list -> list.putNull("object"));
    envelope("object is search_result", list -> list.put("object", "search_result"));
    envelope("object is charge", list -> list.put("object", "charge"));
    envelope("url is another list's, as are the rows", list -> strangers(list));
    envelope("rows stand under another name", list -> list.set("items", list.remove("data")));
    list(
        "envelope: the list is the value of a field",
        answer -> answer.with("{\"list\":" + answer.text() + "}"));
    list("envelope: only the rows", answer -> answer.with(answer.object().path("data").toString()));
    list("envelope: an object instead of a list", answer -> answer.with(charge("ch_0007")));
    list(
        "envelope: a deleted object instead of a list",
        answer -> answer.with("{\"id\":\"ch_1\",\"object\":\"charge\",\"deleted\":true}"));
    list(
        "envelope: an error beside the rows",
        answer ->
            answer.edited(
                list ->
                    list.putObject("error")
                        .put("message", "It does not go.")
                        .put("type", "api_error")));
  }

  private static String charge(String id) {
    return "{\"id\":\"" + id + "\",\"object\":\"charge\",\"created\":1749000000,\"amount\":1007}";
  }

  private static void strangers(ObjectNode list) {
    list.put("url", "/v1/customers");
    list.path("data")
        .forEach(
            row ->
                ((ObjectNode) row)
                    .put("object", "customer")
                    .put("id", "cus" + ServedLists.id(row)));
  }

  private void strangers() {
    rows("one is of another kind", rows -> rows.insert(PLACE, stranger("refund", "re_1")));
    rows("one of another kind stands last", rows -> rows.add(stranger("customer", "cus_1")));
    rows(
        "one has no kind",
        rows -> rows.insert(PLACE, stranger("charge", "ch_x").without("object")));
    rows(
        "all are of another kind",
        rows -> rows.forEach(row -> ((ObjectNode) row).put("object", "payment_intent")));
    rows(
        "one is deleted",
        rows ->
            rows.insert(
                PLACE,
                ServedAnswer.read("{\"id\":\"ch_gone\",\"object\":\"charge\",\"deleted\":true}")));
    rows("one is null", rows -> rows.insertNull(PLACE));
    rows("all are null", rows -> nulls(rows));
    rows("one is a text", rows -> rows.insert(PLACE, "ch_0005"));
    rows("one is a number", rows -> rows.insert(PLACE, 5));
    rows("one is a list", rows -> rows.insertArray(PLACE));
    rows("one is empty", rows -> rows.insertObject(PLACE));
    rows(
        "one is an error",
        rows ->
            rows.insert(PLACE, ServedAnswer.read("{\"error\":{\"message\":\"It does not go.\"}}")));
    rows(
        "one stands there twice, side by side",
        rows -> rows.insert(PLACE, rows.get(PLACE).deepCopy()));
    rows("one stands there twice, first and last", rows -> rows.add(rows.get(0).deepCopy()));
    rows("all stand there twice", rows -> rows.addAll(rows.deepCopy()));
  }

  private static ObjectNode stranger(String kind, String id) {
    ObjectNode row = ServedAnswer.read(charge(id));
    return row.put("object", kind);
  }

  private static void nulls(ArrayNode rows) {
    int size = rows.size();
    rows.removeAll();
    for (int i = 0; i < size; i++) {
      rows.addNull();
    }
  }

  private void field(String name, String field, BiConsumer<ObjectNode, String> edit) {
    row(field + " is " + name, row -> edit.accept(row, field));
  }

  private void ids() {
    field("missing", "id", ObjectNode::remove);
    field("null", "id", ObjectNode::putNull);
    field("a number", "id", (row, field) -> row.put(field, 17));
    field("empty", "id", (row, field) -> row.put(field, ""));
    field("a truth value", "id", (row, field) -> row.put(field, true));
    field("an object", "id", ObjectNode::putObject);
    field("a list", "id", ObjectNode::putArray);
    field("missing", "object", ObjectNode::remove);
    field("null", "object", ObjectNode::putNull);
    rows("the last has no id", rows -> ((ObjectNode) rows.get(rows.size() - 1)).remove("id"));
    rows(
        "the last has null for an id",
        rows -> ((ObjectNode) rows.get(rows.size() - 1)).putNull("id"));
    rows("none has an id", rows -> rows.forEach(row -> ((ObjectNode) row).remove("id")));
    rows(
        "all have the same id",
        rows -> rows.forEach(row -> ((ObjectNode) row).put("id", "ch_0000")));
  }

  private void values() {
    field("missing", "created", ObjectNode::remove);
    field("null", "created", ObjectNode::putNull);
    field("a text", "created", (row, field) -> row.put(field, "yesterday"));
    field("a date as text", "created", (row, field) -> row.put(field, "2025-06-01T00:00:00Z"));
    field("negative", "created", (row, field) -> row.put(field, -5));
    field(
        "a number with a fraction",
        "created",
        (row, field) -> row.put(field, row.path(field).asLong() + 0.5));
    field(
        "in milliseconds",
        "created",
        (row, field) -> row.put(field, row.path(field).asLong() * 1000));
    field("beyond all time", "created", (row, field) -> row.put(field, Long.MAX_VALUE));
    field("an object", "created", ObjectNode::putObject);
    field("true", "created", (row, field) -> row.put(field, true));
    field("a number with a fraction", "amount", (row, field) -> row.put(field, 12.5));
    field("a word", "amount", (row, field) -> row.put(field, "much"));
    field("an object", "amount", ObjectNode::putObject);
    field("true", "amount", (row, field) -> row.put(field, true));
    field(
        "beyond 64 bits",
        "amount",
        (row, field) -> row.put(field, new java.math.BigInteger("99999999999999999999999")));
    list(
        "row: amount is 1e400",
        answer -> answer.written(text -> text.replace("\"amount\":1003,", "\"amount\":1e400,")));
    list(
        "row: amount is 1e99999999",
        answer ->
            answer.written(text -> text.replace("\"amount\":1003,", "\"amount\":1e99999999,")));
    rows("none has a time", rows -> rows.forEach(row -> ((ObjectNode) row).remove("created")));
    rows(
        "all have null for a time",
        rows -> rows.forEach(row -> ((ObjectNode) row).putNull("created")));
    row(
        "customer is the whole object",
        row ->
            row.set(
                "customer",
                ServedAnswer.JSON
                    .createObjectNode()
                    .put("id", row.path("customer").asText())
                    .put("object", "customer")));
  }
}

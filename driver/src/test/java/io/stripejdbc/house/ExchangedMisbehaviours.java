package io.stripejdbc.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.house.Misbehaviour.Group;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Answers that are right ones of another question, and values of another kind of JSON. */
final class ExchangedMisbehaviours extends MisbehaviourCollector {
  private ExchangedMisbehaviours() {}

  static List<Misbehaviour> all() {
    ExchangedMisbehaviours exchanged = new ExchangedMisbehaviours();
    exchanged.pages();
    exchanged.times();
    exchanged.envelopes();
    exchanged.keys();
    return List.copyOf(exchanged.all);
  }

  private void pages() {
    add(
        Group.CHARGES,
        "exchanged: the second page and the third",
        (call, rightly) ->
            rightly.answer(
                switch (call.parameters().getOrDefault("starting_after", "")) {
                  case "ch_0099" -> call.with("starting_after", "ch_0199");
                  case "ch_0299" -> call.with("starting_after", "ch_0099");
                  default -> call;
                }));
    add(
        Group.CHARGES_BY_ID,
        "exchanged: the ids of two objects",
        (call, rightly) -> rightly.answer(call).edited(o -> swap(o, "id", "customer")));
    add(
        Group.ITEMS,
        "exchanged: the rows of the parent's list are those of its parent",
        (call, rightly) ->
            PageMisbehaviours.isList(call)
                ? rightly.answer(call).rows(rows -> rows.forEach(r -> kind(r, "invoice")))
                : rightly.answer(call));
  }

  private static void kind(JsonNode row, String kind) {
    if (row instanceof ObjectNode object) {
      object.put("object", kind);
    }
  }

  private static void swap(ObjectNode object, String one, String other) {
    if (object.has(one) && object.has(other)) {
      String before = object.get(one).asText();
      object.put(one, object.get(other).asText());
      object.put(other, before);
    }
  }

  private void row(String name, Consumer<ObjectNode> edit) {
    add(
        Group.CHARGES_FEW,
        "exchanged: " + name,
        (call, rightly) ->
            PageMisbehaviours.isList(call)
                ? rightly.answer(call).row(1, edit)
                : rightly.answer(call));
  }

  private void times() {
    row("created is an object", row -> row.putObject("created"));
    row("created is true", row -> row.put("created", true));
    row("created has a fraction", row -> row.put("created", row.get("created").asLong() + 0.5));
    row("created is below zero", row -> row.put("created", -row.get("created").asLong()));
    row(
        "created is in microseconds",
        row -> row.put("created", row.get("created").asLong() * 1_000_000));
    row("created is a date as text", row -> row.put("created", "2026-01-01T00:00:00Z"));
    row("id is a number", row -> row.put("id", 17));
    row("id is a list", row -> row.putArray("id").add("ch_0001"));
    row("id is an object", row -> row.putObject("id").put("id", "ch_0001"));
  }

  private void envelope(String name, Consumer<ObjectNode> edit) {
    add(
        Group.CHARGES_FEW,
        "exchanged: " + name,
        (call, rightly) ->
            PageMisbehaviours.isList(call)
                ? rightly.answer(call).edited(edit)
                : rightly.answer(call));
  }

  private void envelopes() {
    envelope("has_more is 1", list -> list.put("has_more", 1));
    envelope("has_more is 0", list -> list.put("has_more", 0));
    envelope("has_more is a list", list -> list.putArray("has_more").add(true));
    envelope("data is a number", list -> list.put("data", 3));
    envelope("data is false", list -> list.put("data", false));
    envelope(
        "data is an object of rows by number",
        list -> {
          ArrayNode rows = (ArrayNode) list.remove("data");
          ObjectNode byNumber = list.putObject("data");
          for (int i = 0; i < rows.size(); i++) {
            byNumber.set(String.valueOf(i), rows.get(i));
          }
        });
  }

  private void text(String name, UnaryOperator<String> edit) {
    add(
        Group.CHARGES_FEW,
        "exchanged: " + name,
        (call, rightly) ->
            PageMisbehaviours.isList(call)
                ? rightly.answer(call).written(edit)
                : rightly.answer(call));
  }

  private void keys() {
    text(
        "has_more stands there twice, and differs",
        text -> text.replaceFirst("\\{", "{\"has_more\":true,"));
    text("an empty data before the right one", text -> text.replaceFirst("\\{", "{\"data\":[],"));
    text("a second data, which is empty", text -> text.replaceFirst("}$", ",\"data\":[]}"));
    text(
        "the id of a row stands there twice, and differs",
        text -> text.replaceFirst("\"id\":", "\"id\":\"ch_9999\",\"id\":"));
  }
}

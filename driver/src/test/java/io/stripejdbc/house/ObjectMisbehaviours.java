package io.stripejdbc.house;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.house.Misbehaviour.Group;
import io.stripejdbc.house.Misbehaviour.Rightly;
import io.stripejdbc.house.Misbehaviour.Trick;
import java.util.List;
import java.util.function.Consumer;

/** Objects and searches that are not what was asked for. */
final class ObjectMisbehaviours extends MisbehaviourCollector {
  private ObjectMisbehaviours() {}

  static List<Misbehaviour> all() {
    ObjectMisbehaviours objects = new ObjectMisbehaviours();
    objects.byId();
    objects.search();
    return List.copyOf(objects.all);
  }

  private void byId(String name, Trick trick) {
    byId(Group.CHARGES_BY_ID, "/v1/charges/ch_", name, trick);
  }

  private void byId(Group group, String path, String name, Trick trick) {
    all.add(
        Misbehaviour.of(
            group,
            "GET by id: " + name + (group == Group.LOOKUP ? ", in a join" : ""),
            (call, rightly) ->
                call.startsWith(path) ? trick.answer(call, rightly) : rightly.answer(call)));
  }

  private void byId() {
    byId("another id", (call, rightly) -> rightly.answer(call.at("/v1/charges/ch_0006")));
    byId(
        "the id in capitals",
        (call, rightly) -> rightly.answer(call).written(text -> text.replace("\"ch_0", "\"CH_0")));
    byId("no id", (call, rightly) -> edited(call, rightly, row -> row.remove("id")));
    byId("null for an id", (call, rightly) -> edited(call, rightly, row -> row.putNull("id")));
    byId(
        "another kind",
        (call, rightly) -> edited(call, rightly, row -> row.put("object", "refund")));
    byId("no kind", (call, rightly) -> edited(call, rightly, row -> row.remove("object")));
    byId("the list", (call, rightly) -> rightly.answer(call.at("/v1/charges")));
    byId(
        "a list of the one row",
        (call, rightly) ->
            rightly.answer(call.at("/v1/charges").ordered(rows -> only(call, rows))));
    byId(
        "the row in a list of JSON",
        (call, rightly) -> rightly.answer(call).written(text -> "[" + text + "]"));
    byId("an empty object", (call, rightly) -> ServedAnswer.json(200, "{}"));
    byId("null", (call, rightly) -> ServedAnswer.json(200, "null"));
    byId(
        "200 with an error",
        (call, rightly) -> ServedAnswer.error(404, "resource_missing", "id").as(200));
    byId(
        "an error beside the fields",
        (call, rightly) ->
            edited(call, rightly, row -> row.putObject("error").put("message", "It does not go.")));
    byId("200 with HTML", (call, rightly) -> ServedAnswer.html(200));
    byId("200 without a body", (call, rightly) -> ServedAnswer.json(200, ""));
    byId("no time", (call, rightly) -> edited(call, rightly, row -> row.putNull("created")));
    for (int status : new int[] {204, 404, 410}) {
      byId("an empty " + status, (call, rightly) -> ServedAnswer.json(status, ""));
    }
    byId("404 with HTML", (call, rightly) -> ServedAnswer.html(404));
    byId(
        "404 with JSON that is no error",
        (call, rightly) -> ServedAnswer.json(404, "{\"message\":\"no Route matched\"}"));
    byId(
        "404 with an error that is a text",
        (call, rightly) -> ServedAnswer.json(404, "{\"error\":\"not found\"}"));
    byId(
        "404 of a cursor",
        (call, rightly) -> ServedAnswer.error(404, "resource_missing", "starting_after"));
    byId("404 without a code", (call, rightly) -> ServedAnswer.error(404, "", ""));
    List<Misbehaviour> orRefused = all.subList(all.size() - 8, all.size());
    orRefused.replaceAll(one -> one.orState("HY000", "42501", "08S01"));
    byId(
        Group.DELETED_CUSTOMER,
        "/v1/customers/cus_gone",
        "a customer that is deleted",
        (call, rightly) ->
            ServedAnswer.json(
                200, "{\"id\":\"cus_gone\",\"object\":\"customer\",\"deleted\":true}"));
    all.set(all.size() - 1, all.get(all.size() - 1).rowsOnly());
    String customers = "/v1/customers/cus_";
    byId(
        Group.LOOKUP,
        customers,
        "another id",
        (call, rightly) -> rightly.answer(call.at("/v1/customers/cus_0099")));
    byId(Group.LOOKUP, customers, "404 with HTML", (call, rightly) -> ServedAnswer.html(404));
    byId(
        Group.LOOKUP,
        customers,
        "the list",
        (call, rightly) -> rightly.answer(call.at("/v1/customers")));
    byId(
        Group.LOOKUP,
        customers,
        "200 with an error",
        (call, rightly) -> ServedAnswer.error(404, "resource_missing", "id").as(200));
    byId(
        Group.LOOKUP,
        customers,
        "404 of a cursor",
        (call, rightly) -> ServedAnswer.error(404, "resource_missing", "starting_after"));
    all.set(all.size() - 1, all.get(all.size() - 1).orState("HY000"));
  }

  private static List<ObjectNode> only(ServedCall call, List<ObjectNode> rows) {
    return rows.stream().filter(row -> call.path().endsWith(ServedLists.id(row))).toList();
  }

  private static ServedAnswer edited(ServedCall call, Rightly rightly, Consumer<ObjectNode> edit) {
    ServedAnswer right = rightly.answer(call);
    return right.status() == 200 ? right.edited(edit) : right;
  }

  private void search(String name, Trick trick) {
    all.add(
        Misbehaviour.of(
                Group.SEARCH,
                "search: " + name,
                (call, rightly) ->
                    call.path().endsWith("/search")
                        ? trick.answer(call, rightly)
                        : rightly.answer(call))
            .under(";search=on"));
  }

  private void search() {
    search("the query is ignored", (call, rightly) -> rightly.answer(call.without("query")));
    search(
        "the next page is the first again",
        (call, rightly) -> rightly.answer(call.without("page")));
    search(
        "rows stand there twice",
        (call, rightly) -> rightly.answer(call).rows(rows -> rows.addAll(rows.deepCopy())));
    search(
        "the envelope of a list",
        (call, rightly) -> rightly.answer(call).edited(list -> list.put("object", "list")));
    search(
        "has_more without a next page",
        (call, rightly) ->
            rightly.answer(call).edited(list -> list.put("has_more", true).putNull("next_page")));
    search(
        "a row of another kind",
        (call, rightly) -> rightly.answer(call).row(0, row -> row.put("object", "refund")));
    search(
        "an empty page that has more",
        (call, rightly) ->
            rightly
                .answer(call)
                .edited(
                    list -> list.put("has_more", true).put("next_page", "p0").putArray("data")));
    search("404 with HTML", (call, rightly) -> ServedAnswer.html(404));
    search("200 with an error", (call, rightly) -> ServedAnswer.error(400, "", "").as(200));
    search(
        "rows without an id",
        (call, rightly) -> rightly.answer(call).row(0, row -> row.remove("id")));
  }
}

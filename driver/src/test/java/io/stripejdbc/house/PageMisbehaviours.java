package io.stripejdbc.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.house.Misbehaviour.Group;
import io.stripejdbc.house.Misbehaviour.Trick;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cursors, limits and {@code has_more} that are wrong, and lists that change while they are read.
 */
final class PageMisbehaviours extends MisbehaviourCollector {
  private static final String[] BOUNDS = {
    "created[lt]", "created[lte]", "created[gt]", "created[gte]"
  };

  private PageMisbehaviours() {}

  static List<Misbehaviour> all() {
    PageMisbehaviours pages = new PageMisbehaviours();
    pages.cursors();
    pages.more();
    pages.limits();
    pages.changes();
    pages.arriving();
    return List.copyOf(pages.all);
  }

  private void charges(String name, Trick trick) {
    add(Group.CHARGES, name, trick);
  }

  private void cursors() {
    charges(
        "the cursor is ignored", (call, rightly) -> rightly.answer(call.without("starting_after")));
    charges(
        "a page begins with the row of its cursor",
        (call, rightly) -> withCursor(call, rightly, 1));
    charges(
        "a page begins one row before its cursor", (call, rightly) -> withCursor(call, rightly, 2));
    charges(
        "a page repeats half of the one before", (call, rightly) -> withCursor(call, rightly, 50));
    charges(
        "every second page is the first again",
        (call, rightly) ->
            rightly.answer(call.number() % 2 == 0 ? call.without("starting_after") : call));
    charges(
        "what follows is in reverse",
        (call, rightly) ->
            call.follows()
                ? rightly.answer(call).rows(PageMisbehaviours::reverse)
                : rightly.answer(call));
    charges(
        "every page is in reverse",
        (call, rightly) ->
            isList(call)
                ? rightly.answer(call).rows(PageMisbehaviours::reverse)
                : rightly.answer(call));
    charges(
        "what follows ends with the row of the cursor",
        (call, rightly) -> withRow(call, rightly, false));
    charges(
        "what follows has the row of the cursor in its middle",
        (call, rightly) -> withRow(call, rightly, true));
    charges(
        "a page that follows is the same for ever",
        (call, rightly) ->
            rightly.answer(
                call.follows() ? call.with("starting_after", "ch_0099").without(BOUNDS) : call));
    charges(
        "a page that follows is cut to the row of its cursor",
        (call, rightly) -> call.follows() ? one(call, rightly) : rightly.answer(call));
    add(
        Group.CUSTOMERS,
        "customers: the cursor is ignored",
        (call, rightly) -> rightly.answer(call.without("starting_after")));
    add(
        Group.PRICES,
        "prices: a page begins with the row of its cursor",
        (call, rightly) -> withCursor(call, rightly, 1));
  }

  static boolean isList(ServedCall call) {
    return call.path().equals("/v1/charges");
  }

  private static void reverse(ArrayNode rows) {
    List<JsonNode> all = new ArrayList<>();
    rows.forEach(all::add);
    Collections.reverse(all);
    rows.removeAll().addAll(all);
  }

  /** Moves the cursor back within the list as it is asked, or to its beginning. */
  private static ServedAnswer withCursor(ServedCall call, Misbehaviour.Rightly rightly, int back) {
    if (!call.has("starting_after")) {
      return rightly.answer(call);
    }
    String cursor = call.parameters().get("starting_after");
    List<String> ids = new ArrayList<>();
    ServedCall from = call.without("starting_after").with("limit", "1000");
    rightly.answer(from).object().path("data").forEach(row -> ids.add(ServedLists.id(row)));
    int place = ids.indexOf(cursor) - back;
    return rightly.answer(
        place < 0 ? call.without("starting_after") : call.with("starting_after", ids.get(place)));
  }

  private static ServedAnswer withRow(
      ServedCall call, Misbehaviour.Rightly rightly, boolean middle) {
    ServedAnswer right = rightly.answer(call);
    if (!call.has("starting_after") || right.status() != 200) {
      return right;
    }
    JsonNode row = cursor(call, rightly);
    return right.rows(rows -> rows.insert(middle ? rows.size() / 2 : rows.size(), row));
  }

  private static ObjectNode cursor(ServedCall call, Misbehaviour.Rightly rightly) {
    return rightly
        .answer(call.at(call.path() + "/" + call.parameters().get("starting_after")))
        .object();
  }

  private static ServedAnswer one(ServedCall call, Misbehaviour.Rightly rightly) {
    return rightly.answer(call).rows(rows -> rows.removeAll().add(cursor(call, rightly)));
  }

  private void more(String name, Trick trick) {
    charges(
        "has_more: " + name,
        (call, rightly) -> isList(call) ? trick.answer(call, rightly) : rightly.answer(call));
  }

  private void more() {
    more(
        "true on every page",
        (call, rightly) -> rightly.answer(call).edited(list -> list.put("has_more", true)));
    more(
        "missing", (call, rightly) -> rightly.answer(call).edited(list -> list.remove("has_more")));
    more("null", (call, rightly) -> rightly.answer(call).edited(list -> list.putNull("has_more")));
    more(
        "a text",
        (call, rightly) ->
            rightly
                .answer(call)
                .edited(list -> list.put("has_more", list.path("has_more").asText())));
    more(
        "a number",
        (call, rightly) ->
            rightly
                .answer(call)
                .edited(list -> list.put("has_more", list.path("has_more").asBoolean() ? 1 : 0)));
    more(
        "an object",
        (call, rightly) -> rightly.answer(call).edited(list -> list.putObject("has_more")));
    more("true with an empty page, for ever", (call, rightly) -> empty(rightly.answer(call)));
    more(
        "true with an empty page instead of the second",
        (call, rightly) -> call.follows() ? empty(rightly.answer(call)) : rightly.answer(call));
    more(
        "true after the last page, then a page with one row of it",
        (call, rightly) -> rightly.answer(call).edited(list -> again(call, rightly, list)));
    more("true with a page half as long as asked", (call, rightly) -> rightly.answer(halved(call)));
    put(all.get(all.size() - 1).rowsOnly());
  }

  private static ServedCall halved(ServedCall call) {
    int limit = Integer.parseInt(call.parameters().getOrDefault("limit", "10"));
    return call.with("limit", "" + Math.max(1, limit / 2));
  }

  private static ServedAnswer empty(ServedAnswer right) {
    return right.edited(list -> list.put("has_more", true).putArray("data"));
  }

  private static void again(ServedCall call, Misbehaviour.Rightly rightly, ObjectNode list) {
    if (list.path("data").isEmpty() && call.has("starting_after")) {
      list.withArray("data").add(cursor(call, rightly));
    }
    list.put("has_more", true);
  }

  private void limits() {
    charges(
        "limit is ignored, everything comes at once",
        (call, rightly) -> rightly.answer(call.with("limit", "1000")));
    charges(
        "limit is ignored, always a hundred come",
        (call, rightly) -> rightly.answer(call.with("limit", "100")));
    charges(
        "limit is ignored, always 120 come",
        (call, rightly) -> rightly.answer(call.with("limit", "120")));
    charges(
        "a page has one row more than asked, which comes again",
        (call, rightly) -> oneMore(call, rightly));
    charges("pages have at most 60 rows", (call, rightly) -> rightly.answer(capped(call)));
    put(all.get(all.size() - 1).rowsOnly());
  }

  private static ServedCall capped(ServedCall call) {
    int limit = Integer.parseInt(call.parameters().getOrDefault("limit", "10"));
    return call.with("limit", "" + Math.min(60, limit));
  }

  private static ServedAnswer oneMore(ServedCall call, Misbehaviour.Rightly rightly) {
    ServedAnswer right = rightly.answer(call);
    JsonNode last =
        isList(call)
            ? right.object().path("data").path(right.object().path("data").size() - 1)
            : null;
    return last == null || last.isMissingNode()
        ? right
        : right.rows(rows -> rows.add(last.deepCopy()));
  }

  /**
   * The list changes while it is read: rows that come or go may be there or not, the others are
   * there once.
   */
  private void changes() {
    add(
        Group.CHARGES_WHOLE,
        "rows are deleted, the cursor among them",
        (call, rightly) ->
            "ch_0099".equals(call.parameters().get("starting_after"))
                    || "ch_0199".equals(call.parameters().get("starting_after"))
                ? ServedAnswer.error(400, "resource_missing", "starting_after")
                : rightly.answer(call));
    put(all.get(all.size() - 1).rowsOnly());
    add(
        Group.CHARGES_WHOLE,
        "the cursor is lost with 404",
        (call, rightly) ->
            "ch_0099".equals(call.parameters().get("starting_after"))
                ? ServedAnswer.error(404, "resource_missing", "starting_after")
                : rightly.answer(call));
    put(all.get(all.size() - 1).rowsOnly());
    add(
        Group.CHARGES_WHOLE,
        "every cursor is lost",
        (call, rightly) ->
            call.follows()
                ? ServedAnswer.error(400, "resource_missing", "starting_after")
                : rightly.answer(call));
  }

  /** Each call finds more new rows before the others; calls with an upper bound do not see them. */
  private void arriving() {
    Set<String> arrived = new TreeSet<>();
    for (int i = 0; i < 100; i++) {
      arrived.add(ServedRows.numbered("cus_new", i));
    }
    add(
        Group.CUSTOMERS,
        "rows are inserted before the others",
        (call, rightly) ->
            call.has("created[lt]") || call.has("created[lte]") || call.has("email")
                ? rightly.answer(call)
                : rightly.answer(call.ordered(rows -> withNew(rows, call.number()))));
    put(all.get(all.size() - 1).unsureOf(arrived).rowsOnly());
    Set<String> gone = Set.of("cus_0050", "cus_0099", "cus_0110");
    add(
        Group.CUSTOMERS,
        "rows are deleted, a cursor among them",
        (call, rightly) ->
            rightly.answer(
                call.number() == 1
                    ? call
                    : call.ordered(
                        rows ->
                            rows.stream()
                                .filter(row -> !gone.contains(ServedLists.id(row)))
                                .toList())));
    put(all.get(all.size() - 1).unsureOf(gone).rowsOnly());
  }

  private static List<ObjectNode> withNew(List<ObjectNode> rows, int count) {
    List<ObjectNode> more = new ArrayList<>(rows);
    for (int i = 0; i < Math.min(count, 100); i++) {
      ObjectNode row = rows.get(0).deepCopy();
      row.put("id", ServedRows.numbered("cus_new", i)).put("created", ServedRows.NEWEST + 10 + i);
      more.add(0, row.put("email", "new@example.com"));
    }
    return more;
  }
}

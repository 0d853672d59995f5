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
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Lists under a parent, embedded and by their own endpoint; accounts; lists of version 2. */
final class NestedMisbehaviours {
  private static final String INVOICE = "/v1/invoices/in_0040/lines";
  private static final String ACCOUNT = "/v1/account";
  private static final String SCOPE = ";accounts=platform,connected";

  private final List<Misbehaviour> all = new ArrayList<>();

  private NestedMisbehaviours() {}

  static List<Misbehaviour> all() {
    NestedMisbehaviours nested = new NestedMisbehaviours();
    nested.embedded();
    nested.endpoint();
    nested.items();
    nested.capabilities();
    nested.accounts();
    nested.connected();
    nested.versionTwo();
    return nested.all;
  }

  private Misbehaviour add(Group group, String name, String path, Trick trick) {
    Misbehaviour added =
        Misbehaviour.of(
            group,
            group + ": " + name,
            (call, rightly) ->
                call.path().equals(path) ? trick.answer(call, rightly) : rightly.answer(call));
    all.add(added);
    return added;
  }

  private void put(Misbehaviour changed) {
    all.set(all.size() - 1, changed);
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
              boolean single = call.startsWith("/v1/invoices/in_") && !call.path().endsWith("/lines");
              return single && right.status() == 200 ? right.edited(row -> invoice(row, edit)) : right;
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
    lines("each twice", lines -> lines.withArray("data").addAll((ArrayNode) lines.get("data").deepCopy()));
    lines("one of another kind", lines -> ((ObjectNode) lines.path("data").path(3)).put("object", "charge"));
    lines("one without an id", lines -> ((ObjectNode) lines.path("data").path(3)).remove("id"));
    lines("the last without an id", lines -> ((ObjectNode) lines.path("data").path(9)).remove("id"));
    lines("one is null", lines -> lines.withArray("data").insertNull(3));
    lines("url leads to another invoice", lines -> lines.put("url", "/v1/invoices/in_0041/lines"));
    lines("url leads elsewhere", lines -> lines.put("url", "/leak/lines"));
    lines("url is missing", lines -> lines.remove("url"));
    lines("the newest ten instead of the first", lines -> ((ArrayNode) lines.get("data")).removeAll().addAll(lastTen()));
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
    return add(Group.LINES, "endpoint: " + name, INVOICE, trick);
  }

  private void order(String name, UnaryOperator<List<ObjectNode>> order) {
    endpoint(name, (call, rightly) -> rightly.answer(call.ordered(order)));
  }

  private void lost(String cursor, int status) {
    put(
        endpoint("the cursor " + cursor + " is lost with " + status, (call, rightly) ->
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
      endpoint("every cursor is lost with " + status, (call, rightly) -> follows(call, rightly, ServedAnswer.error(status, "resource_missing", "starting_after")));
    }
    endpoint("what follows: 404 with HTML", (call, rightly) -> follows(call, rightly, ServedAnswer.html(404)));
    put(all.get(all.size() - 1).orState("08S01"));
    endpoint("what follows: 404 without a body", (call, rightly) -> follows(call, rightly, ServedAnswer.json(404, "")));
    put(all.get(all.size() - 1).orState("08S01"));
    endpoint("what follows: 404 of the invoice", (call, rightly) -> follows(call, rightly, ServedAnswer.error(404, "resource_missing", "invoice")));
    put(all.get(all.size() - 1).orState("HY000"));
    endpoint("what follows: 404 without a parameter", (call, rightly) -> follows(call, rightly, ServedAnswer.error(404, "resource_missing", "")));
    put(all.get(all.size() - 1).orState("HY000"));
    endpoint("what follows: 200 with an error", (call, rightly) -> follows(call, rightly, ServedAnswer.error(400, "", "").as(200)));
    endpoint("404 with HTML", (call, rightly) -> ServedAnswer.html(404));
    put(all.get(all.size() - 1).orState("08S01"));
    endpoint("404 with JSON that is no error", (call, rightly) -> ServedAnswer.json(404, "{\"message\":\"no Route matched\"}"));
    put(all.get(all.size() - 1).orState("08S01", "HY000"));
    order("in reverse", rows -> { List<ObjectNode> other = new ArrayList<>(rows); Collections.reverse(other); return other; });
    order("the last of the embedded is the last of all", NestedMisbehaviours::tenthLast);
    order("the last of the embedded is the first of all", rows -> moved(rows, 9, 0));
    order("the last of the embedded stands behind others", rows -> moved(rows, 9, 150));
    order("the embedded are spread over all", rows -> { List<ObjectNode> other = new ArrayList<>(rows); for (int i = 0; i < 10; i++) { other.add(20 * i + 20, other.remove(0)); } return other; });
    endpoint("the cursor is ignored", (call, rightly) -> rightly.answer(call.without("starting_after")));
    endpoint("a page begins with the row of its cursor", NestedMisbehaviours::withCursor);
    endpoint("another invoice's lines", (call, rightly) -> rightly.answer(call.at("/v1/invoices/in_0041/lines").without("starting_after")));
    endpoint("rows of another kind", (call, rightly) -> rightly.answer(call).row(2, row -> row.put("object", "invoiceitem")));
    endpoint("rows stand there twice", (call, rightly) -> rightly.answer(call).rows(rows -> rows.addAll(rows.deepCopy())));
    endpoint("a row has no id", (call, rightly) -> rightly.answer(call).row(2, row -> row.remove("id")));
    endpoint("has_more for ever", (call, rightly) -> rightly.answer(call).edited(list -> list.put("has_more", true)));
    endpoint("has_more is missing", (call, rightly) -> rightly.answer(call).edited(list -> list.remove("has_more")));
    endpoint("nothing, although the embedded list has more", (call, rightly) -> rightly.answer(call).edited(list -> list.put("has_more", false).putArray("data")));
  }

  private static List<ObjectNode> tenthLast(List<ObjectNode> rows) {
    return moved(rows, 9, rows.size() - 1);
  }

  private static List<ObjectNode> moved(List<ObjectNode> rows, int from, int to) {
    List<ObjectNode> other = new ArrayList<>(rows);
    other.add(to, other.remove(from));
    return other;
  }

  private static ServedAnswer follows(ServedCall call, Misbehaviour.Rightly rightly, ServedAnswer answer) {
    return call.follows() ? answer : rightly.answer(call);
  }

  private static ServedAnswer withCursor(ServedCall call, Misbehaviour.Rightly rightly) {
    String cursor = call.parameters().getOrDefault("starting_after", "");
    int place = cursor.isEmpty() ? 0 : Integer.parseInt(cursor.substring(cursor.lastIndexOf('_') + 1));
    String before = cursor.substring(0, cursor.lastIndexOf('_') + 1) + (place - 1);
    return rightly.answer(place > 0 ? call.with("starting_after", before) : call.without("starting_after"));
  }

  private void items(String name, Trick trick) {
    add(Group.ITEMS, name, "/v1/subscription_items", trick);
  }

  private void items() {
    items("subscription is ignored", (call, rightly) -> rightly.answer(call.without("subscription")));
    items("another subscription's items", (call, rightly) -> rightly.answer(call.with("subscription", "sub_0021").without("starting_after")));
    items("in reverse", (call, rightly) -> rightly.answer(call.ordered(rows -> { List<ObjectNode> other = new ArrayList<>(rows); Collections.reverse(other); return other; })));
    items("the cursor is ignored", (call, rightly) -> rightly.answer(call.without("starting_after")));
    items("a page begins with the row of its cursor", NestedMisbehaviours::withCursor);
    items("what follows: 404 of a cursor", (call, rightly) -> follows(call, rightly, ServedAnswer.error(404, "resource_missing", "starting_after")));
    items("what follows: 404 with HTML", (call, rightly) -> follows(call, rightly, ServedAnswer.html(404)));
    put(all.get(all.size() - 1).orState("08S01"));
    items("what follows: 404 of the subscription", (call, rightly) -> follows(call, rightly, ServedAnswer.error(404, "resource_missing", "subscription")));
    put(all.get(all.size() - 1).orState("HY000"));
    items("a row has no time", (call, rightly) -> rightly.answer(call).row(2, row -> row.putNull("created")));
    items("rows stand there twice", (call, rightly) -> rightly.answer(call).rows(rows -> rows.addAll(rows.deepCopy())));
  }

  private void capabilities(String name, Trick trick) {
    put(add(Group.CAPABILITIES, name, "/v1/accounts/acct_a/capabilities", trick).under(SCOPE).orState("08S01"));
  }

  private void capabilities() {
    capabilities("has_more, and two are missing", (call, rightly) -> rightly.answer(call).edited(list -> { list.put("has_more", true); list.withArray("data").remove(3); list.withArray("data").remove(2); }));
    capabilities("has_more, and none is there", (call, rightly) -> rightly.answer(call).edited(list -> list.put("has_more", true).putArray("data")));
    capabilities("one twice", (call, rightly) -> rightly.answer(call).rows(rows -> rows.add(rows.get(0).deepCopy())));
    capabilities("one of another kind", (call, rightly) -> rightly.answer(call).rows(rows -> rows.addObject().put("id", "x").put("object", "person")));
    capabilities("one without an id", (call, rightly) -> rightly.answer(call).row(1, row -> row.remove("id")));
    capabilities("one is null", (call, rightly) -> rightly.answer(call).rows(ArrayNode::addNull));
    capabilities("404 with HTML", (call, rightly) -> ServedAnswer.html(404));
    capabilities("404 with JSON that is no error", (call, rightly) -> ServedAnswer.json(404, "{\"message\":\"no Route matched\"}"));
    put(all.get(all.size() - 1).orState("HY000"));
    capabilities("200 with an error", (call, rightly) -> ServedAnswer.error(400, "", "").as(200));
    capabilities("another account's", (call, rightly) -> rightly.answer(call.at("/v1/accounts/acct_b/capabilities")));
    capabilities("data is missing", (call, rightly) -> rightly.answer(call).edited(list -> list.remove("data")));
  }

  private void accounts(String name, String path, Function<ServedAnswer, ServedAnswer> change) {
    put(add(Group.ACCOUNTS, path + ": " + name, path, (call, rightly) -> change.apply(rightly.answer(call))).under(SCOPE).orState("08S01", "HY000"));
  }

  private void accounts() {
    String list = "/v1/accounts";
    accounts("one twice", list, right -> right.rows(rows -> rows.add(rows.get(0).deepCopy())));
    accounts("one without an id", list, right -> right.row(1, row -> row.remove("id")));
    accounts("one with null for an id", list, right -> right.row(1, row -> row.putNull("id")));
    accounts("one of another kind", list, right -> right.row(1, row -> row.put("object", "person")));
    accounts("the platform among them", list, right -> right.rows(rows -> rows.add(ServedAnswer.read("{\"id\":\"acct_platform\",\"object\":\"account\",\"created\":1660000000,\"country\":\"GB\",\"type\":\"express\"}"))));
    accounts("has_more for ever", list, right -> right.edited(envelope -> envelope.put("has_more", true)));
    accounts("data is missing", list, right -> right.edited(envelope -> envelope.remove("data")));
    accounts("one is null", list, right -> right.rows(ArrayNode::addNull));
    accounts("404 with HTML", list, right -> ServedAnswer.html(404));
    accounts("200 with an error", list, right -> ServedAnswer.error(403, "", "").as(200));
    accounts("a list", ACCOUNT, right -> ServedAnswer.json(200, "{\"object\":\"list\",\"data\":[],\"has_more\":false}"));
    accounts("another kind", ACCOUNT, right -> right.edited(row -> row.put("object", "person")));
    accounts("no id", ACCOUNT, right -> right.edited(row -> row.remove("id")));
    accounts("null for an id", ACCOUNT, right -> right.edited(row -> row.putNull("id")));
    accounts("an empty object", ACCOUNT, right -> ServedAnswer.json(200, "{}"));
    accounts("200 with an error", ACCOUNT, right -> ServedAnswer.error(403, "", "").as(200));
    accounts("404 with HTML", ACCOUNT, right -> ServedAnswer.html(404));
    accounts("404 of the account", ACCOUNT, right -> ServedAnswer.error(404, "resource_missing", "id"));
  }

  private Misbehaviour connected(Group group, String name, Trick trick) {
    Misbehaviour added = add(group, name, "/v1/charges", (call, rightly) -> call.account().equals("acct_b") ? trick.answer(call, rightly) : rightly.answer(call));
    put(added.under(SCOPE).naming("acct_b").orState("42501"));
    return all.get(all.size() - 1);
  }

  private void connected() {
    connected(Group.CONNECTED, "one account refuses", (call, rightly) -> ServedAnswer.error(403, "account_invalid", ""));
    put(connected(Group.CONNECTED_WITHOUT_B, "one account refuses, and is left out", (call, rightly) -> ServedAnswer.error(403, "account_invalid", "")).under(";onAccountError=warn").rowsOnly());
    put(connected(Group.CONNECTED, "403 with HTML for one account", (call, rightly) -> ServedAnswer.html(403)).under(";onAccountError=warn").orState("08S01"));
    put(connected(Group.CONNECTED, "404 with HTML for one account", (call, rightly) -> ServedAnswer.html(404)).under(";onAccountError=warn").orState("08S01"));
    put(connected(Group.CONNECTED, "401 for one account", (call, rightly) -> ServedAnswer.error(401, "", "")).under(";onAccountError=warn").orState("28000").naming());
    put(connected(Group.CONNECTED, "500 for one account", (call, rightly) -> ServedAnswer.error(500, "", "")).under(";onAccountError=warn"));
    put(connected(Group.CONNECTED, "400 for one account", (call, rightly) -> ServedAnswer.error(400, "", "")).under(";onAccountError=warn").orState("HY000"));
    connected(Group.CONNECTED, "200 with account_invalid for one account", (call, rightly) -> ServedAnswer.error(403, "account_invalid", "").as(200));
    connected(Group.CONNECTED, "an answer names another account", (call, rightly) -> rightly.answer(call).header("Stripe-Account", "acct_a"));
    connected(Group.CONNECTED, "rows are live for a key of test mode", (call, rightly) -> rightly.answer(call).rows(rows -> rows.forEach(row -> ((ObjectNode) row).put("livemode", true))));
    put(
        add(Group.CONNECTED, "an account with line breaks in its id", "/v1/accounts", (call, rightly) ->
                rightly.answer(call).row(1, row -> row.put("id", "acct_b\r\nX-More: 1")))
            .under(SCOPE)
            .orState("42501", "HY000"));
    connected(Group.CONNECTED, "an empty object for one account", (call, rightly) -> ServedAnswer.json(200, "{}"));
  }

  private void v2(String name, Trick trick) {
    add(Group.V2, name, "/v2/core/accounts", trick);
  }

  private void next(String name, Function<ServedCall, String> url) {
    v2("next_page_url " + name, (call, rightly) -> rightly.answer(call).edited(list -> {
      if (!list.path("next_page_url").isNull()) {
        list.put("next_page_url", url.apply(call));
      }
    }));
  }

  private void versionTwo() {
    next("leads to the first page", call -> "/v2/core/accounts?limit=20");
    next("leads to the same page", call -> "/v2/core/accounts?limit=20&page=p20");
    next("leads to another host", call -> StatusMisbehaviours.otherHost(call) + "/v2/core/accounts?limit=20&page=p20");
    next("leads to another host by two slashes", call -> StatusMisbehaviours.otherHost(call).substring(5) + "/v2/core/accounts?page=p20");
    next("leads to another host by a user", call -> "http://127.0.0.1@" + StatusMisbehaviours.otherHost(call).substring(7) + "/v2/core/accounts?page=p20");
    next("leads to another host by a backslash", call -> "\\\\" + StatusMisbehaviours.otherHost(call).substring(7) + "/v2/core/accounts?page=p20");
    next("leads to another path", call -> "/leak/core/accounts?page=p20");
    next("leads to another list", call -> "/v1/charges?limit=20");
    next("climbs out of its path", call -> "/v2/core/accounts/../../../leak?page=p20");
    next("is relative", call -> "?limit=20&page=p20");
    next("is empty", call -> "");
    next("is a word", call -> "next");
    next("has no page", call -> "/v2/core/accounts");
    next("has line breaks", call -> "/v2/core/accounts?page=p20\r\nX-More: 1");
    v2("next_page_url is a number", (call, rightly) -> rightly.answer(call).edited(list -> list.put("next_page_url", 5)));
    v2("next_page_url is an object", (call, rightly) -> rightly.answer(call).edited(list -> list.putObject("next_page_url")));
    v2("next_page_url is missing where there is more", (call, rightly) -> rightly.answer(call).edited(list -> moreByFlag(list)));
    v2("an envelope of version 1", (call, rightly) -> rightly.answer(call).edited(list -> list.put("object", "list").put("has_more", true).remove("next_page_url")));
    v2("data is missing", (call, rightly) -> rightly.answer(call).edited(list -> list.remove("data")));
    v2("data is null", (call, rightly) -> rightly.answer(call).edited(list -> list.putNull("data")));
    v2("an empty page that leads to the next", (call, rightly) -> call.follows() ? rightly.answer(call) : rightly.answer(call).edited(list -> list.put("next_page_url", "/v2/core/accounts?limit=20&page=p0&closed=" + call.has("closed")).putArray("data")));
    v2("an empty page that leads to itself", (call, rightly) -> rightly.answer(call).edited(list -> list.put("next_page_url", "/v2/core/accounts?limit=20&page=p0").putArray("data")));
    v2("rows stand there twice", (call, rightly) -> rightly.answer(call).rows(rows -> rows.addAll(rows.deepCopy())));
    v2("a page repeats a row of the one before", (call, rightly) -> rightly.answer(call.has("page") ? call.with("page", "p" + (Integer.parseInt(call.parameters().get("page").substring(1)) - 1)) : call));
    v2("a row of another kind", (call, rightly) -> rightly.answer(call).row(2, row -> row.put("object", "v2.core.event")));
    v2("a row without an id", (call, rightly) -> rightly.answer(call).row(2, row -> row.remove("id")));
    v2("a row is null", (call, rightly) -> rightly.answer(call).rows(ArrayNode::addNull));
    v2("closed is ignored", (call, rightly) -> rightly.answer(call.with("closed", "any")));
    v2("200 with an error", (call, rightly) -> ServedAnswer.error(400, "", "").as(200));
    v2("404 with HTML", (call, rightly) -> ServedAnswer.html(404));
    put(all.get(all.size() - 1).orState("08S01"));
    all.add(Misbehaviour.of(Group.V2, "V2: GET by id gives another", (call, rightly) -> rightly.answer(call.startsWith("/v2/core/accounts/") ? call.at("/v2/core/accounts/acct_v0011") : call)));
    all.add(Misbehaviour.of(Group.V2, "V2: GET by id gives the list", (call, rightly) -> rightly.answer(call.startsWith("/v2/core/accounts/") ? call.at("/v2/core/accounts") : call)));
  }

  private static void moreByFlag(ObjectNode list) {
    boolean more = !list.path("next_page_url").isNull();
    list.remove("next_page_url");
    list.put("has_more", more);
  }
}

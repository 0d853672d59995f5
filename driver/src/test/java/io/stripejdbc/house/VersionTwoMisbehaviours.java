package io.stripejdbc.house;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.house.Misbehaviour.Group;
import io.stripejdbc.house.Misbehaviour.Trick;
import java.util.List;
import java.util.function.Function;

/** Lists of version 2 of the API. */
final class VersionTwoMisbehaviours extends MisbehaviourCollector {
  private VersionTwoMisbehaviours() {}

  static List<Misbehaviour> all() {
    VersionTwoMisbehaviours lists = new VersionTwoMisbehaviours();
    lists.versionTwo();
    return List.copyOf(lists.all);
  }

  private void v2(String name, Trick trick) {
    at(Group.V2, "/v2/core/accounts", name, trick);
  }

  private void next(String name, Function<ServedCall, String> url) {
    v2(
        "next_page_url " + name,
        (call, rightly) ->
            rightly
                .answer(call)
                .edited(
                    list -> {
                      if (!list.path("next_page_url").isNull()) {
                        list.put("next_page_url", url.apply(call));
                      }
                    }));
  }

  private void versionTwo() {
    next("leads to the first page", call -> "/v2/core/accounts?limit=20");
    next("leads to the same page", call -> "/v2/core/accounts?limit=20&page=p20");
    next(
        "leads to another host",
        call -> StatusMisbehaviours.otherHost(call) + "/v2/core/accounts?limit=20&page=p20");
    next(
        "leads to another host by two slashes",
        call -> StatusMisbehaviours.otherHost(call).substring(5) + "/v2/core/accounts?page=p20");
    next(
        "leads to another host by a user",
        call ->
            "http://127.0.0.1@"
                + StatusMisbehaviours.otherHost(call).substring(7)
                + "/v2/core/accounts?page=p20");
    next(
        "leads to another host by a backslash",
        call ->
            "\\\\"
                + StatusMisbehaviours.otherHost(call).substring(7)
                + "/v2/core/accounts?page=p20");
    next("leads to another path", call -> "/leak/core/accounts?page=p20");
    next("leads to another list", call -> "/v1/charges?limit=20");
    next("climbs out of its path", call -> "/v2/core/accounts/../../../leak?page=p20");
    next("is relative", call -> "?limit=20&page=p20");
    next("is empty", call -> "");
    next("is a word", call -> "next");
    next("has no page", call -> "/v2/core/accounts");
    next("has line breaks", call -> "/v2/core/accounts?page=p20\r\nX-More: 1");
    v2(
        "next_page_url is a number",
        (call, rightly) -> rightly.answer(call).edited(list -> list.put("next_page_url", 5)));
    v2(
        "next_page_url is an object",
        (call, rightly) -> rightly.answer(call).edited(list -> list.putObject("next_page_url")));
    v2(
        "next_page_url is missing where there is more",
        (call, rightly) -> rightly.answer(call).edited(list -> moreByFlag(list)));
    v2(
        "an envelope of version 1",
        (call, rightly) ->
            rightly
                .answer(call)
                .edited(
                    list ->
                        list.put("object", "list").put("has_more", true).remove("next_page_url")));
    v2(
        "data is missing",
        (call, rightly) -> rightly.answer(call).edited(list -> list.remove("data")));
    v2(
        "data is null",
        (call, rightly) -> rightly.answer(call).edited(list -> list.putNull("data")));
    v2(
        "an empty page that leads to the next",
        (call, rightly) ->
            call.follows()
                ? rightly.answer(call)
                : rightly
                    .answer(call)
                    .edited(
                        list ->
                            list.put(
                                    "next_page_url",
                                    "/v2/core/accounts?limit=20&page=p0&closed="
                                        + call.parameters().getOrDefault("closed", "false"))
                                .putArray("data")));
    v2(
        "an empty page that leads to itself",
        (call, rightly) ->
            rightly
                .answer(call)
                .edited(
                    list ->
                        list.put("next_page_url", "/v2/core/accounts?limit=20&page=p0")
                            .putArray("data")));
    v2(
        "rows stand there twice",
        (call, rightly) -> rightly.answer(call).rows(rows -> rows.addAll(rows.deepCopy())));
    v2(
        "a page repeats a row of the one before",
        (call, rightly) ->
            rightly.answer(
                call.has("page")
                    ? call.with(
                        "page",
                        "p" + (Integer.parseInt(call.parameters().get("page").substring(1)) - 1))
                    : call));
    v2(
        "a row of another kind",
        (call, rightly) -> rightly.answer(call).row(2, row -> row.put("object", "v2.core.event")));
    v2(
        "a row without an id",
        (call, rightly) -> rightly.answer(call).row(2, row -> row.remove("id")));
    v2("a row is null", (call, rightly) -> rightly.answer(call).rows(ArrayNode::addNull));
    v2("closed is ignored", (call, rightly) -> rightly.answer(call.with("closed", "any")));
    v2("200 with an error", (call, rightly) -> ServedAnswer.error(400, "", "").as(200));
    v2("404 with HTML", (call, rightly) -> ServedAnswer.html(404));
    put(all.get(all.size() - 1).orState("08S01"));
    all.add(
        Misbehaviour.of(
            Group.V2,
            "V2: GET by id gives another",
            (call, rightly) ->
                rightly.answer(
                    call.startsWith("/v2/core/accounts/")
                        ? call.at("/v2/core/accounts/acct_v0011")
                        : call)));
    all.add(
        Misbehaviour.of(
            Group.V2,
            "V2: GET by id gives the list",
            (call, rightly) ->
                rightly.answer(
                    call.startsWith("/v2/core/accounts/") ? call.at("/v2/core/accounts") : call)));
  }

  private static void moreByFlag(ObjectNode list) {
    boolean more = !list.path("next_page_url").isNull();
    list.remove("next_page_url");
    list.put("has_more", more);
  }
}

package io.stripejdbc.house;

import io.stripejdbc.house.Misbehaviour.Group;
import io.stripejdbc.house.Misbehaviour.Trick;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Statuses that are no 200, or that do not go with their body: redirects, refusals, limits,
 * failures.
 */
final class StatusMisbehaviours extends MisbehaviourCollector {
  private static final String[] REFUSED = {"08S01", "28000", "40001", "42501", "53400", "HY000"};

  private StatusMisbehaviours() {}

  static List<Misbehaviour> all() {
    StatusMisbehaviours statuses = new StatusMisbehaviours();
    statuses.successes();
    statuses.redirects();
    statuses.refusals();
    statuses.limits();
    statuses.failures();
    statuses.laterPages();
    statuses.lookups();
    return List.copyOf(statuses.all);
  }

  private Misbehaviour list(String name, Trick trick) {
    return add(
        Group.CHARGES_FEW,
        "status: " + name,
        (call, rightly) ->
            PageMisbehaviours.isList(call) ? trick.answer(call, rightly) : rightly.answer(call));
  }

  private void refused(String name, Supplier<ServedAnswer> answer) {
    put(list(name, (call, rightly) -> answer.get()).orState(REFUSED));
  }

  private void successes() {
    for (int status : new int[] {201, 202, 203, 206, 207, 226, 299}) {
      list(status + " with the right body", (call, rightly) -> rightly.answer(call).as(status));
    }
    for (int status : new int[] {200, 201, 202, 204, 205, 206}) {
      put(
          list(status + " without a body", (call, rightly) -> ServedAnswer.json(status, ""))
              .orState("08S01", "HY000"));
    }
    list("206 with half of the rows", (call, rightly) -> half(rightly.answer(call)))
        .orState("HY000");
    put(
        list(
                "204 where there is nothing more",
                (call, rightly) ->
                    call.follows() ? ServedAnswer.json(204, "") : rightly.answer(call))
            .orState("08S01", "HY000"));
  }

  private static ServedAnswer half(ServedAnswer right) {
    return right
        .edited(
            list -> {
              int size = list.path("data").size();
              for (int place = size - 1; place > size / 2; place--) {
                list.withArray("data").remove(place);
              }
              list.put("has_more", false);
            })
        .as(206)
        .header("Content-Range", "bytes 0-4000/9000");
  }

  private void redirect(int status, String name, Function<ServedCall, String> location) {
    put(
        list(
                status + " " + name,
                (call, rightly) ->
                    ServedAnswer.json(status, "").header("Location", location.apply(call)))
            .orState(REFUSED));
  }

  private void redirects() {
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      redirect(status, "to another host", call -> otherHost(call) + "/leak/v1/charges?limit=100");
    }
    redirect(302, "to itself", call -> "/v1/charges?limit=100");
    redirect(302, "to nowhere", call -> "");
    redirect(300, "to a choice", call -> "/v1/charges");
    refused("302 with HTML", () -> ServedAnswer.html(302));
    refused("304", () -> ServedAnswer.json(304, ""));
    put(
        list(
                "304 where there is nothing more",
                (call, rightly) ->
                    call.follows() ? ServedAnswer.json(304, "") : rightly.answer(call))
            .orState(REFUSED));
  }

  /** The same server by a name that is another host's. */
  static String otherHost(ServedCall call) {
    String host = call.headers().getOrDefault("host", "");
    return "http://localhost" + host.substring(host.indexOf(':'));
  }

  private void refusals() {
    for (int status :
        new int[] {
          400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 413, 418, 421, 426, 451
        }) {
      refused(status + " with HTML", () -> ServedAnswer.html(status));
    }
    for (int status : new int[] {400, 401, 403, 404, 409, 410}) {
      refused(status + " without a body", () -> ServedAnswer.json(status, ""));
      refused(status + " with an error", () -> ServedAnswer.error(status, "", ""));
    }
    refused(
        "404 with an empty list",
        () -> ServedAnswer.json(404, "{\"object\":\"list\",\"data\":[],\"has_more\":false}"));
    refused("404 of the list itself", () -> ServedAnswer.error(404, "resource_missing", "id"));
    refused(
        "404 of a cursor that was not sent",
        () -> ServedAnswer.error(404, "resource_missing", "starting_after"));
    refused(
        "400 of a cursor that was not sent",
        () -> ServedAnswer.error(400, "resource_missing", "starting_after"));
    refused("400 with an error that is a list", () -> ServedAnswer.json(400, "{\"error\":[]}"));
    refused(
        "400 with an error that is a text",
        () -> ServedAnswer.json(400, "{\"error\":\"invalid_request\"}"));
  }

  private void limits() {
    for (String wait :
        List.of(
            "",
            "-5",
            "4102444800",
            "99999999999999999999",
            "soon",
            "0.5",
            "Wed, 21 Oct 2099 07:28:00 GMT",
            "1e9")) {
      put(
          list(
                  "429 with Retry-After '" + wait + "'",
                  (call, rightly) -> limited("rate_limit").header("Retry-After", wait))
              .orState("53400"));
    }
    put(
        list("429 of a lock", (call, rightly) -> limited("lock_timeout"))
            .orState("53400", "40001"));
    put(list("429 with HTML", (call, rightly) -> ServedAnswer.html(429)).orState("53400"));
    put(
        list(
                "429 with an empty list",
                (call, rightly) ->
                    ServedAnswer.json(429, "{\"object\":\"list\",\"data\":[],\"has_more\":false}"))
            .orState("53400"));
    once(
        "429 with a negative Retry-After", () -> limited("rate_limit").header("Retry-After", "-5"));
    once(
        "429 with a Retry-After of a past day",
        () -> limited("rate_limit").header("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"));
  }

  private static ServedAnswer limited(String code) {
    return ServedAnswer.error(429, code, "");
  }

  /** The first call fails, every other goes well. */
  private void once(String name, Supplier<ServedAnswer> answer) {
    put(
        list(
                "once " + name,
                (call, rightly) -> call.number() == 1 ? answer.get() : rightly.answer(call))
            .under(";maxRetries=2")
            .rowsOnly());
  }

  private void failures() {
    for (int status : new int[] {500, 501, 502, 503, 504, 520, 599}) {
      put(
          list(status + " with HTML", (call, rightly) -> ServedAnswer.html(status))
              .orState("08S01"));
    }
    put(
        list("500 with the right body", (call, rightly) -> rightly.answer(call).as(500))
            .orState("08S01"));
    put(list("500 without a body", (call, rightly) -> ServedAnswer.json(500, "")).orState("08S01"));
    for (int status : new int[] {600, 799, 999}) {
      put(
          list(status + " with the right body", (call, rightly) -> rightly.answer(call).as(status))
              .orState(REFUSED));
    }
    once("500", () -> ServedAnswer.error(500, "", ""));
    once("503 with HTML", () -> ServedAnswer.html(503));
    once(
        "closed without an answer",
        () -> ServedAnswer.json(200, "").with(ServedAnswer.Framing.CLOSED_UNANSWERED));
    once(
        "cut",
        () ->
            ServedAnswer.json(200, "{\"object\":\"list\",\"da")
                .with(ServedAnswer.Framing.LENGTH_TOO_LONG));
  }

  private void later(String name, Supplier<ServedAnswer> answer, String... states) {
    for (Group group : List.of(Group.CHARGES_WHOLE, Group.CUSTOMERS, Group.V2)) {
      put(
          add(
                  group,
                  "a page that follows, " + group + ": " + name,
                  (call, rightly) -> call.follows() ? answer.get() : rightly.answer(call))
              .orState(states));
    }
  }

  private void laterPages() {
    later("404 with HTML", () -> ServedAnswer.html(404), "08S01");
    later("404 without a body", () -> ServedAnswer.json(404, ""), "08S01");
    later("404 of an object", () -> ServedAnswer.error(404, "resource_missing", "id"), "HY000");
    later("404 without a code", () -> ServedAnswer.error(404, "", ""), "HY000");
    later("403", () -> ServedAnswer.error(403, "", ""), "42501");
    later("200 with an error", () -> ServedAnswer.error(400, "", "").as(200));
    later("200 with an empty object", () -> ServedAnswer.json(200, "{}"));
    later("204", () -> ServedAnswer.json(204, ""), "08S01", "HY000");
    later(
        "a single object",
        () ->
            ServedAnswer.json(
                200, "{\"id\":\"x_1\",\"object\":\"charge\",\"created\":1749000000}"));
  }

  private void lookups() {
    for (int status : new int[] {400, 401, 403, 500}) {
      put(
          add(
                  Group.CHARGES_BY_ID,
                  "GET by id: " + status + " with HTML",
                  (call, rightly) ->
                      call.startsWith("/v1/charges/")
                          ? ServedAnswer.html(status)
                          : rightly.answer(call))
              .orState(REFUSED));
    }
    put(
        add(
                Group.CHARGES_BY_ID,
                "GET by id: once 500",
                (call, rightly) ->
                    call.startsWith("/v1/charges/") && call.number() == 1
                        ? ServedAnswer.error(500, "", "")
                        : rightly.answer(call))
            .under(";maxRetries=2")
            .rowsOnly());
  }
}

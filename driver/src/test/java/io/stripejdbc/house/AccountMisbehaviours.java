package io.stripejdbc.house;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.house.Misbehaviour.Group;
import io.stripejdbc.house.Misbehaviour.Trick;
import java.util.List;
import java.util.function.Function;

/** Accounts, what is theirs, and accounts that refuse. */
final class AccountMisbehaviours extends MisbehaviourCollector {
  private static final String ACCOUNT = "/v1/account";

  private static final String SCOPE = ";accounts=platform,connected";

  private AccountMisbehaviours() {}

  static List<Misbehaviour> all() {
    AccountMisbehaviours accounts = new AccountMisbehaviours();
    accounts.capabilities();
    accounts.accounts();
    accounts.connected();
    return List.copyOf(accounts.all);
  }

  private void capabilities(String name, Trick trick) {
    put(
        at(Group.CAPABILITIES, "/v1/accounts/acct_a/capabilities", name, trick)
            .under(SCOPE)
            .orState("08S01"));
  }

  private void capabilities() {
    capabilities(
        "has_more, and two are missing",
        (call, rightly) ->
            rightly
                .answer(call)
                .edited(
                    list -> {
                      list.put("has_more", true);
                      list.withArray("data").remove(3);
                      list.withArray("data").remove(2);
                    }));
    capabilities(
        "has_more, and none is there",
        (call, rightly) ->
            rightly.answer(call).edited(list -> list.put("has_more", true).putArray("data")));
    capabilities(
        "one twice",
        (call, rightly) -> rightly.answer(call).rows(rows -> rows.add(rows.get(0).deepCopy())));
    capabilities(
        "one of another kind",
        (call, rightly) ->
            rightly
                .answer(call)
                .rows(rows -> rows.addObject().put("id", "x").put("object", "person")));
    capabilities(
        "one without an id",
        (call, rightly) -> rightly.answer(call).row(1, row -> row.remove("id")));
    capabilities("one is null", (call, rightly) -> rightly.answer(call).rows(ArrayNode::addNull));
    capabilities("404 with HTML", (call, rightly) -> ServedAnswer.html(404));
    capabilities(
        "404 with JSON that is no error",
        (call, rightly) -> ServedAnswer.json(404, "{\"message\":\"no Route matched\"}"));
    put(all.get(all.size() - 1).orState("HY000"));
    capabilities("200 with an error", (call, rightly) -> ServedAnswer.error(400, "", "").as(200));
    capabilities(
        "another account's",
        (call, rightly) -> rightly.answer(call.at("/v1/accounts/acct_b/capabilities")));
    capabilities(
        "data is missing",
        (call, rightly) -> rightly.answer(call).edited(list -> list.remove("data")));
  }

  private void accounts(String name, String path, Function<ServedAnswer, ServedAnswer> change) {
    put(
        at(
                Group.ACCOUNTS,
                path,
                path + ": " + name,
                (call, rightly) -> change.apply(rightly.answer(call)))
            .under(SCOPE)
            .orState("08S01", "HY000"));
  }

  private void accounts() {
    String list = "/v1/accounts";
    accounts("one twice", list, right -> right.rows(rows -> rows.add(rows.get(0).deepCopy())));
    accounts("one without an id", list, right -> right.row(1, row -> row.remove("id")));
    accounts("one with null for an id", list, right -> right.row(1, row -> row.putNull("id")));
    accounts(
        "one of another kind", list, right -> right.row(1, row -> row.put("object", "person")));
    accounts(
        "the platform among them",
        list,
        right ->
            right.rows(
                rows ->
                    rows.add(
                        ServedAnswer.read(
                            "{\"id\":\"acct_platform\",\"object\":\"account\",\"created\":1660000000,\"country\":\"GB\",\"type\":\"express\"}"))));
    accounts(
        "has_more for ever",
        list,
        right -> right.edited(envelope -> envelope.put("has_more", true)));
    accounts("data is missing", list, right -> right.edited(envelope -> envelope.remove("data")));
    accounts("one is null", list, right -> right.rows(ArrayNode::addNull));
    accounts("404 with HTML", list, right -> ServedAnswer.html(404));
    accounts("200 with an error", list, right -> ServedAnswer.error(403, "", "").as(200));
    accounts(
        "a list",
        ACCOUNT,
        right -> ServedAnswer.json(200, "{\"object\":\"list\",\"data\":[],\"has_more\":false}"));
    accounts("another kind", ACCOUNT, right -> right.edited(row -> row.put("object", "person")));
    accounts("no id", ACCOUNT, right -> right.edited(row -> row.remove("id")));
    accounts("null for an id", ACCOUNT, right -> right.edited(row -> row.putNull("id")));
    accounts("an empty object", ACCOUNT, right -> ServedAnswer.json(200, "{}"));
    accounts("200 with an error", ACCOUNT, right -> ServedAnswer.error(403, "", "").as(200));
    accounts("404 with HTML", ACCOUNT, right -> ServedAnswer.html(404));
    accounts(
        "404 of the account", ACCOUNT, right -> ServedAnswer.error(404, "resource_missing", "id"));
  }

  private Misbehaviour connected(Group group, String name, Trick trick) {
    Misbehaviour added =
        at(
            group,
            "/v1/charges",
            name,
            (call, rightly) ->
                call.account().equals("acct_b")
                    ? trick.answer(call, rightly)
                    : rightly.answer(call));
    put(added.under(SCOPE).naming("acct_b").orState("42501"));
    return all.get(all.size() - 1);
  }

  private void connected() {
    connected(
        Group.CONNECTED,
        "one account refuses",
        (call, rightly) -> ServedAnswer.error(403, "account_invalid", ""));
    put(
        connected(
                Group.CONNECTED_WITHOUT_B,
                "one account refuses, and is left out",
                (call, rightly) -> ServedAnswer.error(403, "account_invalid", ""))
            .under(";onAccountError=warn")
            .rowsOnly());
    put(
        connected(
                Group.CONNECTED,
                "403 with HTML for one account",
                (call, rightly) -> ServedAnswer.html(403))
            .under(";onAccountError=warn")
            .orState("08S01"));
    put(
        connected(
                Group.CONNECTED,
                "404 with HTML for one account",
                (call, rightly) -> ServedAnswer.html(404))
            .under(";onAccountError=warn")
            .orState("08S01"));
    put(
        connected(
                Group.CONNECTED,
                "401 for one account",
                (call, rightly) -> ServedAnswer.error(401, "", ""))
            .under(";onAccountError=warn")
            .orState("28000")
            .naming());
    put(
        connected(
                Group.CONNECTED,
                "500 for one account",
                (call, rightly) -> ServedAnswer.error(500, "", ""))
            .under(";onAccountError=warn"));
    put(
        connected(
                Group.CONNECTED,
                "400 for one account",
                (call, rightly) -> ServedAnswer.error(400, "", ""))
            .under(";onAccountError=warn")
            .orState("HY000"));
    connected(
        Group.CONNECTED,
        "200 with account_invalid for one account",
        (call, rightly) -> ServedAnswer.error(403, "account_invalid", "").as(200));
    connected(
        Group.CONNECTED,
        "an answer names another account",
        (call, rightly) -> rightly.answer(call).header("Stripe-Account", "acct_a"));
    connected(
        Group.CONNECTED,
        "rows are live for a key of test mode",
        (call, rightly) ->
            rightly
                .answer(call)
                .rows(rows -> rows.forEach(row -> ((ObjectNode) row).put("livemode", true))));
    put(
        at(
                Group.CONNECTED,
                "/v1/accounts",
                "an account with line breaks in its id",
                (call, rightly) ->
                    rightly.answer(call).row(1, row -> row.put("id", "acct_b\r\nX-More: 1")))
            .under(SCOPE)
            .orState("42501", "HY000"));
    connected(
        Group.CONNECTED,
        "an empty object for one account",
        (call, rightly) -> ServedAnswer.json(200, "{}"));
  }
}

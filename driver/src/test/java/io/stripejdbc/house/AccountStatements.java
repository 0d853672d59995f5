package io.stripejdbc.house;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Statements over accounts, over what stands under a parent, and over lists of version 2. */
final class AccountStatements {
  private AccountStatements() {}

  static final List<String> EVERY_ACCOUNT = List.of("platform", "acct_a", "acct_b");

  static void nested(
      List<ServedStatement> statements,
      String parent,
      String table,
      String parents,
      String children,
      String one) {
    String columns = parent + ", id, amount";
    Function<Predicate<String>, Function<ServedLists, Set<List<String>>>> right =
        wanted ->
            lists ->
                Set.of(
                    lists.rows("platform/" + parents).stream()
                        .map(row -> ServedStatement.text(row, "id"))
                        .filter(wanted)
                        .flatMap(
                            id ->
                                lists
                                    .rows("platform/" + parents + "/" + id + "/" + children)
                                    .stream())
                        .map(row -> ServedStatement.cells(row, columns))
                        .sorted()
                        .toList());
    String select = "SELECT " + columns + " FROM " + table;
    if (statements.isEmpty()) {
      statements.add(
          new ServedStatement(select, List.of(table, parents), false, right.apply(id -> true)));
      statements.add(
          new ServedStatement(
              "SELECT COUNT(*), SUM(amount) FROM " + table,
              List.of(table, parents),
              false,
              lists -> {
                List<String> all = right.apply(id -> true).apply(lists).iterator().next();
                long sum =
                    all.stream()
                        .mapToLong(row -> Long.parseLong(row.substring(row.lastIndexOf('|') + 1)))
                        .sum();
                return Set.of(List.of(all.size() + "|" + sum));
              }));
    }
    statements.add(
        new ServedStatement(
            select + " WHERE " + parent + " = '" + one + "'",
            List.of(table, parents),
            false,
            right.apply(one::equals)));
  }

  static void items(List<ServedStatement> statements) {
    String columns = "subscription, id, quantity";
    for (String where : List.of("", "sub_0020")) {
      statements.add(
          new ServedStatement(
              "SELECT "
                  + columns
                  + " FROM subscription_items"
                  + (where.isEmpty() ? "" : " WHERE subscription = '" + where + "'"),
              List.of("subscription_items", "subscriptions"),
              false,
              lists ->
                  Set.of(
                      lists.rows("platform/subscription_items").stream()
                          .filter(
                              row ->
                                  where.isEmpty() || ServedStatement.is(row, "subscription", where))
                          .map(row -> ServedStatement.cells(row, columns))
                          .sorted()
                          .toList())));
    }
  }

  static ServedStatement accounts() {
    return new ServedStatement(
        "SELECT id, country FROM accounts",
        List.of("accounts"),
        false,
        lists -> Set.of(List.of("acct_a|GB", "acct_b|GB", "acct_platform|GB")));
  }

  static ServedStatement connected(List<List<String>> accounts) {
    return new ServedStatement(
        "SELECT connected_account, id FROM charges",
        List.of("charges", "accounts"),
        false,
        lists -> new HashSet<>(accounts.stream().map(some -> charges(lists, some)).toList()));
  }

  static List<String> charges(ServedLists lists, List<String> accounts) {
    return accounts.stream()
        .flatMap(
            account ->
                lists.rows(account + "/charges").stream()
                    .map(row -> account + "|" + ServedStatement.text(row, "id")))
        .sorted()
        .toList();
  }

  static ServedStatement capabilities() {
    return new ServedStatement(
        "SELECT account, id FROM account_capabilities WHERE account IN ('acct_a', 'acct_b')",
        List.of("account_capabilities", "accounts"),
        false,
        lists -> {
          List<String> rows = new ArrayList<>();
          for (String account : List.of("acct_a", "acct_b")) {
            lists
                .rows("platform/accounts/" + account + "/capabilities")
                .forEach(row -> rows.add(account + "|" + ServedStatement.text(row, "id")));
          }
          rows.sort(null);
          return Set.of(rows);
        });
  }

  static ServedStatement v2(String where, Predicate<ObjectNode> wanted) {
    return new ServedStatement(
        "SELECT id, display_name FROM v2_core_accounts" + where,
        List.of("v2_core_accounts"),
        false,
        lists ->
            Set.of(
                lists.rows("platform/v2_accounts").stream()
                    .filter(wanted)
                    .map(row -> ServedStatement.cells(row, "id, display_name"))
                    .sorted()
                    .toList()));
  }
}

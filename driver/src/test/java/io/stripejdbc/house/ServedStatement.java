package io.stripejdbc.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A statement, the tables of which an error must name one, and the answers that are right: rows as text, cells joined by
 * {@code |}, sorted where the statement does not sort.
 */
record ServedStatement(
    String sql, List<String> tables, boolean sorted, Function<ServedLists, Set<List<String>>> right) {

  private static final String FROM = Instant.ofEpochSecond(ServedRows.NEWEST - 9_000_000).toString();
  private static final String TO = Instant.ofEpochSecond(ServedRows.NEWEST - 900_000).toString();
  private static final int NEWEST_ASKED = 5;
  private static final List<String> EVERY_ACCOUNT = List.of("platform", "acct_a", "acct_b");

  static List<ServedStatement> of(Misbehaviour misbehaviour) {
    List<ServedStatement> statements = new ArrayList<>();
    switch (misbehaviour.group()) {
      case CHARGES -> {
        charges(statements);
        statements.add(newest(misbehaviour.order()));
        statements.add(latest(misbehaviour.order()));
      }
      case CHARGES_WHOLE -> charges(statements);
      case CHARGES_FEW -> {
        few(statements);
        statements.add(newest(misbehaviour.order()));
      }
      case CHARGES_BY_ID -> chargesById(statements);
      case LOOKUP -> lookups(statements);
      case CUSTOMERS -> {
        add(statements, "customers", "id, email, name", "", row -> true);
        add(statements, "customers", "id, name", "email = 'user7@example.com'", "email");
        add(statements, "customers", "id, email", "id = 'cus_0125'", "id");
      }
      case DELETED_CUSTOMER ->
          add(statements, "customers", "id, email", "id = 'cus_gone'", row -> false);
      case INVOICES -> {
        add(statements, "invoices", "id, customer, status", "", row -> true);
        add(statements, "invoices", "id, total", "status = 'open'", "status");
        add(statements, "invoices", "id, total", "customer = 'cus_0004'", "customer");
        String day = "due_date >= TIMESTAMP '" + sql(FROM) + "' AND due_date < TIMESTAMP '" + sql(TO) + "'";
        add(statements, "invoices", "id, status", day, row -> inRange(row.path("due_date").asLong()));
      }
      case LINES -> {
        nested(statements, "invoice", "invoice_line_items", "invoices", "lines", "in_0040");
        nested(statements, "invoice", "invoice_line_items", "invoices", "lines", "in_0041");
      }
      case SUBSCRIPTIONS -> {
        add(statements, "subscriptions", "id, status, customer", "", row -> true);
        add(statements, "subscriptions", "id, customer", "status = 'canceled'", "status");
      }
      case ITEMS -> items(statements);
      case PAYOUTS -> {
        add(statements, "payouts", "id, amount, status", "", row -> true);
        add(statements, "payouts", "id, amount", "status = 'failed'", "status");
        String day = "arrival_date >= TIMESTAMP '" + sql(FROM) + "' AND arrival_date < TIMESTAMP '" + sql(TO) + "'";
        add(statements, "payouts", "id", day, row -> inRange(row.path("arrival_date").asLong()));
      }
      case PRICES -> {
        add(statements, "prices", "id, unit_amount, currency", "", row -> true);
        add(statements, "prices", "id, currency", "active", row -> row.path("active").asBoolean());
        add(statements, "prices", "id", "type = 'recurring' AND currency = 'eur'",
            row -> is(row, "type", "recurring") && is(row, "currency", "eur"));
      }
      case ACCOUNTS -> statements.add(accounts());
      case CONNECTED -> statements.add(connected(List.of(EVERY_ACCOUNT)));
      case CONNECTED_WITHOUT_B ->
          statements.add(connected(List.of(EVERY_ACCOUNT, List.of("platform", "acct_a"))));
      case CAPABILITIES -> statements.add(capabilities());
      case V2 -> {
        statements.add(v2("", row -> true));
        statements.add(v2(" WHERE NOT closed", row -> !row.path("closed").asBoolean()));
        statements.add(v2(" WHERE id = 'acct_v0031'", row -> is(row, "id", "acct_v0031")));
      }
      case SEARCH -> {
        add(statements, "charges", "id, amount", "status = 'failed'", "status");
        add(statements, "charges", "id", "currency = 'eur' AND status = 'failed'",
            row -> is(row, "status", "failed") && is(row, "currency", "eur"));
      }
    }
    return statements;
  }

  private static void few(List<ServedStatement> statements) {
    add(statements, "charges", "id, amount, customer, status, created", "", row -> true);
    add(statements, "charges", "id, amount", "customer = 'cus_0003'", "customer");
  }

  private static void charges(List<ServedStatement> statements) {
    few(statements);
    statements.add(
        one(
            "SELECT COUNT(*), SUM(amount) FROM charges",
            lists -> {
              List<ObjectNode> all = lists.rows("platform/charges");
              return all.size() + "|" + all.stream().mapToLong(row -> row.path("amount").asLong()).sum();
            }));
    statements.add(byStatus());
    add(statements, "charges", "id, customer", "customer IN ('cus_0001', 'cus_0007')",
        row -> is(row, "customer", "cus_0001") || is(row, "customer", "cus_0007"));
    String range = "created >= TIMESTAMP '" + sql(FROM) + "' AND created < TIMESTAMP '" + sql(TO) + "'";
    add(statements, "charges", "id, status", range, row -> inRange(row.path("created").asLong()));
    statements.add(everyColumn());
  }

  private static void chargesById(List<ServedStatement> statements) {
    add(statements, "charges", "id, amount, customer", "id = 'ch_0123'", "id");
    add(statements, "charges", "id, amount", "id IN ('ch_0123', 'ch_0200', 'ch_none')",
        row -> is(row, "id", "ch_0123") || is(row, "id", "ch_0200"));
    statements.add(one("SELECT COUNT(*) FROM charges WHERE id = 'ch_none'", lists -> "0"));
  }

  private static void lookups(List<ServedStatement> statements) {
    String sql =
        "SELECT c.id, u.email FROM charges c %s JOIN customers u ON u.id = c.customer AND"
            + " u.connected_account = c.connected_account WHERE c.created >= TIMESTAMP '"
            + sql(Instant.ofEpochSecond(ServedRows.NEWEST - 500_000).toString()) + "'";
    for (String kind : List.of("INNER", "LEFT")) {
      statements.add(
          new ServedStatement(String.format(sql, kind), List.of("customers", "charges"), false, ServedStatement::emails));
    }
  }

  private static Set<List<String>> emails(ServedLists lists) {
    Map<String, String> emails = new HashMap<>();
    lists.rows("platform/customers").forEach(row -> emails.put(text(row, "id"), text(row, "email")));
    return Set.of(
        lists.rows("platform/charges").stream()
            .filter(row -> row.path("created").asLong() >= ServedRows.NEWEST - 500_000)
            .map(row -> text(row, "id") + "|" + emails.get(text(row, "customer")))
            .sorted()
            .toList());
  }

  private static ServedStatement byStatus() {
    return new ServedStatement(
        "SELECT status, COUNT(*) FROM charges GROUP BY status",
        List.of("charges"),
        false,
        lists -> {
          Map<String, Integer> counts = new TreeMap<>();
          lists.rows("platform/charges").forEach(row -> counts.merge(text(row, "status"), 1, Integer::sum));
          return Set.of(counts.entrySet().stream().map(e -> e.getKey() + "|" + e.getValue()).toList());
        });
  }

  private static ServedStatement everyColumn() {
    return new ServedStatement(
        "SELECT * FROM charges", List.of("charges"), false, lists -> Set.of(ids(lists, "platform/charges")));
  }

  private static List<String> ids(ServedLists lists, String list) {
    return lists.rows(list).stream().map(row -> text(row, "id")).sorted().toList();
  }

  /** The newest of the rows that the server gives first; of a list in order that is one answer. */
  private static ServedStatement newest(UnaryOperator<List<ObjectNode>> order) {
    return new ServedStatement(
        "SELECT id, created FROM charges ORDER BY created DESC LIMIT " + NEWEST_ASKED,
        List.of("charges"),
        true,
        lists -> {
          List<ObjectNode> rows = order.apply(lists.rows("platform/charges"));
          Set<List<String>> right = new LinkedHashSet<>();
          List<ObjectNode> best = rows.subList(0, NEWEST_ASKED);
          right.add(newest(best).map(row -> cells(row, "id, created")).toList());
          for (ObjectNode row : rows.subList(NEWEST_ASKED, rows.size())) {
            best = newest(Stream.concat(best.stream(), Stream.of(row)).toList()).toList();
            right.add(best.stream().map(one -> cells(one, "id, created")).toList());
          }
          return right;
        });
  }

  private static Stream<ObjectNode> newest(List<ObjectNode> rows) {
    return rows.stream()
        .sorted(Comparator.comparing((ObjectNode row) -> -row.path("created").asLong()))
        .limit(NEWEST_ASKED);
  }

  private static ServedStatement latest(UnaryOperator<List<ObjectNode>> order) {
    return new ServedStatement(
        "SELECT MAX(created) FROM charges",
        List.of("charges"),
        false,
        lists -> {
          Set<List<String>> right = new HashSet<>();
          String latest = "";
          for (ObjectNode row : order.apply(lists.rows("platform/charges"))) {
            String created = cells(row, "created");
            latest = created.compareTo(latest) > 0 ? created : latest;
            right.add(List.of(latest));
          }
          return right;
        });
  }

  private static void nested(
      List<ServedStatement> statements, String parent, String table, String parents, String children, String one) {
    String columns = parent + ", id, amount";
    Function<Predicate<String>, Function<ServedLists, Set<List<String>>>> right =
        wanted ->
            lists ->
                Set.of(
                    lists.rows("platform/" + parents).stream()
                        .map(row -> text(row, "id"))
                        .filter(wanted)
                        .flatMap(id -> lists.rows("platform/" + parents + "/" + id + "/" + children).stream())
                        .map(row -> cells(row, columns))
                        .sorted()
                        .toList());
    String select = "SELECT " + columns + " FROM " + table;
    if (statements.isEmpty()) {
      statements.add(new ServedStatement(select, List.of(table, parents), false, right.apply(id -> true)));
      statements.add(
          new ServedStatement(
              "SELECT COUNT(*), SUM(amount) FROM " + table,
              List.of(table, parents),
              false,
              lists -> {
                List<String> all = right.apply(id -> true).apply(lists).iterator().next();
                long sum = all.stream().mapToLong(row -> Long.parseLong(row.substring(row.lastIndexOf('|') + 1))).sum();
                return Set.of(List.of(all.size() + "|" + sum));
              }));
    }
    statements.add(
        new ServedStatement(
            select + " WHERE " + parent + " = '" + one + "'", List.of(table, parents), false, right.apply(one::equals)));
  }

  private static void items(List<ServedStatement> statements) {
    String columns = "subscription, id, quantity";
    for (String where : List.of("", "sub_0020")) {
      statements.add(
          new ServedStatement(
              "SELECT " + columns + " FROM subscription_items"
                  + (where.isEmpty() ? "" : " WHERE subscription = '" + where + "'"),
              List.of("subscription_items", "subscriptions"),
              false,
              lists ->
                  Set.of(
                      lists.rows("platform/subscription_items").stream()
                          .filter(row -> where.isEmpty() || is(row, "subscription", where))
                          .map(row -> cells(row, columns))
                          .sorted()
                          .toList())));
    }
  }

  private static ServedStatement accounts() {
    return new ServedStatement(
        "SELECT id, country FROM accounts",
        List.of("accounts"),
        false,
        lists -> Set.of(List.of("acct_a|GB", "acct_b|GB", "acct_platform|GB")));
  }

  private static ServedStatement connected(List<List<String>> accounts) {
    return new ServedStatement(
        "SELECT connected_account, id FROM charges",
        List.of("charges", "accounts"),
        false,
        lists -> new HashSet<>(accounts.stream().map(some -> charges(lists, some)).toList()));
  }

  private static List<String> charges(ServedLists lists, List<String> accounts) {
    return accounts.stream()
        .flatMap(
            account ->
                lists.rows(account + "/charges").stream()
                    .map(row -> account + "|" + text(row, "id")))
        .sorted()
        .toList();
  }

  private static ServedStatement capabilities() {
    return new ServedStatement(
        "SELECT account, id FROM account_capabilities WHERE account IN ('acct_a', 'acct_b')",
        List.of("account_capabilities", "accounts"),
        false,
        lists -> {
          List<String> rows = new ArrayList<>();
          for (String account : List.of("acct_a", "acct_b")) {
            lists.rows("platform/accounts/" + account + "/capabilities")
                .forEach(row -> rows.add(account + "|" + text(row, "id")));
          }
          rows.sort(null);
          return Set.of(rows);
        });
  }

  private static ServedStatement v2(String where, Predicate<ObjectNode> wanted) {
    return new ServedStatement(
        "SELECT id, display_name FROM v2_core_accounts" + where,
        List.of("v2_core_accounts"),
        false,
        lists ->
            Set.of(
                lists.rows("platform/v2_accounts").stream()
                    .filter(wanted)
                    .map(row -> cells(row, "id, display_name"))
                    .sorted()
                    .toList()));
  }

  private static void add(
      List<ServedStatement> statements, String table, String columns, String where, String column) {
    String value = where.substring(where.indexOf('\'') + 1, where.lastIndexOf('\''));
    add(statements, table, columns, where, row -> is(row, column, value));
  }

  private static void add(
      List<ServedStatement> statements,
      String table,
      String columns,
      String where,
      Predicate<ObjectNode> wanted) {
    statements.add(
        new ServedStatement(
            "SELECT " + columns + " FROM " + table + (where.isEmpty() ? "" : " WHERE " + where),
            List.of(table),
            false,
            lists ->
                Set.of(
                    lists.rows("platform/" + table).stream()
                        .filter(wanted)
                        .map(row -> cells(row, columns))
                        .sorted()
                        .toList())));
  }

  private static ServedStatement one(String sql, Function<ServedLists, String> right) {
    return new ServedStatement(sql, List.of("charges"), false, lists -> Set.of(List.of(right.apply(lists))));
  }

  private static boolean inRange(long second) {
    return second >= ServedRows.NEWEST - 9_000_000 && second < ServedRows.NEWEST - 900_000;
  }

  private static String sql(String instant) {
    return instant.replace('T', ' ').replace("Z", "");
  }

  private static boolean is(JsonNode row, String field, String value) {
    return row.path(field).asText().equals(value);
  }

  private static String text(JsonNode row, String field) {
    return row.path(field).asText();
  }

  private static String cells(JsonNode row, String columns) {
    List<String> cells = new ArrayList<>();
    for (String column : columns.split(", ", -1)) {
      cells.add(
          column.equals("created")
              ? sql(Instant.ofEpochSecond(row.path(column).asLong()).toString())
              : text(row, column));
    }
    return String.join("|", cells);
  }
}

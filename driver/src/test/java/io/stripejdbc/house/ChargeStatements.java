package io.stripejdbc.house;

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
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Statements over charges, by themselves and joined with customers. */
final class ChargeStatements {
  private ChargeStatements() {}

  private static final int NEWEST_ASKED = 5;

  static void few(List<ServedStatement> statements) {
    ServedStatement.add(
        statements, "charges", "id, amount, customer, status, created", "", row -> true);
    ServedStatement.add(statements, "charges", "id, amount", "customer = 'cus_0003'", "customer");
  }

  static void inPart(List<ServedStatement> statements) {
    few(statements);
    statements.add(
        ServedStatement.one(
            "SELECT COUNT(*) FROM charges", lists -> "" + lists.rows("platform/charges").size()));
    statements.add(byStatus());
    ServedStatement.add(
        statements,
        "charges",
        "id, status",
        ServedStatement.range("created"),
        row -> ServedStatement.inRange(row.path("created").asLong()));
  }

  static void whole(List<ServedStatement> statements) {
    inPart(statements);
    ServedStatement.add(
        statements,
        "charges",
        "id, customer",
        "customer IN ('cus_0001', 'cus_0007')",
        row -> List.of("cus_0001", "cus_0007").contains(ServedStatement.text(row, "customer")));
    statements.add(everyColumn());
  }

  /** The oldest and the newest of the whole list and of a part of it. */
  static void ends(List<ServedStatement> statements, UnaryOperator<List<ObjectNode>> order) {
    statements.add(
        ServedStatement.one(
            "SELECT MIN(created) FROM charges", lists -> oldest(lists, row -> true)));
    statements.add(
        new ServedStatement(
            "SELECT id FROM charges ORDER BY created LIMIT 3",
            List.of("charges"),
            true,
            lists -> Set.of(List.of("ch_0349", "ch_0348", "ch_0347"))));
    statements.add(
        ServedStatement.one(
            "SELECT MIN(created) FROM charges WHERE customer = 'cus_0003'",
            lists -> oldest(lists, row -> ServedStatement.is(row, "customer", "cus_0003"))));
  }

  private static String oldest(ServedLists lists, Predicate<ObjectNode> wanted) {
    return lists.rows("platform/charges").stream()
        .filter(wanted)
        .map(row -> ServedStatement.cells(row, "created"))
        .sorted()
        .findFirst()
        .orElseThrow();
  }

  static void chargesById(List<ServedStatement> statements) {
    ServedStatement.add(statements, "charges", "id, amount, customer", "id = 'ch_0123'", "id");
    ServedStatement.add(
        statements,
        "charges",
        "id, amount",
        "id IN ('ch_0123', 'ch_0200', 'ch_none')",
        row ->
            ServedStatement.is(row, "id", "ch_0123") || ServedStatement.is(row, "id", "ch_0200"));
    statements.add(
        ServedStatement.one("SELECT COUNT(*) FROM charges WHERE id = 'ch_none'", lists -> "0"));
  }

  static void lookups(List<ServedStatement> statements) {
    String sql =
        "SELECT c.id, u.email FROM charges c %s JOIN customers u ON u.id = c.customer AND"
            + " u.connected_account = c.connected_account WHERE c.created >= TIMESTAMP '"
            + ServedStatement.sql(Instant.ofEpochSecond(ServedRows.NEWEST - 500_000).toString())
            + "'";
    for (String kind : List.of("INNER", "LEFT")) {
      statements.add(
          new ServedStatement(
              String.format(sql, kind),
              List.of("customers", "charges"),
              false,
              ChargeStatements::emails));
    }
  }

  private static Set<List<String>> emails(ServedLists lists) {
    Map<String, String> emails = new HashMap<>();
    lists
        .rows("platform/customers")
        .forEach(
            row -> emails.put(ServedStatement.text(row, "id"), ServedStatement.text(row, "email")));
    return Set.of(
        lists.rows("platform/charges").stream()
            .filter(row -> row.path("created").asLong() >= ServedRows.NEWEST - 500_000)
            .map(
                row ->
                    ServedStatement.text(row, "id")
                        + "|"
                        + emails.get(ServedStatement.text(row, "customer")))
            .sorted()
            .toList());
  }

  private static ServedStatement byStatus() {
    return new ServedStatement(
        "SELECT status, COUNT(*), SUM(amount) FROM charges GROUP BY status",
        List.of("charges"),
        false,
        lists -> {
          Map<String, List<Long>> amounts = new TreeMap<>();
          for (ObjectNode row : lists.rows("platform/charges")) {
            amounts
                .computeIfAbsent(ServedStatement.text(row, "status"), status -> new ArrayList<>())
                .add(row.path("amount").asLong());
          }
          return Set.of(
              amounts.entrySet().stream()
                  .map(
                      one -> one.getKey() + "|" + one.getValue().size() + "|" + sum(one.getValue()))
                  .toList());
        });
  }

  private static long sum(List<Long> amounts) {
    return amounts.stream().mapToLong(amount -> amount).sum();
  }

  private static ServedStatement everyColumn() {
    return new ServedStatement(
        "SELECT * FROM charges",
        List.of("charges"),
        false,
        lists -> Set.of(ids(lists, "platform/charges")));
  }

  private static List<String> ids(ServedLists lists, String list) {
    return lists.rows(list).stream().map(row -> ServedStatement.text(row, "id")).sorted().toList();
  }

  /** The newest of the rows that the server gives first; of a list in order that is one answer. */
  static ServedStatement newest(UnaryOperator<List<ObjectNode>> order) {
    return newest(order, NEWEST_ASKED);
  }

  private static ServedStatement newest(UnaryOperator<List<ObjectNode>> order, int asked) {
    return new ServedStatement(
        "SELECT id, created FROM charges ORDER BY created DESC LIMIT " + asked,
        List.of("charges"),
        true,
        lists -> {
          List<ObjectNode> rows = order.apply(lists.rows("platform/charges"));
          Set<List<String>> right = new LinkedHashSet<>();
          List<ObjectNode> best = rows.subList(0, asked);
          right.add(
              newest(best, asked).map(row -> ServedStatement.cells(row, "id, created")).toList());
          for (ObjectNode row : rows.subList(asked, rows.size())) {
            best = newest(Stream.concat(best.stream(), Stream.of(row)).toList(), asked).toList();
            right.add(best.stream().map(one -> ServedStatement.cells(one, "id, created")).toList());
          }
          return right;
        });
  }

  static Stream<ObjectNode> newest(List<ObjectNode> rows, int asked) {
    return rows.stream()
        .sorted(Comparator.comparing((ObjectNode row) -> -row.path("created").asLong()))
        .limit(asked);
  }

  static ServedStatement latest(UnaryOperator<List<ObjectNode>> order) {
    return new ServedStatement(
        "SELECT MAX(created) FROM charges",
        List.of("charges"),
        false,
        lists -> {
          Set<List<String>> right = new HashSet<>();
          String latest = "";
          for (ObjectNode row : order.apply(lists.rows("platform/charges"))) {
            String created = ServedStatement.cells(row, "created");
            latest = created.compareTo(latest) > 0 ? created : latest;
            right.add(List.of(latest));
          }
          return right;
        });
  }
}

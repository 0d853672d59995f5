package io.stripejdbc.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A statement, the tables of which an error must name one, and the answers that are right: rows as
 * text, cells joined by {@code |}, sorted where the statement does not sort.
 */
record ServedStatement(
    String sql,
    List<String> tables,
    boolean sorted,
    Function<ServedLists, Set<List<String>>> right) {
  private static final String FROM =
      Instant.ofEpochSecond(ServedRows.NEWEST - 9_000_000).toString();

  private static final String TO = Instant.ofEpochSecond(ServedRows.NEWEST - 900_000).toString();

  static List<ServedStatement> of(Misbehaviour misbehaviour) {
    List<ServedStatement> statements = new ArrayList<>();
    switch (misbehaviour.group()) {
      case CHARGES, CHARGES_PAGE -> {
        ChargeStatements.inPart(statements);
        statements.add(ChargeStatements.newest(misbehaviour.order()));
        statements.add(ChargeStatements.latest(misbehaviour.order()));
      }
      case CHARGES_WHOLE -> ChargeStatements.whole(statements);
      case CHARGES_FEW -> {
        ChargeStatements.few(statements);
        statements.add(ChargeStatements.newest(misbehaviour.order()));
      }
      case CHARGES_ENDS -> ChargeStatements.ends(statements, misbehaviour.order());
      case CHARGES_BY_ID -> ChargeStatements.chargesById(statements);
      case LOOKUP -> ChargeStatements.lookups(statements);
      case DISPUTES -> {
        add(statements, "disputes", "id, amount, status", "", row -> true);
        add(
            statements,
            "disputes",
            "id, status",
            range("created"),
            row -> inRange(row.path("created").asLong()));
      }
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
        String day = range("due_date");
        add(
            statements,
            "invoices",
            "id, status",
            day,
            row -> inRange(row.path("due_date").asLong()));
      }
      case LINES -> {
        AccountStatements.nested(
            statements, "invoice", "invoice_line_items", "invoices", "lines", "in_0040");
        AccountStatements.nested(
            statements, "invoice", "invoice_line_items", "invoices", "lines", "in_0041");
      }
      case LINES_WHOLE -> {
        AccountStatements.nested(
            statements, "invoice", "invoice_line_items", "invoices", "lines", "in_0041");
      }
      case SUBSCRIPTIONS -> {
        add(statements, "subscriptions", "id, status, customer", "", row -> true);
        add(statements, "subscriptions", "id, customer", "status = 'canceled'", "status");
      }
      case ITEMS -> AccountStatements.items(statements);
      case PAYOUTS -> {
        add(statements, "payouts", "id, amount, status", "", row -> true);
        add(statements, "payouts", "id, amount", "status = 'failed'", "status");
        String day = range("arrival_date");
        add(statements, "payouts", "id", day, row -> inRange(row.path("arrival_date").asLong()));
      }
      case PRICES -> {
        add(statements, "prices", "id, unit_amount, currency", "", row -> true);
        add(statements, "prices", "id, currency", "active", row -> row.path("active").asBoolean());
        add(
            statements,
            "prices",
            "id",
            "type = 'recurring' AND currency = 'eur'",
            row -> is(row, "type", "recurring") && is(row, "currency", "eur"));
      }
      case ACCOUNTS -> statements.add(AccountStatements.accounts());
      case CONNECTED ->
          statements.add(AccountStatements.connected(List.of(AccountStatements.EVERY_ACCOUNT)));
      case CONNECTED_WITHOUT_B ->
          statements.add(
              AccountStatements.connected(
                  List.of(AccountStatements.EVERY_ACCOUNT, List.of("platform", "acct_a"))));
      case CAPABILITIES -> statements.add(AccountStatements.capabilities());
      case V2 -> {
        statements.add(AccountStatements.v2("", row -> true));
        statements.add(
            AccountStatements.v2(" WHERE NOT closed", row -> !row.path("closed").asBoolean()));
        statements.add(
            AccountStatements.v2(" WHERE id = 'acct_v0031'", row -> is(row, "id", "acct_v0031")));
      }
      case SEARCH -> {
        add(statements, "charges", "id, amount", "status = 'failed'", "status");
        add(
            statements,
            "charges",
            "id",
            "currency = 'eur' AND status = 'failed'",
            row -> is(row, "status", "failed") && is(row, "currency", "eur"));
      }
    }
    return statements;
  }

  static void add(
      List<ServedStatement> statements, String table, String columns, String where, String column) {
    String value = where.substring(where.indexOf('\'') + 1, where.lastIndexOf('\''));
    add(statements, table, columns, where, row -> is(row, column, value));
  }

  static void add(
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

  static ServedStatement one(String sql, Function<ServedLists, String> right) {
    return new ServedStatement(
        sql, List.of("charges"), false, lists -> Set.of(List.of(right.apply(lists))));
  }

  /** A condition on a time that {@link #inRange} is the truth of. */
  static String range(String column) {
    return column
        + " >= TIMESTAMP '"
        + sql(FROM)
        + "' AND "
        + column
        + " < TIMESTAMP '"
        + sql(TO)
        + "'";
  }

  static boolean inRange(long second) {
    return second >= ServedRows.NEWEST - 9_000_000 && second < ServedRows.NEWEST - 900_000;
  }

  static String sql(String instant) {
    return instant.replace('T', ' ').replace("Z", "");
  }

  static boolean is(JsonNode row, String field, String value) {
    return row.path(field).asText().equals(value);
  }

  static String text(JsonNode row, String field) {
    return row.path(field).asText();
  }

  static String cells(JsonNode row, String columns) {
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

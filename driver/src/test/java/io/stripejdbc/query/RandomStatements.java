package io.stripejdbc.query;

import java.util.List;
import java.util.Random;

/**
 * Makes random nested statements over the tables of {@link InMemoryScanner}, from a seed, in SQL
 * that other databases read as well: sub-queries with order, limit and conditions on either side of
 * joins, set operations, windows, common table expressions.
 *
 * <p>Every row has a time of its own, so that an order by time settles which rows a limit keeps.
 */
public final class RandomStatements {
  private static final String CHARGE = "connected_account, id, created, amount, currency, customer";
  private static final String CUSTOMER = "connected_account, id, created, email";

  private final Random random;

  public RandomStatements(long seed) {
    this.random = new Random(seed);
  }

  public String next() {
    return switch (random.nextInt(12)) {
      case 0 -> setOperation();
      case 1 -> common();
      case 2 -> grouped();
      case 3 -> windows();
      case 4 -> "SELECT DISTINCT a.currency, b.email FROM " + joined() + where();
      case 5 -> single();
      case 6 -> "SELECT a.id, " + scalar("a") + " AS s FROM " + charges(2) + " a" + where("a");
      case 7 -> threeTables();
      default -> join();
    };
  }

  private String join() {
    return "SELECT a.id, a.connected_account, a.amount, b.id AS customer_id, b.email FROM "
        + joined()
        + where()
        + end("a.created DESC, a.id, b.created, b.id");
  }

  private String threeTables() {
    return "SELECT a.id, b.email, c.amount FROM "
        + joined()
        + pick(" JOIN ", " LEFT JOIN ")
        + charges(1)
        + " c ON c.customer = b.id AND c.connected_account = b.connected_account"
        + where();
  }

  private String single() {
    return "SELECT a.id, a.created, a.customer FROM "
        + charges(3)
        + " a"
        + where("a")
        + end("a.created " + pick("DESC", "DESC NULLS LAST", "ASC NULLS FIRST", ""));
  }

  private String grouped() {
    String key = pick("a.connected_account", "a.currency", "b.email", "a.customer");
    return "SELECT "
        + key
        + " AS k, COUNT(*) AS n, SUM(a.amount) AS s, MAX(a.created) AS m, MIN(b.email) AS e,"
        + " COUNT(DISTINCT a.customer) AS d FROM "
        + joined()
        + where()
        + " GROUP BY "
        + key
        + pick("", "", " HAVING COUNT(*) > 1", " HAVING MAX(a.amount) > 150");
  }

  private String windows() {
    return "SELECT a.id, ROW_NUMBER() OVER ("
        + pick("", "PARTITION BY a.connected_account ", "PARTITION BY a.currency ")
        + "ORDER BY a.created DESC"
        + pick("", " NULLS LAST")
        + ", b.id, b.created) AS r, SUM(a.amount) OVER (PARTITION BY a.customer) AS s, COUNT(*)"
        + " OVER () AS n FROM "
        + joined()
        + where();
  }

  private String setOperation() {
    String type = pick(" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT ");
    String first = "SELECT connected_account, id, created FROM " + charges(2) + " a" + where("a");
    String second =
        random.nextBoolean()
            ? "SELECT connected_account, id, created FROM " + charges(2) + " a" + where("a")
            : "SELECT connected_account, id, created FROM " + customers(2) + " c";
    return first + type + second + (random.nextInt(3) == 0 ? type + second : "");
  }

  private String common() {
    return "WITH t AS (SELECT "
        + CHARGE
        + " FROM "
        + charges(2)
        + " x), u AS (SELECT "
        + CHARGE
        + " FROM t WHERE "
        + condition("t")
        + ") SELECT a.id, b.id AS other, b.amount FROM t a "
        + pick("JOIN", "LEFT JOIN")
        + pick(" t", " u")
        + " b ON "
        + pick("a.id = b.id", "a.customer = b.customer", "a.created > b.created")
        + " AND a.connected_account = b.connected_account"
        + where("a");
  }

  /** Charges a and customers b. */
  private String joined() {
    String type = pick("JOIN", "JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN");
    return charges(2) + " a " + type + ' ' + customers(2) + " b ON " + on();
  }

  private String on() {
    String keys = "b.connected_account = a.connected_account AND b.id = a.customer";
    return switch (random.nextInt(9)) {
      case 0 -> "b.id = a.customer";
      case 1 -> keys + " AND a.connected_account = " + account();
      case 2 -> keys + " AND b.connected_account = " + account();
      case 3 -> "b.connected_account = " + account() + " AND b.id = a.customer";
      case 4 -> keys + " AND b.created < a.created";
      case 5 -> "a.connected_account = b.connected_account";
      case 6 -> "a.customer = b.id AND a.amount > 100 AND b.email IS NOT NULL";
      default -> keys;
    };
  }

  private String charges(int depth) {
    String all = "SELECT " + CHARGE + " FROM ";
    return switch (depth == 0 ? 0 : random.nextInt(11)) {
      case 1, 2 -> "(" + all + "charges x" + where("x") + newest("x") + ")";
      case 3 -> "(" + all + charges(depth - 1) + " x" + where("x") + newest("x") + ")";
      case 4 -> "(" + all + charges(depth - 1) + " x WHERE " + condition("x") + ")";
      case 5 -> "(SELECT DISTINCT " + CHARGE + " FROM " + charges(depth - 1) + " x)";
      case 6 ->
          "("
              + all
              + "charges x"
              + where("x")
              + pick(" UNION ", " UNION ALL ", " EXCEPT ", " INTERSECT ")
              + all
              + charges(depth - 1)
              + " y"
              + where("y")
              + ")";
      case 7 ->
          "("
              + all
              + "(SELECT "
              + CHARGE
              + ", ROW_NUMBER() OVER (PARTITION BY connected_account ORDER BY created DESC) AS rn"
              + " FROM charges x"
              + where("x")
              + ") w WHERE rn <= "
              + (1 + random.nextInt(4))
              + ")";
      case 8 ->
          "(SELECT 'platform' AS connected_account, id, created, amount, currency, customer FROM"
              + " charges x WHERE x.connected_account = 'platform'"
              + newest("x")
              + ")";
      default -> "charges";
    };
  }

  private String customers(int depth) {
    String all = "SELECT " + CUSTOMER + " FROM ";
    return switch (depth == 0 ? 0 : random.nextInt(8)) {
      case 1, 2 ->
          "(" + all + customers(depth - 1) + " x WHERE " + customer("x") + newest("x") + ")";
      case 3 -> "(" + all + "customers x" + newest("x") + ")";
      case 4 -> "(" + all + customers(depth - 1) + " x WHERE " + customer("x") + ")";
      case 5 ->
          "(SELECT connected_account, id, MAX(created) AS created, MAX(email) AS email FROM "
              + customers(depth - 1)
              + " x GROUP BY connected_account, id)";
      default -> "customers";
    };
  }

  private String newest(String t) {
    String order = " ORDER BY " + t + ".created " + pick("DESC", "DESC", "ASC", "DESC NULLS LAST");
    return order
        + switch (random.nextInt(4)) {
          case 0 -> " LIMIT " + (1 + random.nextInt(6)) + " OFFSET " + random.nextInt(4);
          case 1 -> "";
          default -> " LIMIT " + random.nextInt(15);
        };
  }

  private String end(String order) {
    return random.nextInt(3) == 0 ? " ORDER BY " + order + " LIMIT " + random.nextInt(9) : "";
  }

  private String where() {
    return switch (random.nextInt(5)) {
      case 0 -> " WHERE " + customer("b");
      case 1 -> " WHERE " + condition("a") + " AND " + customer("b");
      case 2 -> " WHERE " + condition("a") + " AND " + condition("a");
      case 3 -> " WHERE " + condition("a");
      default -> "";
    };
  }

  private String where(String t) {
    return random.nextInt(3) == 0 ? "" : " WHERE " + condition(t);
  }

  private String condition(String t) {
    return switch (random.nextInt(17)) {
      case 0, 1, 2 -> t + ".connected_account = " + account();
      case 3 ->
          t + ".connected_account " + pick("IN (", "NOT IN (") + account() + ", " + account() + ")";
      case 4 -> t + ".customer = " + customerId();
      case 5 -> t + ".id IN ('ch_" + random.nextInt(40) + "', 'ch_" + random.nextInt(40) + "')";
      case 6 -> t + ".amount " + pick("<", ">=", "<>") + ' ' + random.nextInt(400);
      case 7 ->
          t
              + ".created "
              + pick("<", ">=")
              + " TIMESTAMP '2026-11-1"
              + random.nextInt(9)
              + " 12:00:00'";
      case 8 -> t + ".customer IS " + pick("NULL", "NOT NULL");
      case 9 -> "(" + condition(t) + " OR " + condition(t) + ")";
      case 10 -> "NOT (" + condition(t) + ")";
      case 11 ->
          t + ".customer " + pick("", "NOT ") + "IN (SELECT c.id FROM " + customers(2) + " c)";
      case 12 -> exists(t);
      case 13 -> t + ".amount " + pick("<", ">", "=") + " " + scalar(t);
      case 14 ->
          t
              + ".connected_account "
              + pick("", "NOT ")
              + "IN (SELECT c.connected_account FROM "
              + customers(1)
              + " c WHERE "
              + customer("c")
              + ")";
      case 15 ->
          // H2 takes a row with a NULL for unknown, whatever its other fields are.
          "("
              + t
              + ".customer IS NOT NULL AND ("
              + t
              + ".connected_account, "
              + t
              + ".customer) IN (SELECT c.connected_account, c.id FROM "
              + customers(1)
              + " c))";
      default -> t + ".currency = " + pick("'usd'", "'eur'", "'jpy'");
    };
  }

  private String exists(String t) {
    String own = random.nextInt(3) == 0 ? "" : " AND c.id = " + t + ".customer";
    String account =
        random.nextBoolean() ? "" : " AND c.connected_account = " + t + ".connected_account";
    return pick("", "NOT ")
        + "EXISTS (SELECT 1 FROM "
        + customers(1)
        + " c WHERE "
        + customer("c")
        + own
        + account
        + ")";
  }

  private String scalar(String t) {
    return switch (random.nextInt(5)) {
      case 0 ->
          "(SELECT MAX(y.amount) FROM " + charges(1) + " y WHERE y.customer = " + t + ".customer)";
      case 1 ->
          "(SELECT y.amount FROM charges y WHERE "
              + condition2("y")
              + " ORDER BY y.created DESC LIMIT 1)";
      case 2 ->
          "(SELECT COUNT(*) FROM "
              + charges(1)
              + " y WHERE y.connected_account = "
              + t
              + ".connected_account)";
      case 3 ->
          "(SELECT y.amount FROM charges y WHERE y.customer = "
              + t
              + ".customer ORDER BY y.created DESC LIMIT 1)";
      default -> "(SELECT MIN(y.amount) FROM " + charges(1) + " y)";
    };
  }

  private String condition2(String t) {
    return pick(
        t + ".connected_account = " + account(), t + ".currency = 'usd'", t + ".amount > 100");
  }

  private String customer(String t) {
    return switch (random.nextInt(7)) {
      case 0, 1 -> t + ".connected_account = " + account();
      case 2 -> t + ".id = " + customerId();
      case 3 -> t + ".email IS " + pick("NULL", "NOT NULL");
      case 4 -> t + ".created < TIMESTAMP '2026-11-1" + random.nextInt(9) + " 00:00:00'";
      case 5 -> "(" + t + ".email LIKE 'a1%' OR " + t + ".id = " + customerId() + ")";
      default -> t + ".id IN (" + customerId() + ", " + customerId() + ")";
    };
  }

  private String customerId() {
    return "'cus_" + random.nextInt(8) + "'";
  }

  private String account() {
    return pick("'platform'", "'platform'", "'acct_1'", "'acct_2'");
  }

  private String pick(String... choices) {
    return List.of(choices).get(random.nextInt(choices.length));
  }
}

package io.stripejdbc.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes random questions over the tables of {@link InMemoryScanner}, from a seed. */
final class RandomQueries {
  /**
   * A question and how its answers are compared.
   *
   * @param isOrdered whether the order of the rows is settled by the SQL
   */
  record Question(String sql, boolean isOrdered) {}

  private final Random random;

  RandomQueries(long seed) {
    this.random = new Random(seed);
  }

  Question next() {
    return switch (random.nextInt(13)) {
      case 0, 1 -> plain();
      case 11 -> besideEachCharge();
      case 2 -> aggregate();
      case 3 -> join();
      case 4 -> subQuery();
      case 5 -> newest();
      case 6 -> new Question("SELECT MAX(created) AS m FROM charges ch" + where("ch"), true);
      case 7 -> uncorrelated();
      case 8 -> newestOfEach();
      case 9 -> ofEachCharge();
      case 10 -> ofEachCustomer();
      default -> union();
    };
  }

  private Question uncorrelated() {
    String exists =
        pick("", "NOT ")
            + "EXISTS (SELECT 1 FROM customers c WHERE "
            + customerCondition("c")
            + ")";
    return new Question(
        "SELECT id, (SELECT MAX(email) FROM customers c WHERE "
            + customerCondition("c")
            + ") AS e FROM charges ch WHERE "
            + condition("ch")
            + " AND "
            + exists,
        false);
  }

  private Question newestOfEach() {
    return new Question(
        "SELECT connected_account, MAX(created) AS m FROM charges ch"
            + where("ch")
            + " GROUP BY connected_account",
        false);
  }

  private Question plain() {
    String sql = "SELECT id, connected_account, amount, customer FROM charges ch" + where("ch");
    if (random.nextBoolean()) {
      return new Question(sql, false);
    }
    return new Question(
        sql
            + " ORDER BY "
            + pick("created DESC", "created", "amount DESC", "customer")
            + ", connected_account, id"
            + limit(),
        true);
  }

  private Question newest() {
    return new Question(
        "SELECT created FROM charges ch" + where("ch") + " ORDER BY created DESC" + limit(), true);
  }

  private Question aggregate() {
    String group =
        pick("currency", "connected_account", "status", "customer", "CAST(created AS DATE)");
    return new Question(
        "SELECT "
            + group
            + " AS g, COUNT(*) AS n, SUM(amount) AS s, MIN(created) AS lo,"
            + " MAX(created) AS hi, COUNT(DISTINCT customer) AS d FROM charges ch"
            + where("ch")
            + " GROUP BY "
            + group
            + (random.nextBoolean() ? " HAVING COUNT(*) > " + random.nextInt(3) : ""),
        false);
  }

  private Question join() {
    String type = pick("JOIN", "LEFT JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
    String on =
        pick(
            "c.connected_account = ch.connected_account AND c.id = ch.customer",
            "c.connected_account = ch.connected_account AND c.id = ch.customer",
            "c.id = ch.customer",
            "c.connected_account = ch.connected_account",
            "c.connected_account = ch.connected_account AND c.id = ch.customer AND c.created < ch.created");
    String order =
        random.nextInt(3) == 0
            ? " ORDER BY ch.created DESC, ch.connected_account, ch.id, c.connected_account, c.id"
                + limit()
            : "";
    return new Question(
        "SELECT ch.id, ch.amount, c.email FROM charges ch "
            + type
            + " customers c ON "
            + on
            + " WHERE "
            + condition("ch")
            + (random.nextBoolean() ? " AND " + customerCondition("c") : "")
            + order,
        !order.isEmpty());
  }

  private Question subQuery() {
    String test =
        pick(
            "ch.customer IN (SELECT id FROM customers c WHERE " + customerCondition("c") + ")",
            "ch.customer NOT IN (SELECT id FROM customers c WHERE " + customerCondition("c") + ")",
            "EXISTS (SELECT 1 FROM customers c WHERE c.id = ch.customer AND "
                + "c.connected_account = ch.connected_account AND "
                + customerCondition("c")
                + ")",
            "NOT EXISTS (SELECT 1 FROM customers c WHERE c.id = ch.customer AND "
                + customerCondition("c")
                + ")",
            "ch.connected_account IN (SELECT connected_account FROM customers c WHERE "
                + customerCondition("c")
                + ")",
            "ch.amount > (SELECT AVG(amount) FROM charges x WHERE x.currency = ch.currency)");
    return new Question(
        "SELECT ch.id, ch.connected_account FROM charges ch WHERE "
            + test
            + " AND "
            + condition("ch"),
        false);
  }

  /** Figures of each charge's customer and of the charges like it; some have no customer. */
  private Question ofEachCharge() {
    String same =
        pick(
            "c.id = ch.customer",
            "c.connected_account = ch.connected_account AND c.id = ch.customer",
            "c.connected_account = ch.connected_account");
    String count =
        "(SELECT "
            + pick("COUNT(*)", "COUNT(c.email)", "MAX(c.email)")
            + " FROM customers c WHERE ";
    String others =
        "(SELECT COUNT(*) FROM charges x WHERE x."
            + pick("currency = ch.currency", "customer = ch.customer", "status = ch.status")
            + pick(")", " AND x.amount < 200)");
    String having = random.nextBoolean() ? "" : " AND " + others + pick(" = 0", " > 3", " < 5");
    return new Question(
        "SELECT ch.id, ch.connected_account, "
            + pick(count + same + ")", count + same + " AND " + customerCondition("c") + ")")
            + " AS n, "
            + others
            + " AS m FROM charges ch WHERE "
            + condition("ch")
            + having
            + " ORDER BY "
            + pick("ch.created DESC", "ch.amount")
            + ", ch.connected_account, ch.id"
            + limit(),
        true);
  }

  /** What is computed of the rows of a sub-query and of the row around it. */
  private Question besideEachCharge() {
    String same =
        pick(
            "c.id = ch.customer",
            "c.connected_account = ch.connected_account AND c.id = ch.customer",
            "c.connected_account = ch.connected_account");
    String value =
        pick(
            "SUM(ch.amount + CHAR_LENGTH(c.email))",
            "MAX(c.email || ch.id)",
            "COUNT(c.email || ch.status)");
    return new Question(
        "SELECT ch.id, ch.connected_account, ch.currency, ch.status, x.v FROM charges ch,"
            + " LATERAL (SELECT "
            + value
            + " AS v FROM customers c WHERE "
            + same
            + pick("", " AND " + customerCondition("c"))
            + ") x WHERE "
            + condition("ch")
            + " ORDER BY ch.amount, ch.connected_account, ch.id"
            + limit(),
        true);
  }

  /** Customers with, without or beside what they have paid. */
  private Question ofEachCustomer() {
    boolean lateral = random.nextInt(4) == 0;
    String charges = " FROM charges ch WHERE " + chargesOf() + " AND " + condition("ch");
    String order =
        " ORDER BY "
            + pick("c.created DESC", "c.email")
            + ", c.connected_account, c.id"
            + (lateral ? ", y" : "")
            + limit();
    String from = " FROM customers c";
    String where = " WHERE " + customerCondition("c");
    String newest =
        "SELECT ch.amount, ch.id"
            + charges
            + " ORDER BY ch.created DESC, ch.connected_account, ch.id"
            + pick(" LIMIT 1", " LIMIT 2");
    String sql =
        switch (lateral ? 3 : random.nextInt(3)) {
          case 0 ->
              "SELECT c.id, c.connected_account"
                  + from
                  + where
                  + pick(" AND ", " AND NOT ")
                  + "EXISTS (SELECT 1"
                  + charges
                  + ")";
          case 1 ->
              "SELECT c.id, c.connected_account"
                  + from
                  + where
                  + pick(" AND c.id IN ", " AND c.id NOT IN ")
                  + "(SELECT ch.customer"
                  + charges
                  + pick("", " AND ch.customer IS NOT NULL")
                  + ")";
          case 2 ->
              "SELECT c.id, c.connected_account, x.n"
                  + from
                  + pick(" JOIN LATERAL ", " LEFT JOIN LATERAL ")
                  + "(SELECT COUNT(*) AS n"
                  + charges
                  + ") x ON TRUE"
                  + where;
          default ->
              "SELECT c.id, c.connected_account, x.amount, x.id AS y"
                  + from
                  + " LEFT JOIN LATERAL ("
                  + newest
                  + ") x ON TRUE"
                  + where;
        };
    return new Question(sql + order, true);
  }

  private String chargesOf() {
    return pick(
        "ch.customer = c.id",
        "ch.connected_account = c.connected_account AND ch.customer = c.id",
        "ch.connected_account = c.connected_account");
  }

  private Question union() {
    return new Question(
        "SELECT id, created FROM charges ch"
            + where("ch")
            + " UNION ALL SELECT id, created FROM customers c WHERE "
            + customerCondition("c"),
        false);
  }

  private String limit() {
    return switch (random.nextInt(4)) {
      case 0 -> " LIMIT " + random.nextInt(8);
      case 1 -> " LIMIT " + (1 + random.nextInt(5)) + " OFFSET " + random.nextInt(6);
      case 2 -> " OFFSET " + random.nextInt(10);
      default -> "";
    };
  }

  private String where(String alias) {
    List<String> conditions = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      conditions.add(condition(alias));
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  private String condition(String t) {
    return switch (random.nextInt(25)) {
      case 0 -> t + ".connected_account = '" + account() + "'";
      case 1 -> t + ".connected_account IN ('" + account() + "', '" + account() + "')";
      case 2 -> t + ".id = 'ch_" + random.nextInt(40) + "'";
      case 3 ->
          t + ".id IN ('ch_" + random.nextInt(40) + "', 'ch_" + random.nextInt(40) + "', 'none')";
      case 4 -> t + ".created " + comparison() + " " + time();
      case 5 -> t + ".created BETWEEN " + time() + " AND " + time();
      case 6 ->
          "CAST("
              + t
              + ".created AS DATE) "
              + comparison()
              + " DATE '2026-11-"
              + (10 + random.nextInt(10))
              + "'";
      case 7 -> t + ".customer = 'cus_" + random.nextInt(8) + "'";
      case 8 -> "(" + t + ".customer = 'cus_1' OR " + t + ".customer = 'cus_2')";
      case 9 -> t + ".customer IS " + pick("NULL", "NOT NULL");
      case 10 -> pick("", "NOT ") + t + ".paid";
      case 11 -> t + ".paid IS " + pick("TRUE", "NOT TRUE", "FALSE");
      case 12 -> t + ".status " + pick("=", "<>") + " '" + pick("succeeded", "failed", "odd") + "'";
      case 13 -> t + ".amount " + comparison() + " " + random.nextInt(400);
      case 14 -> t + ".currency " + pick("LIKE 'u%'", "IN ('usd', 'jpy')", "<> 'eur'");
      case 15 -> "EXTRACT(DAY FROM " + t + ".created) = " + (10 + random.nextInt(10));
      case 17 -> datePart(t);
      case 18, 19 -> moment(t) + " " + comparison() + " " + time();
      case 20 -> t + ".rate IS " + pick("NULL", "NOT NULL");
      case 21 -> t + ".amount " + pick("IN (1, 100, 200)", "BETWEEN 50 AND 150", "= NULL");
      case 22 ->
          t + pick(".id LIKE 'ch_1%'", ".id > 'ch_2'", ".customer || '' = 'cus_1'", ".id IS NULL");
      case 16 -> "(" + condition(t) + " OR " + condition(t) + ")";
      case 23 -> "NOT (" + condition(t) + ")";
      default -> t + ".rate " + comparison() + " 1.5";
    };
  }

  /** A condition on a part of a time, some of them outside of the calendar. */
  private String datePart(String t) {
    String year = "EXTRACT(YEAR FROM " + t + ".created) " + pick("= 2026", ">= 2026", "< 10000");
    return year
        + pick(
            "",
            " AND EXTRACT(MONTH FROM " + t + ".created) " + comparison() + " " + random.nextInt(14),
            " AND MONTH(" + t + ".created) = 11 AND DAY(" + t + ".created) " + comparison() + " 15",
            " AND QUARTER(" + t + ".created) " + comparison() + " " + random.nextInt(6),
            " AND HOUR(" + t + ".created) " + comparison() + " " + random.nextInt(25));
  }

  /** A time that SQL makes of another one. */
  private String moment(String t) {
    String time = t + ".created";
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      time =
          switch (random.nextInt(5)) {
            case 0 ->
                "date_trunc('" + pick("week", "day", "hour", "month", "year") + "', " + time + ")";
            case 1 -> "FLOOR(" + time + " TO " + pick("WEEK", "DAY", "MONTH", "QUARTER") + ")";
            case 2 ->
                time + " AT TIME ZONE '" + pick("Asia/Tokyo", "America/New_York", "UTC") + "'";
            case 3 ->
                "(" + time + pick(" + ", " - ") + "INTERVAL '" + random.nextInt(90) + "' HOUR)";
            default -> "CAST(CAST(" + time + " AS DATE) AS TIMESTAMP)";
          };
    }
    return "(" + time + ")";
  }

  private String customerCondition(String t) {
    return switch (random.nextInt(5)) {
      case 0 -> t + ".id = 'cus_" + random.nextInt(8) + "'";
      case 1 -> t + ".email IS " + pick("NULL", "NOT NULL");
      case 2 -> t + ".created " + comparison() + " " + time();
      case 3 -> t + ".connected_account = '" + account() + "'";
      default -> t + ".email LIKE 'a%'";
    };
  }

  private String time() {
    String fraction = random.nextInt(4) == 0 ? ".5" : "";
    return "TIMESTAMP '2026-11-"
        + (10 + random.nextInt(10))
        + " "
        + pick("00:00:00", "12:00:00", "23:59:59")
        + fraction
        + "'";
  }

  private String comparison() {
    return pick("=", "<", "<=", ">", ">=", "<>");
  }

  private String account() {
    return pick("platform", "acct_1", "acct_2");
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}

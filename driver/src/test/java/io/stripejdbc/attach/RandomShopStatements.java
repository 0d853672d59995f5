package io.stripejdbc.attach;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random statements over the tables {@code orders} and {@code customers} of a shop. */
final class RandomShopStatements {
  private static final String[] OPERATORS = {"=", "<>", "<", "<=", ">", ">="};
  private static final String[] TEXTS = {"'paid'", "'Paid'", "'paid '", "'open'", "''", "'%'"};
  private static final String[] NUMBERS = {"0", "3", "-1", "7.5", "12", "2.25", "10000000000"};
  private static final String[] DATES = {
    "DATE '2026-03-29'", "DATE '1969-12-31'", "DATE '2024-02-29'"
  };
  private static final String[] TIMES = {
    "TIMESTAMP '2026-03-29 02:30:00.123'",
    "TIMESTAMP '2026-03-29 02:30:00.124'",
    "TIMESTAMP '1969-12-31 23:59:59.999'",
    "TIMESTAMP '2024-02-29 00:00:00'"
  };

  private final Random random;
  private final boolean times;

  /**
   * @param times whether the tables have dates and times as such
   */
  RandomShopStatements(long seed, boolean times) {
    this.random = new Random(seed);
    this.times = times;
  }

  /** A statement, and whether the order of its rows is told. */
  record Statement(String sql, boolean sorted) {}

  Statement next() {
    String from =
        switch (random.nextInt(4)) {
          case 0 -> "orders o JOIN customers k ON k.id = o.customer_id";
          case 1 -> "orders o LEFT JOIN customers k ON k.id = o.customer_id";
          case 2 -> "orders o JOIN customers k ON k.name = o.status";
          default -> "orders o";
        };
    boolean joined = from.contains("JOIN");
    String where = random.nextInt(5) == 0 ? "" : " WHERE " + condition(2, joined);
    return switch (random.nextInt(4)) {
      case 0 -> new Statement(grouped(from + where), false);
      case 1 -> limited(from + where);
      default -> new Statement("SELECT " + columns(joined) + " FROM " + from + where, false);
    };
  }

  private String columns(boolean joined) {
    List<String> columns = new ArrayList<>(List.of("o.id"));
    for (String column : List.of("o.status", "o.amount", "o.customer_id", "o.amount + o.id")) {
      if (random.nextBoolean()) {
        columns.add(column);
      }
    }
    if (times && random.nextBoolean()) {
      columns.add("o.placed");
      columns.add("o.sold");
    }
    if (joined) {
      columns.add("k.name");
    }
    return String.join(", ", columns);
  }

  private String grouped(String from) {
    String key = pick("o.status", "o.customer_id", "o.amount", times ? "o.sold" : "o.id", "");
    List<String> items = new ArrayList<>();
    if (!key.isEmpty()) {
      items.add(key);
    }
    for (String aggregate :
        List.of(
            "COUNT(*)",
            "COUNT(o.amount)",
            "SUM(o.amount)",
            "SUM(o.id)",
            "AVG(o.amount)",
            "COUNT(DISTINCT o.customer_id)",
            "MIN(o.amount)",
            "MAX(o.status)",
            times ? "MAX(o.placed)" : "MAX(o.id)",
            times ? "MIN(o.sold)" : "MIN(o.id)")) {
      if (random.nextInt(3) == 0) {
        items.add(aggregate);
      }
    }
    if (items.isEmpty()) {
      items.add("COUNT(*)");
    }
    String having = !key.isEmpty() && random.nextInt(4) == 0 ? " HAVING COUNT(*) > 2" : "";
    return "SELECT "
        + String.join(", ", items)
        + " FROM "
        + from
        + (key.isEmpty() ? "" : " GROUP BY " + key + having);
  }

  /** Sorted by what tells all rows apart, so that the first ones are the same. */
  private Statement limited(String from) {
    String first = pick("o.amount", "o.status", "o.customer_id", times ? "o.placed" : "o.amount");
    String direction = pick("", " DESC", " NULLS FIRST", " DESC NULLS LAST");
    boolean joined = from.contains("JOIN");
    String last = joined ? ", o.id, k.id" : ", o.id";
    String sql =
        "SELECT o.id, "
            + first
            + " FROM "
            + from
            + " ORDER BY "
            + first
            + direction
            + last
            + " LIMIT "
            + (1 + random.nextInt(6))
            + (random.nextBoolean() ? " OFFSET " + random.nextInt(4) : "");
    return new Statement(sql, true);
  }

  private String condition(int depth, boolean joined) {
    if (depth > 0 && random.nextInt(3) > 0) {
      String left = condition(depth - 1, joined);
      String right = condition(depth - 1, joined);
      String both = "(" + left + pick(" AND ", " OR ") + right + ")";
      return random.nextInt(6) == 0 ? "NOT " + both : both;
    }
    return switch (random.nextInt(times ? 11 : 8)) {
      case 0 -> "o.status = " + pick(TEXTS);
      case 1 -> "o.status " + pick("<>", "<", ">=", "LIKE") + " " + pick(TEXTS);
      case 2 -> "o.status " + pick("IN", "NOT IN") + " (" + pick(TEXTS) + ", 'open')";
      case 3 -> "o.amount " + pick(OPERATORS) + " " + pick(NUMBERS);
      case 4 -> "o.id " + pick(OPERATORS) + " " + pick(NUMBERS);
      case 5 -> "o.customer_id IN (1, 3, " + random.nextInt(5) + ")";
      case 6 ->
          pick("o.amount", "o.status", "o.customer_id", joined ? "k.name" : "o.id")
              + pick(" IS NULL", " IS NOT NULL");
      case 7 -> "o.id / 2 " + pick(OPERATORS) + " " + random.nextInt(6);
      case 8 -> "o.placed " + pick(OPERATORS) + " " + pick(TIMES);
      case 9 -> "o.sold " + pick(OPERATORS) + " " + pick(DATES);
      default -> "o.moment " + pick(OPERATORS) + " " + pick(TIMES);
    };
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}

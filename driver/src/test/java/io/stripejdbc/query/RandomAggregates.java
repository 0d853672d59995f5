package io.stripejdbc.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes random aggregates and conditions of charges, from a seed: what batches compute, and what
 * they do not.
 */
final class RandomAggregates {
  private static final List<String> KEYS =
      List.of(
          "currency",
          "status",
          "customer",
          "paid",
          "failure_code",
          "connected_account",
          "outcome_risk_score",
          "payment_method_details_card_exp_year",
          "FLOOR(created TO MONTH)",
          "FLOOR(created TO DAY)",
          "EXTRACT(YEAR FROM created)",
          "EXTRACT(QUARTER FROM created)",
          "EXTRACT(DAY FROM created)",
          "CAST(created AS DATE)",
          "CASE WHEN amount > 5000 THEN 'high' ELSE 'low' END",
          "CASE WHEN refunded THEN 1 ELSE 0 END");

  private static final List<String> FUNCTIONS =
      List.of(
          "COUNT(*)",
          "COUNT(customer)",
          "COUNT(outcome_risk_score)",
          "COUNT(DISTINCT customer)",
          "SUM(amount)",
          "SUM(outcome_risk_score)",
          "SUM(amount - amount_refunded)",
          "SUM(CASE WHEN refunded THEN amount END)",
          "SUM(CASE WHEN failure_code IS NULL THEN 1 ELSE 0 END)",
          "SUM(amount) FILTER (WHERE customer IS NOT NULL)",
          "COUNT(*) FILTER (WHERE outcome_risk_score > 30)",
          "AVG(outcome_risk_score)",
          "AVG(amount)",
          "MIN(created)",
          "MAX(amount)",
          "MAX(outcome_risk_score)",
          "MIN(customer)",
          "MAX(failure_code)",
          "MAX(paid)");

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "amount",
          "currency",
          "paid",
          "created",
          "failure_code",
          "outcome_risk_score",
          "amount - amount_refunded AS kept",
          "upper(currency) AS name",
          "connected_account");

  private final Random random;

  RandomAggregates(long seed) {
    this.random = new Random(seed);
  }

  String next() {
    List<String> keys = some(KEYS, random.nextInt(4));
    List<String> shown = new ArrayList<>(keys);
    List<String> functions =
        some(FUNCTIONS, keys.isEmpty() ? 1 + random.nextInt(3) : random.nextInt(4));
    for (String function : functions) {
      shown.add(function.equals("MAX(paid)") ? "BOOL_OR(paid)" : function);
    }
    String where = random.nextInt(4) == 0 ? "" : " WHERE " + condition(2);
    String group = keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys);
    return "SELECT " + String.join(", ", shown) + " FROM charges" + where + group;
  }

  /** Rows that meet a condition, instead of an aggregate. */
  String nextRows() {
    List<String> shown = some(COLUMNS, 1 + random.nextInt(4));
    String select = "SELECT " + String.join(", ", shown) + " FROM charges WHERE " + condition(2);
    return random.nextInt(4) > 0
        ? select
        : "SELECT id, created FROM charges WHERE "
            + condition(1)
            + " ORDER BY created DESC, id LIMIT "
            + (1 + random.nextInt(30));
  }

  private List<String> some(List<String> all, int count) {
    List<String> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String one = all.get(random.nextInt(all.size()));
      if (!some.contains(one)) {
        some.add(one);
      }
    }
    return some;
  }

  private String condition(int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      String joined =
          "(" + condition(depth - 1) + pick(" AND ", " OR ") + condition(depth - 1) + ")";
      return random.nextInt(4) == 0 ? "NOT " + joined : joined;
    }
    return switch (random.nextInt(14)) {
      case 0 -> "amount " + pick("<", "<=", ">", ">=", "=", "<>") + " " + random.nextInt(20_000);
      case 1 -> "outcome_risk_score " + pick("<", ">=", "<>") + " " + random.nextInt(64);
      case 2 -> "currency " + pick("=", "<>") + " '" + pick("usd", "eur", "jpy", "xxx") + "'";
      case 3 -> "failure_code " + pick("=", "<>") + " 'card_declined'";
      case 4 ->
          pick("customer", "failure_code", "outcome_risk_score") + pick(" IS NULL", " IS NOT NULL");
      case 5 -> "currency " + pick("IN", "NOT IN") + " ('usd', 'gbp', 'kwd')";
      case 6 -> "outcome_risk_score " + pick("IN", "NOT IN") + " (1, 5, 9, 13, 40)";
      case 7 -> "amount " + pick("", "NOT ") + "BETWEEN 500 AND " + random.nextInt(30_000);
      case 8 ->
          "created "
              + pick(">=", "<")
              + " TIMESTAMP '2026-0"
              + (1 + random.nextInt(9))
              + "-11 12:00:00'";
      case 9 -> pick("paid", "NOT captured", "refunded = paid", "(paid AND disputed) IS NOT TRUE");
      case 10 -> "amount " + pick(">", "=", "<>") + " amount_captured";
      case 11 -> "(failure_code = 'card_declined') IS " + pick("FALSE", "NOT FALSE", "UNKNOWN");
      case 12 -> "connected_account " + pick("=", "<>") + " 'platform'";
      default -> "description LIKE '%a%'";
    };
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}

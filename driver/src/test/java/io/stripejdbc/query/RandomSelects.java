package io.stripejdbc.query;

import java.util.Random;

/** Texts of small queries, some of which are wrong and some of which need a planner. */
final class RandomSelects {
  private static final String[] ITEMS = {
    "*",
    "t.*",
    "id",
    "t.id",
    "id, amount",
    "rate, id, created",
    "t.created, t.rate",
    "paid AS p",
    "amount AS \"created\"",
    "\"id\", \"status\"",
    "id, id",
    "Id",
    "customer AS id, id AS customer",
    "id i",
    "charges.id",
    "stripe.charges.id",
    "id + 1",
    "missing",
    "connected_account",
    "id,",
    ""
  };
  private static final String[] TABLES = {
    "charges",
    "stripe.charges",
    "\"stripe\".\"charges\"",
    "CHARGES",
    "customers",
    "nothing",
    "sigma.charges",
    "charges, customers",
    "charges -- all of them\n",
    "stripe . charges"
  };
  private static final String[] ALIASES = {
    "",
    "",
    "t",
    "AS t",
    "AS \"t\"",
    "AS order",
    "where",
    "limit",
    "T",
    "AS charges",
    "offset",
    "left",
    "position",
    "\"t t\""
  };
  private static final String[] ORDERS = {
    "",
    "",
    "",
    "ORDER BY created DESC",
    "order by created desc",
    "ORDER BY t.created DESC",
    "ORDER BY created",
    "ORDER BY id DESC",
    "ORDER BY t.rate, id",
    "ORDER BY rate DESC, created",
    "ORDER BY customer, paid, created DESC",
    "ORDER BY amount, amount DESC",
    "ORDER BY amount NULLS FIRST",
    "ORDER BY created DESC, id",
    "ORDER BY 1 DESC"
  };
  private static final String[] LIMITS = {
    "",
    "",
    "LIMIT 3",
    "limit 1",
    "LIMIT 0",
    "LIMIT 2147483648",
    "LIMIT 1.5",
    "LIMIT -1",
    "FETCH FIRST 2 ROWS ONLY",
    "FETCH NEXT 1 ROW ONLY",
    "FETCH FIRST ROW ONLY",
    "LIMIT ALL",
    "LIMIT 3 OFFSET 2",
    "OFFSET 2",
    "LIMIT 1 LIMIT 1",
    "LIMIT 999999999"
  };
  private static final String[] ENDS = {"", "", "", ";", ";;", " /* end */ ", "; SELECT 1", "("};

  private final Random random;

  RandomSelects(Random random) {
    this.random = random;
  }

  String next() {
    return "SELECT "
        + one(ITEMS)
        + " FROM "
        + one(TABLES)
        + " "
        + one(ALIASES)
        + " "
        + one(ORDERS)
        + " "
        + one(LIMITS)
        + one(ENDS);
  }

  private String one(String[] parts) {
    // The first of them are common, so that many texts are of the small kind.
    return parts[random.nextInt(3) == 0 ? random.nextInt(parts.length) : random.nextInt(3)];
  }
}

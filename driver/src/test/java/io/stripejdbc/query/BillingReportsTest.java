package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.Expansion;
import io.stripejdbc.emulator.world.Row;
import io.stripejdbc.emulator.world.World;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The reports on invoices and subscriptions. */
class BillingReportsTest extends ReportCase {
  private static final long DAY = 86_400;

  @Test
  void openInvoicesAgeFromTheirDueDate() throws SQLException {
    Tally tally = new Tally(2);
    long now = DESK.now().getEpochSecond();
    for (String account : DESK.accounts()) {
      for (ObjectNode invoice : DESK.objects(account, "/v1/invoices")) {
        if (invoice.path("status").asText().equals("open")) {
          long due =
              has(invoice, "due_date")
                  ? invoice.path("due_date").asLong()
                  : invoice.path("status_transitions").path("finalized_at").asLong();
          long late = now - due;
          String bucket =
              late <= 0
                  ? "0"
                  : late <= 30 * DAY ? "1" : late <= 60 * DAY ? "2" : late <= 90 * DAY ? "3" : "4";
          tally.add(
              List.of(account, currency(invoice), bucket),
              1,
              invoice.path("amount_remaining").asLong());
        }
      }
    }
    expect(
        tally.rows((key, sums) -> List.of(sums[0], Tally.money(sums[1], key[1]))),
        "SELECT connected_account, currency, \"position\", invoices, amount_remaining"
            + " FROM reports.invoice_aging");
  }

  @Test
  void agingAsksForOpenInvoicesOnly() throws SQLException {
    DESK.ask("SELECT * FROM reports.invoice_aging WHERE connected_account = 'platform'");
    assertEquals(List.of("GET /v1/invoices?limit=100&status=open"), DESK.calls());
  }

  @Test
  void discountsCarryTheTermsOfTheirCoupon() throws SQLException {
    List<String> expected = new ArrayList<>();
    for (String account : DESK.accounts()) {
      Map<String, JsonNode> coupons = coupons(account);
      Map<String, JsonNode> discounts = discounts(account);
      for (ObjectNode subscription : DESK.objects(account, "/v1/subscriptions")) {
        for (JsonNode id : subscription.path("discounts")) {
          JsonNode coupon =
              coupons.get(discounts.get(id.asText()).path("source").path("coupon").asText());
          expected.add(
              String.join(
                  " ",
                  account,
                  subscription.path("id").asText(),
                  id.asText(),
                  coupon.path("id").asText(),
                  coupon.path("duration").asText()));
        }
      }
    }
    expect(
        expected,
        "SELECT connected_account, applied_to, discount, coupon, duration FROM reports.discounts"
            + " WHERE applied_to_type = 'subscription'");
  }

  private static Map<String, JsonNode> coupons(String account) {
    return byId(account, "/v1/coupons");
  }

  private static Map<String, JsonNode> discounts(String account) {
    return byId(account, "/discounts");
  }

  private static Map<String, JsonNode> byId(String account, String path) {
    Map<String, JsonNode> byId = new HashMap<>();
    DESK.objects(account, path).forEach(each -> byId.put(each.path("id").asText(), each));
    return byId;
  }

  /** Prices with their tiers, which the API shows only when they are expanded. */
  private static Map<String, JsonNode> prices(String account) {
    World world = DESK.world();
    Expansion tiers = Expansion.of(List.of("tiers"));
    Map<String, JsonNode> byId = new HashMap<>();
    for (Row row : world.rows(account, "/v1/prices").all()) {
      byId.put(row.id(), world.written(account, "/v1/prices", row, tiers));
    }
    return byId;
  }

  /** What a subscription is worth a month, by the words of docs/reports.md. */
  private record Worth(
      String account, String currency, String customer, JsonNode of, long list, long discount) {
    boolean counts() {
      return Set.of("active", "past_due").contains(of.path("status").asText());
    }

    /** Second from which it counts, -1 for never. */
    long from() {
      if (of.path("status").asText().startsWith("incomplete")) {
        return -1;
      }
      long start = of.path("start_date").asLong();
      long trial = of.path("trial_end").asLong(0);
      if (trial <= start) {
        return start;
      }
      return has(of, "ended_at") && until() <= trial ? -1 : trial;
    }

    long until() {
      return has(of, "ended_at") ? of.path("ended_at").asLong() : Long.MAX_VALUE;
    }
  }

  private static List<Worth> worths() {
    List<Worth> worths = new ArrayList<>();
    for (String account : DESK.accounts()) {
      Map<String, JsonNode> prices = prices(account);
      Map<String, List<JsonNode>> items = new HashMap<>();
      for (ObjectNode item : DESK.objects(account, "/v1/subscription_items")) {
        items.computeIfAbsent(item.path("subscription").asText(), k -> new ArrayList<>()).add(item);
      }
      for (ObjectNode each : DESK.objects(account, "/v1/subscriptions")) {
        worths.add(worth(account, each, items.get(each.path("id").asText()), prices));
      }
    }
    return worths;
  }

  private static Worth worth(
      String account, JsonNode subscription, List<JsonNode> items, Map<String, JsonNode> prices) {
    BigDecimal list = BigDecimal.ZERO;
    BigDecimal perPeriod = BigDecimal.ONE;
    for (JsonNode item : items) {
      JsonNode price = prices.get(item.path("price").path("id").asText());
      JsonNode recurring = price.path("recurring");
      BigDecimal periods =
          switch (recurring.path("interval").asText()) {
            case "day" -> fraction(365, 12);
            case "week" -> fraction(52, 12);
            case "month" -> BigDecimal.ONE;
            default -> fraction(1, 12);
          };
      perPeriod =
          periods.divide(
              BigDecimal.valueOf(recurring.path("interval_count").asLong()),
              20,
              RoundingMode.HALF_UP);
      list = list.add(cost(price, item.path("quantity").asLong()).multiply(perPeriod));
    }
    BigDecimal discount = BigDecimal.ZERO;
    for (JsonNode id : subscription.path("discounts")) {
      JsonNode use = discounts(account).get(id.asText());
      String coupon = use.path("source").path("coupon").asText();
      if (!has(use, "end") || use.path("end").asLong() > DESK.now().getEpochSecond()) {
        discount = discount.add(off(coupons(account).get(coupon), list, perPeriod));
      }
    }
    return new Worth(
        account,
        currency(subscription),
        subscription.path("customer").asText(),
        subscription,
        whole(list),
        whole(discount.min(list)));
  }

  private static BigDecimal fraction(long above, long below) {
    return BigDecimal.valueOf(above).divide(BigDecimal.valueOf(below), 20, RoundingMode.HALF_UP);
  }

  private static long whole(BigDecimal amount) {
    return amount.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  private static BigDecimal cost(JsonNode price, long quantity) {
    if (!price.path("billing_scheme").asText().equals("tiered")) {
      return new BigDecimal(price.path("unit_amount_decimal").asText())
          .multiply(BigDecimal.valueOf(quantity));
    }
    JsonNode first = price.path("tiers").get(0);
    JsonNode second = price.path("tiers").get(1);
    long full = Math.min(quantity, first.path("up_to").asLong());
    return BigDecimal.valueOf(
        full * first.path("unit_amount").asLong()
            + (quantity - full) * second.path("unit_amount").asLong());
  }

  private static BigDecimal off(JsonNode coupon, BigDecimal list, BigDecimal perPeriod) {
    if (coupon.path("duration").asText().equals("once")) {
      return BigDecimal.ZERO;
    }
    return has(coupon, "percent_off")
        ? list.multiply(coupon.path("percent_off").decimalValue()).movePointLeft(2)
        : BigDecimal.valueOf(coupon.path("amount_off").asLong()).multiply(perPeriod);
  }

  @Test
  void mrrIsTheMonthlyWorthOfWhatIsPaidNow() throws SQLException {
    Tally tally = new Tally(3);
    Map<String, Set<String>> customers = new HashMap<>();
    for (Worth worth : worths()) {
      if (worth.counts()) {
        String key = worth.account + " " + worth.currency;
        customers.computeIfAbsent(key, k -> new HashSet<>()).add(worth.customer);
        tally.add(List.of(worth.account, worth.currency), 1, worth.list, worth.discount);
      }
    }
    expect(
        tally.rows(
            (key, sums) -> {
              List<Object> row = new ArrayList<>();
              row.add(sums[0]);
              row.add(customers.get(key[0] + " " + key[1]).size());
              long mrr = sums[1] - sums[2];
              row.addAll(Tally.moneys(key[1], sums[1], sums[2], mrr, 12 * mrr));
              return row;
            }),
        "SELECT connected_account, currency, subscriptions, customers, list_mrr, discounts, mrr, arr"
            + " FROM reports.mrr");
  }

  @Test
  void churnFollowsEachMonthFromTheOneBefore() throws SQLException {
    long now = DESK.now().getEpochSecond();
    Map<String, Map<String, long[]>> months = new TreeMap<>();
    for (Worth worth : worths()) {
      if (worth.from() < 0 || worth.from() > now) {
        continue;
      }
      Map<String, long[]> own =
          months.computeIfAbsent(worth.account + " " + worth.currency, k -> new TreeMap<>());
      long mrr = worth.list - worth.discount;
      add(own, month(worth.from()), 0, mrr);
      if (worth.until() <= now) {
        add(own, month(worth.until()), 1, mrr);
      }
    }
    List<String> expected = new ArrayList<>();
    months.forEach(
        (key, own) -> {
          String currency = key.substring(key.indexOf(' ') + 1);
          long count = 0;
          long mrr = 0;
          for (Map.Entry<String, long[]> month : own.entrySet()) {
            long[] sums = month.getValue();
            expected.add(
                String.join(
                    " ",
                    key,
                    month.getKey(),
                    String.valueOf(count),
                    String.valueOf(sums[0]),
                    String.valueOf(sums[1]),
                    Tally.money(mrr, currency).toString(),
                    Tally.money(sums[2], currency).toString(),
                    Tally.money(sums[3], currency).toString()));
            count += sums[0] - sums[1];
            mrr += sums[2] - sums[3];
          }
        });
    expect(
        expected,
        "SELECT connected_account, currency, month, at_start, \"new\", churned, mrr_at_start,"
            + " mrr_new, mrr_churned FROM reports.subscription_churn");
  }

  private static void add(Map<String, long[]> months, String month, int column, long mrr) {
    long[] sums = months.computeIfAbsent(month, k -> new long[4]);
    sums[column]++;
    sums[column + 2] += mrr;
  }

  @Test
  void oneAccountsChurnAsksThatAccount() throws SQLException {
    String account = World.PLATFORM;
    DESK.ask(
        "SELECT * FROM reports.subscription_churn WHERE connected_account = '" + account + "'");
    assertEquals(
        List.of(),
        DESK.calls().stream()
            .filter(call -> call.contains("@acct_") || call.contains("/accounts"))
            .toList());
  }
}

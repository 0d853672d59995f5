package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.world.World;
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
    ExpectedSums expected = new ExpectedSums(2);
    long now = REPORTS.now().getEpochSecond();
    for (String account : REPORTS.accounts()) {
      for (ObjectNode invoice : REPORTS.objects(account, "/v1/invoices")) {
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
          expected.add(
              List.of(account, currency(invoice), bucket),
              1,
              invoice.path("amount_remaining").asLong());
        }
      }
    }
    expect(
        expected.rows((key, sums) -> List.of(sums[0], ExpectedSums.money(sums[1], key[1]))),
        "SELECT connected_account, currency, \"position\", invoices, amount_remaining"
            + " FROM reports.invoice_aging");
  }

  @Test
  void agingAsksForOpenInvoicesOnly() throws SQLException {
    REPORTS.ask("SELECT * FROM reports.invoice_aging WHERE connected_account = 'platform'");
    assertEquals(List.of("GET /v1/invoices?limit=100&status=open"), REPORTS.calls());
  }

  @Test
  void discountsCarryTheTermsOfTheirCoupon() throws SQLException {
    List<String> expected = new ArrayList<>();
    for (String account : REPORTS.accounts()) {
      Map<String, JsonNode> coupons = coupons(account);
      Map<String, JsonNode> discounts = discounts(account);
      for (ObjectNode subscription : REPORTS.objects(account, "/v1/subscriptions")) {
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
    REPORTS.objects(account, path).forEach(each -> byId.put(each.path("id").asText(), each));
    return byId;
  }

  /** What a subscription is worth a month, by the words of docs/reports.md. */
  private record Worth(
      String account,
      String currency,
      String customer,
      JsonNode of,
      long list,
      long discount,
      long metered) {
    boolean counts() {
      return BillingReportsTest.counts(of);
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

  private static boolean counts(JsonNode subscription) {
    return Set.of("active", "past_due").contains(subscription.path("status").asText())
        && !has(subscription, "pause_collection");
  }

  private static List<Worth> worths() {
    List<Worth> worths = new ArrayList<>();
    long now = REPORTS.now().getEpochSecond();
    for (String account : REPORTS.accounts()) {
      BillingFacts facts = new BillingFacts(REPORTS, account);
      for (ObjectNode each : REPORTS.objects(account, "/v1/subscriptions")) {
        worths.add(
            new Worth(
                account,
                currency(each),
                each.path("customer").asText(),
                each,
                facts.listMrr(each),
                facts.lastingDiscount(each, now),
                facts.metered(each)));
      }
    }
    return worths;
  }

  @Test
  void everySubscriptionIsWorthItsItemsLessItsLastingDiscounts() throws SQLException {
    List<String> expected = new ArrayList<>();
    for (Worth worth : worths()) {
      expected.add(
          String.join(
              " ",
              worth.account,
              worth.of.path("id").asText(),
              String.valueOf(worth.counts()),
              worth.currency,
              ExpectedSums.money(worth.list, worth.currency).toString(),
              ExpectedSums.money(worth.discount, worth.currency).toString(),
              String.valueOf(worth.metered)));
    }
    expect(
        expected,
        "SELECT connected_account, subscription, counts, currency, list_mrr, discount,"
            + " metered_items FROM reports.subscription_mrr");
    assertEquals(
        List.of(true, true, true),
        List.of(
            worths().stream().anyMatch(worth -> has(worth.of, "pause_collection")),
            worths().stream().anyMatch(worth -> worth.metered > 0),
            worths().stream().anyMatch(worth -> worth.discount > 0)));
  }

  @Test
  void mrrIsTheMonthlyWorthOfWhatIsPaidNow() throws SQLException {
    ExpectedSums expected = new ExpectedSums(3);
    Map<String, Set<String>> customers = new HashMap<>();
    for (Worth worth : worths()) {
      if (worth.counts()) {
        String key = worth.account + " " + worth.currency;
        customers.computeIfAbsent(key, k -> new HashSet<>()).add(worth.customer);
        expected.add(List.of(worth.account, worth.currency), 1, worth.list, worth.discount);
      }
    }
    expect(
        expected.rows(
            (key, sums) -> {
              List<Object> row = new ArrayList<>();
              row.add(sums[0]);
              row.add(customers.get(key[0] + " " + key[1]).size());
              long mrr = sums[1] - sums[2];
              row.addAll(ExpectedSums.moneys(key[1], sums[1], sums[2], mrr, 12 * mrr));
              return row;
            }),
        "SELECT connected_account, currency, subscriptions, customers, list_mrr, discounts, mrr, arr"
            + " FROM reports.mrr");
  }

  @Test
  void churnFollowsEachMonthFromTheOneBefore() throws SQLException {
    long now = REPORTS.now().getEpochSecond();
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
                    ExpectedSums.money(mrr, currency).toString(),
                    ExpectedSums.money(sums[2], currency).toString(),
                    ExpectedSums.money(sums[3], currency).toString()));
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
  void mrrAsksForSubscriptionsFourTimesAndForWhatIsUsed() throws SQLException {
    REPORTS.ask("SELECT * FROM reports.mrr WHERE connected_account = 'platform'");
    List<ObjectNode> subscriptions = REPORTS.objects("platform", "/v1/subscriptions");
    long customers =
        subscriptions.stream()
            .filter(each -> each.path("discounts").isEmpty() && counts(each))
            .map(each -> each.path("customer").asText())
            .distinct()
            .count();
    long items =
        REPORTS.objects("platform", "/v1/subscription_items").stream()
            .filter(each -> !each.path("discounts").isEmpty())
            .count();
    assertTrue(customers > 0 && items > 0, customers + " " + items);
    // By their ids, or as a list that is known to take fewer calls.
    long asked = called("GET /v1/customers/") + called("GET /v1/customers?");
    assertTrue(asked > 0 && asked <= customers, asked + " of " + customers);
    assertEquals(items, called("GET /v1/subscription_items/"));
    assertEquals(1, called("GET /v1/subscriptions?limit=100&status=all&expand[0]=data.discounts"));
    // Those of two states by two lists, or by the list of all, where that is known to be one page.
    long lists =
        called("GET /v1/subscriptions?") - called("GET /v1/subscriptions?limit=100&test_clock=");
    assertTrue(lists == 3 || lists == 4, REPORTS.calls()::toString);
  }

  private static long called(String start) {
    return REPORTS.calls().stream().filter(call -> call.startsWith(start)).count();
  }

  @Test
  void oneAccountsChurnAsksThatAccount() throws SQLException {
    String account = World.PLATFORM;
    REPORTS.ask(
        "SELECT * FROM reports.subscription_churn WHERE connected_account = '" + account + "'");
    assertEquals(
        List.of(),
        REPORTS.calls().stream()
            .filter(call -> call.contains("@acct_") || call.contains("/accounts"))
            .toList());
  }
}

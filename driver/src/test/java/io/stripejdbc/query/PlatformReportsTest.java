package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The reports on accounts, and on money that passes between them. */
class PlatformReportsTest extends ReportCase {
  private static final String CHARGES = "/v1/charges";

  @Test
  void accountsAreShownInOneShape() throws SQLException {
    List<String> expected = new ArrayList<>();
    for (ObjectNode account : REPORTS.objects("platform", "/v1/accounts")) {
      expected.add(
          String.join(
              " ",
              account.path("id").asText(),
              account.path("country").asText(),
              account.path("type").asText(),
              account.path("details_submitted").asText(),
              account.path("charges_enabled").asText(),
              account.path("payouts_enabled").asText(),
              has(account, "controller")
                  ? whoDoesWhat(account)
                  : whoDoesWhatByVersionTwo(account)));
    }
    assertEquals(
        1, expected.stream().filter(row -> row.contains(" none true ")).count(), "one of v2");
    expect(
        expected,
        "SELECT connected_account, country, type, details_submitted, charges_enabled,"
            + " payouts_enabled, dashboard, fee_payer, losses, requirement_collection"
            + " FROM reports.connect_accounts");
  }

  private static String whoDoesWhat(JsonNode account) {
    JsonNode controller = account.path("controller");
    boolean own = controller.path("fees").path("payer").asText().equals("account");
    boolean stripe = controller.path("losses").path("payments").asText().equals("stripe");
    boolean collects = controller.path("requirement_collection").asText().equals("stripe");
    return String.join(
        " ",
        controller.path("stripe_dashboard").path("type").asText(),
        own ? "account" : "platform",
        stripe ? "stripe" : "platform",
        collects ? "stripe" : "platform");
  }

  private static String whoDoesWhatByVersionTwo(JsonNode account) {
    JsonNode same =
        REPORTS
            .world()
            .object("platform", "/v2/core/accounts", account.path("id").asText())
            .orElseThrow();
    JsonNode who = same.path("defaults").path("responsibilities");
    return String.join(
        " ",
        same.path("dashboard").asText(),
        who.path("fees_collector").asText().equals("stripe") ? "account" : "platform",
        who.path("losses_collector").asText().equals("stripe") ? "stripe" : "platform",
        who.path("requirements_collector").asText().equals("stripe") ? "stripe" : "platform");
  }

  @Test
  void onlyAccountsThatVersionOneIsSilentAboutAreAskedForInVersionTwo() throws SQLException {
    REPORTS.ask("SELECT connected_account, charges_enabled FROM reports.connect_accounts");
    assertEquals(
        List.of("GET /v1/accounts?limit=100"),
        REPORTS.calls(),
        "columns that nobody selects cost no call");
    REPORTS.forget();
    REPORTS.ask("SELECT connected_account, dashboard, losses FROM reports.connect_accounts");
    String silent =
        REPORTS.objects("platform", "/v1/accounts").stream()
            .filter(account -> !has(account, "controller"))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    assertEquals(
        List.of(
            "GET /v1/accounts?limit=100",
            "GET /v2/core/accounts/" + silent + "?include[0]=defaults"),
        REPORTS.calls());
  }

  @Test
  void eachPaymentIsThereOnceWithItsKind() throws SQLException {
    List<String> expected = new ArrayList<>();
    for (String account : REPORTS.accounts()) {
      for (ObjectNode charge : REPORTS.objects(account, CHARGES)) {
        if (!has(charge, "source_transfer")) {
          expected.add(account + " " + charge.path("id").asText() + " " + kind(account, charge));
        }
      }
    }
    expect(expected, "SELECT connected_account, charge, kind FROM reports.connect_charges");
    assertTrue(
        REPORTS.calls().stream().noneMatch(call -> call.contains("balance_transactions")),
        "columns that nobody selects cost no call");
  }

  private static String kind(String account, JsonNode charge) {
    if (has(charge, "transfer_data") && has(charge.path("transfer_data"), "destination")) {
      return "destination";
    }
    if (account.equals("platform")) {
      return has(charge, "transfer_group") ? "separate" : "own";
    }
    return has(charge, "application") ? "direct" : "own";
  }

  @Test
  void paymentsSettleInTheBalanceOfTheirAccount() throws SQLException {
    String account = "platform";
    Map<String, JsonNode> txns = new HashMap<>();
    REPORTS
        .objects(account, "/v1/balance_transactions")
        .forEach(txn -> txns.put(txn.path("id").asText(), txn));
    List<String> expected = new ArrayList<>();
    for (ObjectNode charge : REPORTS.objects(account, CHARGES)) {
      JsonNode txn = txns.get(charge.path("balance_transaction").asText());
      if (txn != null) {
        expected.add(
            String.join(
                " ",
                charge.path("id").asText(),
                ExpectedSums.money(charge.path("amount").asLong(), currency(charge)).toString(),
                currency(charge),
                ExpectedSums.money(txn.path("amount").asLong(), currency(txn)).toString(),
                ExpectedSums.money(txn.path("fee").asLong(), currency(txn)).toString(),
                currency(txn)));
      }
    }
    expect(
        expected,
        "SELECT charge, amount, currency, settled, fee, settled_currency"
            + " FROM reports.connect_charges"
            + " WHERE connected_account = 'platform' AND settled IS NOT NULL");
  }

  @Test
  void platformFeesAreAddedUpByTheAccountThatPaidThem() throws SQLException {
    ExpectedSums expected = new ExpectedSums(3);
    for (ObjectNode fee : REPORTS.objects("platform", "/v1/application_fees")) {
      expected.add(
          List.of(fee.path("account").asText(), currency(fee), month(fee)),
          1,
          fee.path("amount").asLong(),
          fee.path("amount_refunded").asLong());
    }
    expect(
        expected.rows(
            (key, sums) -> {
              List<Object> row = new ArrayList<>(List.of(sums[0]));
              row.addAll(ExpectedSums.moneys(key[1], sums[1], sums[2], sums[1] - sums[2]));
              return row;
            }),
        "SELECT * FROM reports.platform_fees");
    REPORTS.forget();
    REPORTS.ask(
        "SELECT * FROM reports.platform_fees WHERE month >= TIMESTAMP '2026-10-01 00:00:00'");
    assertEquals(
        List.of("GET /v1/application_fees?limit=100&created[gte]=1790812800"), REPORTS.calls());
  }

  @Test
  void payoutsStandBesideTheScheduleOfTheirAccount() throws SQLException {
    String account = REPORTS.world().connectedAccounts().get(4);
    JsonNode schedule =
        REPORTS.objects("platform", "/v1/accounts").stream()
            .filter(each -> each.path("id").asText().equals(account))
            .findFirst()
            .orElseThrow()
            .path("settings")
            .path("payouts")
            .path("schedule");
    List<String> expected = new ArrayList<>();
    for (ObjectNode payout : REPORTS.objects(account, "/v1/payouts")) {
      expected.add(
          String.join(
              " ",
              payout.path("id").asText(),
              payout.path("status").asText(),
              ReportFixture.time(payout.path("arrival_date").asLong()),
              ExpectedSums.money(payout.path("amount").asLong(), currency(payout)).toString(),
              text(payout, "failure_code"),
              schedule.path("interval").asText()));
    }
    expect(
        expected,
        "SELECT payout, status, arrival_date, amount, failure_code, schedule"
            + " FROM reports.payouts_by_account WHERE connected_account = '"
            + account
            + "'");
  }

  @Test
  void aPayoutIsTheSumOfItsTransactions() throws SQLException {
    List<String> expected = new ArrayList<>();
    for (ObjectNode payout : REPORTS.objects("platform", "/v1/payouts")) {
      if (payout.path("arrival_date").asLong() >= 1_791_763_200L) {
        BigDecimal amount = ExpectedSums.money(payout.path("amount").asLong(), currency(payout));
        expected.add(payout.path("id").asText() + " " + amount + " " + amount);
      }
    }
    expect(
        expected,
        "SELECT payout, payout_amount, SUM(net) FROM reports.payout_reconciliation"
            + " WHERE connected_account = 'platform'"
            + " AND arrival_date >= TIMESTAMP '2026-10-12 00:00:00' GROUP BY 1, 2");
    List<String> calls = new ArrayList<>();
    calls.add("GET /v1/payouts?limit=100&arrival_date[gte]=1791763200");
    for (String row : expected) {
      String payout = row.substring(0, row.indexOf(' '));
      calls.add("GET /v1/balance_transactions?limit=100&payout=" + payout);
    }
    assertEquals(calls.stream().sorted().toList(), REPORTS.calls());
  }

  /**
   * What {@code account_trends} shows, from the objects: what is a mirror is known by its source.
   */
  private static ExpectedSums trends(boolean byMonth) {
    ExpectedSums expected = new ExpectedSums(12);
    for (String account : REPORTS.accounts()) {
      Set<String> mirrors = new HashSet<>();
      for (ObjectNode charge : REPORTS.objects(account, CHARGES)) {
        if (has(charge, "source_transfer")) {
          mirrors.add(charge.path("id").asText());
        }
      }
      for (ObjectNode refund : REPORTS.objects(account, "/v1/refunds")) {
        if (has(refund, "source_transfer_reversal")) {
          mirrors.add(refund.path("id").asText());
        }
      }
      for (ObjectNode txn : REPORTS.objects(account, "/v1/balance_transactions")) {
        boolean mirror = mirrors.contains(txn.path("source").asText());
        List<String> key = new ArrayList<>(List.of(account, currency(txn)));
        if (byMonth) {
          key.add(month(txn));
        }
        expected.add(key, amounts(txn, mirror));
      }
    }
    return expected;
  }

  private static long[] amounts(JsonNode txn, boolean mirror) {
    long amount = txn.path("amount").asLong();
    long[] row = new long[12];
    switch (mirror ? "mirror" : txn.path("reporting_category").asText()) {
      case "charge" -> {
        row[0] = 1;
        row[1] = amount;
      }
      case "refund" -> {
        row[2] = 1;
        row[3] = -amount;
      }
      case "refund_failure" -> row[3] = -amount;
      case "dispute" -> {
        row[4] = 1;
        row[5] = -amount;
      }
      case "dispute_reversal" -> row[5] = -amount;
      case "mirror" -> row[6] = amount;
      case "transfer", "transfer_reversal" -> row[7] = -amount;
      case "platform_earning", "platform_earning_refund" -> row[8] = amount;
      case "payout", "payout_reversal" -> row[11] = -amount;
      default -> row[9] = amount;
    }
    row[10] = txn.path("fee").asLong();
    return row;
  }

  private static List<Object> trend(String currency, long[] sums) {
    long net = sums[1] - sums[3] - sums[5] + sums[6] - sums[7] + sums[8] + sums[9] - sums[10];
    List<Object> row = new ArrayList<>();
    row.add(sums[0]);
    row.addAll(ExpectedSums.moneys(currency, sums[1]));
    row.add(sums[2]);
    row.addAll(ExpectedSums.moneys(currency, sums[3]));
    row.add(sums[4]);
    row.addAll(
        ExpectedSums.moneys(
            currency, sums[5], sums[6], sums[7], sums[8], sums[9], sums[10], net, sums[11]));
    return row;
  }

  @Test
  void trendsCountNoMoneyTwice() throws SQLException {
    expect(
        trends(true).rows((key, sums) -> trend(key[1], sums)),
        "SELECT * FROM reports.account_trends");
  }

  @Test
  void trendsOfAMonthAskForThatMonth() throws SQLException {
    REPORTS.ask(
        "SELECT * FROM reports.account_trends WHERE connected_account = 'platform'"
            + " AND month = TIMESTAMP '2026-10-01 00:00:00'");
    String window = "created[gte]=1790812800&created[lt]=1793491200";
    assertTrue(
        REPORTS.calls().stream().allMatch(call -> call.contains(window)),
        REPORTS.calls().toString());
  }

  @Test
  void theSummaryIsAllMonthsTogetherAndWhatIsLeft() throws SQLException {
    expect(
        trends(false).rows((key, sums) -> trend(key[1], sums)),
        "SELECT connected_account, currency, charges, volume, refunds, refunded, disputes,"
            + " disputed, transfers_in, transfers_out, platform_fees, other, fees, net, payouts"
            + " FROM reports.account_summary WHERE charges + refunds > 0 OR net <> 0");
    assertEquals(
        List.of(),
        REPORTS.ask(
            "SELECT * FROM reports.account_summary WHERE net - payouts <> available + pending"));
  }
}

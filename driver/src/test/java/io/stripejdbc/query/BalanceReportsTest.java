package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The reports on balances against the emulator's own objects, and the calls they cost. */
class BalanceReportsTest extends ReportCase {
  private static final String TXNS = "/v1/balance_transactions";

  @Test
  void balancesAreWhatTheBalanceOfEachAccountSays() throws SQLException {
    ExpectedSums expected = new ExpectedSums(3);
    for (String account : REPORTS.accounts()) {
      JsonNode balance = REPORTS.objects(account, "/v1/balance").get(0);
      int column = 0;
      for (String part : List.of("available", "pending", "connect_reserved")) {
        for (JsonNode entry : balance.path(part)) {
          long[] amounts = new long[3];
          amounts[column] = entry.path("amount").asLong();
          expected.add(List.of(account, entry.path("currency").asText()), amounts);
        }
        column++;
      }
    }
    expect(
        expected.rows((key, sums) -> ExpectedSums.moneys(key[1], sums)),
        "SELECT connected_account, currency, available, pending, reserved FROM reports.balances");
  }

  @Test
  void aNegativeBalanceNamesWhoIsLiable() throws SQLException {
    Map<String, String> losses = new HashMap<>();
    for (ObjectNode account : REPORTS.objects("platform", "/v1/accounts")) {
      losses.put(
          account.path("id").asText(),
          account.path("controller").path("losses").path("payments").asText());
    }
    List<String> expected = new ArrayList<>();
    for (String id : REPORTS.accounts()) {
      JsonNode balance = REPORTS.objects(id, "/v1/balance").get(0);
      for (int i = 0; i < balance.path("available").size(); i++) {
        JsonNode available = balance.path("available").get(i);
        long amount = available.path("amount").asLong();
        long both = amount + balance.path("pending").get(i).path("amount").asLong();
        if (amount < 0 || both < 0) {
          expected.add(
              String.join(
                  " ",
                  id,
                  available.path("currency").asText(),
                  ExpectedSums.money(amount, available.path("currency").asText()).toString(),
                  "stripe".equals(losses.get(id)) ? "stripe" : "platform"));
        }
      }
    }
    expect(
        expected,
        "SELECT connected_account, currency, available, liable FROM reports.balances"
            + " WHERE negative");
  }

  @Test
  void oneAccountsBalanceIsAskedOfThatAccountAlone() throws SQLException {
    REPORTS.ask(
        "SELECT currency, available FROM reports.balances WHERE connected_account = 'platform'");
    assertEquals(List.of("GET /v1/balance"), REPORTS.calls().stream().distinct().toList());
  }

  private static List<String> transactions(
      Function<JsonNode, List<String>> key, Set<String> accounts, long since) {
    ExpectedSums expected = new ExpectedSums(4);
    for (String account : accounts) {
      for (JsonNode txn : REPORTS.objects(account, TXNS)) {
        if (txn.path("created").asLong() >= since) {
          List<String> whole = new ArrayList<>(List.of(account, txn.path("currency").asText()));
          whole.addAll(key.apply(txn));
          expected.add(
              whole,
              1,
              txn.path("amount").asLong(),
              txn.path("fee").asLong(),
              txn.path("net").asLong());
        }
      }
    }
    return expected.rows(
        (parts, sums) -> {
          List<Object> row = new ArrayList<>(List.of(sums[0]));
          row.addAll(ExpectedSums.moneys(parts[1], sums[1], sums[2], sums[3]));
          return row;
        });
  }

  @Test
  void theSummaryAddsUpEachReportingCategory() throws SQLException {
    expect(
        transactions(
            txn -> List.of(txn.path("reporting_category").asText()),
            new HashSet<>(REPORTS.accounts()),
            0),
        "SELECT * FROM reports.balance_summary");
  }

  @Test
  void theHistoryAsksOneAccountForTheDaysWanted() throws SQLException {
    Instant since = Instant.parse("2026-10-20T00:00:00Z");
    expect(
        transactions(
            txn -> List.of(day(txn), txn.path("reporting_category").asText()),
            Set.of("platform"),
            since.getEpochSecond()),
        "SELECT * FROM reports.balance_history WHERE connected_account = 'platform'"
            + " AND day >= TIMESTAMP '2026-10-20 00:00:00'");
    assertEquals(
        List.of("GET " + TXNS + "?limit=100&created[gte]=" + since.getEpochSecond()),
        REPORTS.calls());
  }

  @Test
  void feesAreAddedUpByTheirType() throws SQLException {
    ExpectedSums expected = new ExpectedSums(2);
    for (String account : REPORTS.accounts()) {
      for (JsonNode txn : REPORTS.objects(account, TXNS)) {
        for (JsonNode fee : txn.path("fee_details")) {
          expected.add(
              List.of(
                  account, fee.path("currency").asText(), month(txn), fee.path("type").asText()),
              1,
              fee.path("amount").asLong());
        }
      }
    }
    expect(
        expected.rows((key, sums) -> List.of(sums[0], ExpectedSums.money(sums[1], key[1]))),
        "SELECT * FROM reports.fees_by_type");
  }

  @Test
  void feesOfAMonthAskForThatMonth() throws SQLException {
    REPORTS.ask(
        "SELECT * FROM reports.fees_by_type WHERE connected_account = 'platform'"
            + " AND month = TIMESTAMP '2026-10-01 00:00:00'");
    assertTrue(
        REPORTS.calls().stream().allMatch(call -> call.contains("created[gte]=1790812800")),
        REPORTS.calls().toString());
  }
}

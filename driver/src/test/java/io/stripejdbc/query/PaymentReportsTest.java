package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reports on payments of customers: refunds, disputes, failures, lifetime value. */
class PaymentReportsTest extends ReportCase {
  private static String rate(long part, long whole) {
    return whole == 0
        ? "null"
        : BigDecimal.valueOf(part)
            .divide(BigDecimal.valueOf(whole), 6, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
  }

  @Test
  void refundsAreMeasuredByThePaymentsTheyGiveBack() throws SQLException {
    ExpectedSums expected = new ExpectedSums(4);
    for (String account : REPORTS.accounts()) {
      for (ObjectNode charge : REPORTS.objects(account, "/v1/charges")) {
        if (isPayment(charge)) {
          long refunded = charge.path("amount_refunded").asLong();
          expected.add(
              List.of(account, currency(charge), month(charge)),
              1,
              charge.path("amount_captured").asLong(),
              refunded > 0 ? 1 : 0,
              refunded);
        }
      }
    }
    expect(
        expected.rows(
            (key, sums) ->
                List.of(
                    sums[0],
                    ExpectedSums.money(sums[1], key[1]),
                    sums[2],
                    ExpectedSums.money(sums[3], key[1]),
                    rate(sums[2], sums[0]),
                    rate(sums[3], sums[1]))),
        "SELECT * FROM reports.refund_rate");
  }

  @Test
  void disputesAreMeasuredBothWays() throws SQLException {
    ExpectedSums expected = new ExpectedSums(7);
    for (String account : REPORTS.accounts()) {
      for (ObjectNode charge : REPORTS.objects(account, "/v1/charges")) {
        if (isPayment(charge)) {
          expected.add(
              List.of(account, currency(charge), month(charge)),
              1,
              charge.path("amount_captured").asLong(),
              charge.path("disputed").asBoolean() ? 1 : 0);
        }
      }
      for (ObjectNode dispute : REPORTS.objects(account, "/v1/disputes")) {
        String status = dispute.path("status").asText();
        expected.add(
            List.of(account, currency(dispute), month(dispute)),
            0,
            0,
            0,
            1,
            dispute.path("amount").asLong(),
            status.equals("won") ? 1 : 0,
            status.equals("lost") ? 1 : 0);
      }
    }
    expect(
        expected.rows(
            (key, sums) ->
                List.of(
                    sums[0],
                    ExpectedSums.money(sums[1], key[1]),
                    sums[2],
                    rate(sums[2], sums[0]),
                    sums[3],
                    ExpectedSums.money(sums[4], key[1]),
                    sums[5],
                    sums[6],
                    rate(sums[3], sums[0]))),
        "SELECT * FROM reports.dispute_rate");
  }

  @Test
  void ratesOfAMonthAskForThatMonth() throws SQLException {
    for (String view : List.of("refund_rate", "dispute_rate")) {
      REPORTS.forget();
      REPORTS.ask(
          "SELECT * FROM reports."
              + view
              + " WHERE connected_account = 'platform'"
              + " AND month >= TIMESTAMP '2026-10-01 00:00:00'");
      assertTrue(
          REPORTS.calls().stream().allMatch(call -> call.contains("created[gte]=1790812800")),
          view + " " + REPORTS.calls());
    }
  }

  @Test
  void aFailedPaymentSaysWhetherItWentThroughLater() throws SQLException {
    List<String> expected = new ArrayList<>();
    for (String account : REPORTS.accounts()) {
      Map<String, String> intents = new HashMap<>();
      for (ObjectNode intent : REPORTS.objects(account, "/v1/payment_intents")) {
        intents.put(intent.path("id").asText(), intent.path("status").asText());
      }
      for (ObjectNode charge : REPORTS.objects(account, "/v1/charges")) {
        if (charge.path("status").asText().equals("failed")) {
          String status = intents.get(charge.path("payment_intent").asText());
          expected.add(
              String.join(
                  " ",
                  account,
                  charge.path("id").asText(),
                  currency(charge),
                  ExpectedSums.money(charge.path("amount").asLong(), currency(charge)).toString(),
                  text(charge, "failure_code"),
                  String.valueOf(status),
                  status == null ? "null" : String.valueOf(status.equals("succeeded"))));
        }
      }
    }
    expect(
        expected,
        "SELECT connected_account, charge, currency, amount, failure_code, payment_intent_status,"
            + " recovered"
            + " FROM reports.failed_payments");
  }

  @Test
  void aCustomersValueIsWhatWasPaidAndKept() throws SQLException {
    ExpectedSums expected = new ExpectedSums(3);
    for (String account : REPORTS.accounts()) {
      for (JsonNode charge : REPORTS.objects(account, "/v1/charges")) {
        if (isPayment(charge) && has(charge, "customer")) {
          expected.add(
              List.of(account, charge.path("customer").asText(), currency(charge)),
              1,
              charge.path("amount_captured").asLong(),
              charge.path("amount_refunded").asLong());
        }
      }
    }
    expect(
        expected.rows(
            (key, sums) -> {
              List<Object> row = new ArrayList<>(List.of(sums[0]));
              row.addAll(ExpectedSums.moneys(key[2], sums[1], sums[2], sums[1] - sums[2]));
              return row;
            }),
        "SELECT connected_account, customer, currency, payments, volume, refunded, \"value\""
            + " FROM reports.customer_lifetime_value");
  }

  @Test
  void oneCustomersValueAsksForThatCustomer() throws SQLException {
    String customer = REPORTS.objects("platform", "/v1/customers").get(3).path("id").asText();
    REPORTS.ask(
        "SELECT * FROM reports.customer_lifetime_value WHERE connected_account = 'platform'"
            + " AND customer = '"
            + customer
            + "'");
    assertTrue(
        REPORTS.calls().stream().allMatch(call -> call.endsWith("customer=" + customer)),
        REPORTS.calls().toString());
  }
}

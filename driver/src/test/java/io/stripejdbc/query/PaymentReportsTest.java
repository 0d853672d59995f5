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
    Tally tally = new Tally(4);
    for (String account : DESK.accounts()) {
      for (ObjectNode charge : DESK.objects(account, "/v1/charges")) {
        if (isPayment(charge)) {
          long refunded = charge.path("amount_refunded").asLong();
          tally.add(
              List.of(account, currency(charge), month(charge)),
              1,
              charge.path("amount_captured").asLong(),
              refunded > 0 ? 1 : 0,
              refunded);
        }
      }
    }
    expect(
        tally.rows(
            (key, sums) ->
                List.of(
                    sums[0],
                    Tally.money(sums[1], key[1]),
                    sums[2],
                    Tally.money(sums[3], key[1]),
                    rate(sums[2], sums[0]),
                    rate(sums[3], sums[1]))),
        "SELECT * FROM reports.refund_rate");
  }

  @Test
  void disputesAreMeasuredBothWays() throws SQLException {
    Tally tally = new Tally(7);
    for (String account : DESK.accounts()) {
      for (ObjectNode charge : DESK.objects(account, "/v1/charges")) {
        if (isPayment(charge)) {
          tally.add(
              List.of(account, currency(charge), month(charge)),
              1,
              charge.path("amount_captured").asLong(),
              charge.path("disputed").asBoolean() ? 1 : 0);
        }
      }
      for (ObjectNode dispute : DESK.objects(account, "/v1/disputes")) {
        String status = dispute.path("status").asText();
        tally.add(
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
        tally.rows(
            (key, sums) ->
                List.of(
                    sums[0],
                    Tally.money(sums[1], key[1]),
                    sums[2],
                    rate(sums[2], sums[0]),
                    sums[3],
                    Tally.money(sums[4], key[1]),
                    sums[5],
                    sums[6],
                    rate(sums[3], sums[0]))),
        "SELECT * FROM reports.dispute_rate");
  }

  @Test
  void ratesOfAMonthAskForThatMonth() throws SQLException {
    for (String view : List.of("refund_rate", "dispute_rate")) {
      DESK.forget();
      DESK.ask(
          "SELECT * FROM reports."
              + view
              + " WHERE connected_account = 'platform'"
              + " AND month >= TIMESTAMP '2026-10-01 00:00:00'");
      assertTrue(
          DESK.calls().stream().allMatch(call -> call.contains("created[gte]=1790812800")),
          view + " " + DESK.calls());
    }
  }

  @Test
  void aFailedPaymentSaysWhetherItWentThroughLater() throws SQLException {
    List<String> expected = new ArrayList<>();
    for (String account : DESK.accounts()) {
      Map<String, String> intents = new HashMap<>();
      for (ObjectNode intent : DESK.objects(account, "/v1/payment_intents")) {
        intents.put(intent.path("id").asText(), intent.path("status").asText());
      }
      for (ObjectNode charge : DESK.objects(account, "/v1/charges")) {
        if (charge.path("status").asText().equals("failed")) {
          String status = intents.get(charge.path("payment_intent").asText());
          expected.add(
              String.join(
                  " ",
                  account,
                  charge.path("id").asText(),
                  currency(charge),
                  Tally.money(charge.path("amount").asLong(), currency(charge)).toString(),
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
    Tally tally = new Tally(3);
    for (String account : DESK.accounts()) {
      for (JsonNode charge : DESK.objects(account, "/v1/charges")) {
        if (isPayment(charge) && has(charge, "customer")) {
          tally.add(
              List.of(account, charge.path("customer").asText(), currency(charge)),
              1,
              charge.path("amount_captured").asLong(),
              charge.path("amount_refunded").asLong());
        }
      }
    }
    expect(
        tally.rows(
            (key, sums) -> {
              List<Object> row = new ArrayList<>(List.of(sums[0]));
              row.addAll(Tally.moneys(key[2], sums[1], sums[2], sums[1] - sums[2]));
              return row;
            }),
        "SELECT connected_account, customer, currency, payments, volume, refunded, \"value\""
            + " FROM reports.customer_lifetime_value");
  }

  @Test
  void oneCustomersValueAsksForThatCustomer() throws SQLException {
    String customer = DESK.objects("platform", "/v1/customers").get(3).path("id").asText();
    DESK.ask(
        "SELECT * FROM reports.customer_lifetime_value WHERE connected_account = 'platform'"
            + " AND customer = '"
            + customer
            + "'");
    assertTrue(
        DESK.calls().stream().allMatch(call -> call.endsWith("customer=" + customer)),
        DESK.calls().toString());
  }
}

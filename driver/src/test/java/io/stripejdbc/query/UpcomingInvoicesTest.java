package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.server.FaultRule;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The next invoices, against what the subscriptions and their items say. */
class UpcomingInvoicesTest extends ReportCase {
  private static final Set<String> ASKED = Set.of("active", "trialing", "past_due", "unpaid");

  private static List<ObjectNode> subscriptions(String account) {
    return REPORTS.objects(account, "/v1/subscriptions").stream()
        .filter(each -> ASKED.contains(each.path("status").asText()))
        .toList();
  }

  private static boolean goesOn(JsonNode subscription) {
    return !subscription.path("cancel_at_period_end").asBoolean();
  }

  @Test
  void everySubscriptionThatGoesOnHasItsItemsOnTheNextInvoice() throws SQLException {
    List<String> expected = new ArrayList<>();
    for (String account : REPORTS.accounts()) {
      BillingFacts facts = new BillingFacts(REPORTS, account);
      for (ObjectNode each : subscriptions(account)) {
        if (goesOn(each)) {
          String currency = currency(each);
          long subtotal = facts.perPeriod(each);
          long total = subtotal - facts.offTheNextInvoice(each);
          long credit = facts.credit(each, total);
          expected.add(
              String.join(
                  " ",
                  account,
                  each.path("id").asText(),
                  each.path("customer").asText(),
                  each.path("status").asText(),
                  ReportFixture.time(facts.periodEnd(each)),
                  currency,
                  ExpectedSums.money(subtotal, currency).toPlainString(),
                  ExpectedSums.money(total, currency).toPlainString(),
                  ExpectedSums.money(credit, currency).toPlainString(),
                  ExpectedSums.money(total - credit, currency).toPlainString()));
        }
      }
    }
    expect(
        expected,
        "SELECT connected_account, subscription, customer, status, billed_at, currency, subtotal,"
            + " total, from_balance, amount_due FROM reports.upcoming_invoices");
  }

  @Test
  void eachSubscriptionIsAskedForOnceByPostAndEndedOnesNotAtAll() throws SQLException {
    REPORTS.forgetCached(); // A list of all that is known to be short would be asked for instead.
    REPORTS.ask("SELECT * FROM reports.upcoming_invoices WHERE connected_account = 'platform'");
    List<String> expected = new ArrayList<>();
    for (String status : ASKED) {
      expected.add("GET /v1/subscriptions?limit=100&status=" + status);
    }
    subscriptions("platform")
        .forEach(
            each ->
                expected.add(
                    "POST /v1/invoices/create_preview?subscription=" + each.path("id").asText()));
    assertEquals(expected.stream().sorted().toList(), REPORTS.calls());
  }

  @Test
  void oneSubscriptionIsTwoCalls() throws SQLException {
    String id =
        subscriptions("platform").stream()
            .filter(UpcomingInvoicesTest::goesOn)
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    String sql =
        "SELECT subscription FROM reports.upcoming_invoices WHERE connected_account = 'platform'"
            + " AND subscription = '"
            + id
            + "'";
    assertEquals(List.of(id), REPORTS.ask(sql));
    assertEquals(
        List.of(
            "GET /v1/subscriptions/" + id, "POST /v1/invoices/create_preview?subscription=" + id),
        REPORTS.calls());
    REPORTS.forget();
    assertTrue(
        REPORTS.ask("EXPLAIN PLAN FOR " + sql).stream()
            .anyMatch(line -> line.contains("POST /v1/invoices/create_preview")),
        "the plan names the POST");
    assertEquals(List.of(), REPORTS.calls());
  }

  @Test
  void theLinesOfAPreviewAddUpToItsSubtotal() throws SQLException {
    List<String> rows =
        REPORTS.ask(
            "SELECT p.subscription, p.subtotal - SUM((l ->> 'amount')::bigint) FROM subscriptions AS s"
                + " JOIN invoice_previews AS p ON p.connected_account = s.connected_account"
                + " AND p.subscription = s.id CROSS JOIN"
                + " UNNEST(json_array_elements(p.raw_json -> 'lines' -> 'data')) AS t (l)"
                + " WHERE s.connected_account = 'platform' AND s.status = 'trialing'"
                + " GROUP BY p.subscription, p.subtotal");
    assertTrue(!rows.isEmpty() && rows.stream().allMatch(row -> row.endsWith(" 0")), rows + "");
    long trials =
        subscriptions("platform").stream()
            .filter(each -> each.path("status").asText().equals("trialing"))
            .count();
    assertEquals(trials, REPORTS.calls().stream().filter(call -> call.startsWith("POST")).count());
  }

  @Test
  void aSubscriptionThatEndsOrIsNotThereHasNone() throws SQLException {
    String ended =
        REPORTS.objects("platform", "/v1/subscriptions").stream()
            .filter(each -> each.path("status").asText().equals("canceled"))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    assertEquals(
        List.of("0"),
        REPORTS.ask(
            "SELECT COUNT(*) FROM invoice_previews WHERE connected_account = 'platform'"
                + " AND subscription IN ('sub_nobody', '"
                + ended
                + "')"));
  }

  @Test
  void aFailureIsTriedAgainLikeThatOfARead() throws SQLException {
    EmulatorOptions options =
        EmulatorOptions.demo()
            .withScale(0.02)
            .withFault(FaultRule.on("/v1/invoices/create_preview", FaultRule.Kind.ERROR_500));
    try (ReportFixture reports = new ReportFixture(options)) {
      List<String> rows =
          reports.ask(
              "SELECT * FROM reports.upcoming_invoices WHERE connected_account = 'platform'");
      long asked = reports.calls().stream().filter(call -> call.startsWith("POST")).count();
      long owed =
          reports.objects("platform", "/v1/subscriptions").stream()
              .filter(each -> ASKED.contains(each.path("status").asText()))
              .count();
      assertEquals(owed + 1, asked);
      assertTrue(!rows.isEmpty(), "rows come after the second try");
    }
  }

  @Test
  void aMissingPermissionIsNamed() {
    EmulatorOptions options =
        EmulatorOptions.demo().withScale(0.02).withPermissions(Set.of("invoice_read"));
    try (ReportFixture reports = new ReportFixture(options)) {
      SQLException refused =
          assertThrows(
              SQLException.class,
              () ->
                  reports.ask(
                      "SELECT * FROM reports.upcoming_invoices"
                          + " WHERE connected_account = 'platform'"));
      assertEquals("42501", refused.getSQLState());
      assertTrue(refused.getMessage().contains("invoice_read"), refused.getMessage());
      assertTrue(refused.getMessage().contains("invoice_previews"), refused.getMessage());
    }
  }

  @Test
  void offMeansNoCallAndAnErrorThatNamesTheProperty() {
    try (ReportFixture reports =
        ReportFixture.withoutPreviews(EmulatorOptions.demo().withScale(0.02))) {
      SQLException off =
          assertThrows(
              SQLException.class, () -> reports.ask("SELECT * FROM reports.upcoming_invoices"));
      assertEquals("55000", off.getSQLState());
      assertTrue(off.getMessage().contains("'previewInvoices' to 'on'"), off.getMessage());
      assertTrue(
          reports.calls().stream().noneMatch(call -> call.startsWith("POST")), "no POST was sent");
    }
  }
}

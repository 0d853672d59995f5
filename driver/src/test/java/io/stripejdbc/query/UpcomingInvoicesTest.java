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
    return DESK.objects(account, "/v1/subscriptions").stream()
        .filter(each -> ASKED.contains(each.path("status").asText()))
        .toList();
  }

  private static boolean goesOn(JsonNode subscription) {
    return !subscription.path("cancel_at_period_end").asBoolean();
  }

  @Test
  void everySubscriptionThatGoesOnHasItsItemsOnTheNextInvoice() throws SQLException {
    List<String> expected = new ArrayList<>();
    for (String account : DESK.accounts()) {
      BillingFacts facts = new BillingFacts(DESK, account);
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
                  ReportDesk.time(facts.periodEnd(each)),
                  currency,
                  Tally.money(subtotal, currency).toPlainString(),
                  Tally.money(total, currency).toPlainString(),
                  Tally.money(credit, currency).toPlainString(),
                  Tally.money(total - credit, currency).toPlainString()));
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
    DESK.ask("SELECT * FROM reports.upcoming_invoices WHERE connected_account = 'platform'");
    List<String> expected = new ArrayList<>();
    for (String status : ASKED) {
      expected.add("GET /v1/subscriptions?limit=100&status=" + status);
    }
    subscriptions("platform")
        .forEach(
            each ->
                expected.add(
                    "POST /v1/invoices/create_preview?subscription=" + each.path("id").asText()));
    assertEquals(expected.stream().sorted().toList(), DESK.calls());
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
    assertEquals(List.of(id), DESK.ask(sql));
    assertEquals(
        List.of(
            "GET /v1/subscriptions/" + id, "POST /v1/invoices/create_preview?subscription=" + id),
        DESK.calls());
    DESK.forget();
    assertTrue(
        DESK.ask("EXPLAIN PLAN FOR " + sql).stream()
            .anyMatch(line -> line.contains("POST /v1/invoices/create_preview")),
        "the plan names the POST");
    assertEquals(List.of(), DESK.calls());
  }

  @Test
  void theLinesOfAPreviewAddUpToItsSubtotal() throws SQLException {
    List<String> rows =
        DESK.ask(
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
    assertEquals(trials, DESK.calls().stream().filter(call -> call.startsWith("POST")).count());
  }

  @Test
  void aSubscriptionThatEndsOrIsNotThereHasNone() throws SQLException {
    String ended =
        DESK.objects("platform", "/v1/subscriptions").stream()
            .filter(each -> each.path("status").asText().equals("canceled"))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    assertEquals(
        List.of("0"),
        DESK.ask(
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
    try (ReportDesk desk = new ReportDesk(options)) {
      List<String> rows =
          desk.ask("SELECT * FROM reports.upcoming_invoices WHERE connected_account = 'platform'");
      long asked = desk.calls().stream().filter(call -> call.startsWith("POST")).count();
      long owed =
          desk.objects("platform", "/v1/subscriptions").stream()
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
    try (ReportDesk desk = new ReportDesk(options)) {
      SQLException refused =
          assertThrows(
              SQLException.class,
              () ->
                  desk.ask(
                      "SELECT * FROM reports.upcoming_invoices"
                          + " WHERE connected_account = 'platform'"));
      assertEquals("42501", refused.getSQLState());
      assertTrue(refused.getMessage().contains("invoice_read"), refused.getMessage());
      assertTrue(refused.getMessage().contains("invoice_previews"), refused.getMessage());
    }
  }

  @Test
  void offMeansNoCallAndAnErrorThatNamesTheProperty() {
    try (ReportDesk desk = ReportDesk.withoutPreviews(EmulatorOptions.demo().withScale(0.02))) {
      SQLException off =
          assertThrows(
              SQLException.class, () -> desk.ask("SELECT * FROM reports.upcoming_invoices"));
      assertEquals("55000", off.getSQLState());
      assertTrue(off.getMessage().contains("'previewInvoices' to 'on'"), off.getMessage());
      assertTrue(
          desk.calls().stream().noneMatch(call -> call.startsWith("POST")), "no POST was sent");
    }
  }
}

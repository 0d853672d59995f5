package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.query.metadata.TableDescription;
import io.stripejdbc.query.metadata.ViewDescriptions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the views of schema sigma ask for: their table, and further ones only for their columns. */
class SigmaRequestsTest {
  private static final ReportFixture REPORTS =
      new ReportFixture(EmulatorOptions.demo().withScale(0.02));

  /** Views that are more than one table to begin with, and those named otherwise. */
  private static final Map<String, String> TABLES =
      Map.of(
          "payment_method_details", "charges",
          "early_fraud_warnings", "radar_early_fraud_warnings",
          "stripe_account", "accounts",
          "tax_ids", "customer_tax_ids");

  private static final List<String> OF_SEVERAL =
      List.of(
          "transfers",
          "exchange_rates_from_usd",
          "subscription_item_change_events",
          "subscription_item_change_events_v2_beta",
          "tax_transaction_line_items");

  @Test
  void aCountOfAViewAsksForItsTableAlone() throws SQLException {
    List<String> wrong = new ArrayList<>();
    for (TableDescription view : ViewDescriptions.sigma(BundledCatalog.instance())) {
      String name = view.name();
      if (name.startsWith("connected_account") || OF_SEVERAL.contains(name)) {
        continue;
      }
      String plain = name.replaceAll("_metadata$", "");
      if (OF_SEVERAL.contains(plain)) {
        continue;
      }
      String newer = plain.startsWith("stripe_") ? plain.substring(7) + "s" : plain;
      String table = TABLES.getOrDefault(plain, newer);
      Set<String> asked = paths("SELECT count(*) FROM sigma." + name);
      Set<String> expected =
          paths("SELECT count(*) FROM " + table + " WHERE connected_account = 'platform'");
      if (!asked.equals(expected)) {
        wrong.add(name + ": " + asked + " instead of " + expected);
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void aColumnOfTheTableAsksForItAloneInWhateverForm() throws SQLException {
    Set<String> charges = Set.of("GET /v1/charges");
    for (String sql :
        List.of(
            "SELECT count(*), sum(amount) FROM sigma.charges",
            "SELECT id, card_brand, payment_method_type FROM sigma.charges",
            "SELECT customer_id, sum(amount) FROM sigma.charges GROUP BY 1 ORDER BY 2 DESC LIMIT 3",
            "SELECT DISTINCT card_brand FROM sigma.charges WHERE amount > 1000",
            "SELECT id, rank() OVER (ORDER BY amount) FROM sigma.charges",
            "SELECT count(*) FROM (SELECT id, amount FROM sigma.charges UNION ALL"
                + " SELECT id, amount FROM sigma.charges) AS u WHERE amount > 5",
            "SELECT max(created) FROM sigma.charges WHERE status = 'failed'",
            "SELECT id FROM sigma.charges ORDER BY amount DESC LIMIT 5",
            "SELECT sum(amount) FROM (SELECT amount FROM sigma.charges ORDER BY amount LIMIT 9) AS l",
            "SELECT array_agg(id ORDER BY amount) FROM sigma.charges",
            "SELECT id FROM sigma.charges WHERE customer_id IN (SELECT customer_id FROM sigma.charges)",
            "SELECT count(DISTINCT customer_id) FROM sigma.charges",
            "WITH c AS (SELECT * FROM sigma.charges) SELECT id, amount FROM c ORDER BY amount")) {
      assertEquals(charges, paths(sql), sql);
    }
    assertEquals(
        Set.of("GET /v1/charges", "GET /v1/disputes"),
        paths("SELECT count(*) FROM sigma.disputes d JOIN sigma.charges c ON c.id = d.charge_id")
            .stream()
            .map(call -> call.replaceAll("/v1/charges/.*", "/v1/charges"))
            .collect(Collectors.toSet()));
    assertEquals(
        Set.of("GET /v1/subscriptions"),
        paths("SELECT id, plan_id, quantity, current_period_end FROM sigma.subscriptions"));
    assertEquals(
        Set.of("GET /v1/invoices"),
        paths("SELECT id, subscription_id, paid, tax FROM sigma.invoices WHERE amount_due > 0"));
    assertEquals(
        Set.of("GET /v1/balance_transactions"),
        paths("SELECT source_id, sum(net) FROM sigma.balance_transactions GROUP BY 1"));
  }

  @Test
  void theConnectedAccountsAreAskedWithoutThePlatform() throws SQLException {
    for (String sql :
        List.of(
            "SELECT count(*) FROM sigma.connected_account_charges",
            "SELECT account, charge_id FROM sigma.connected_account_charges_metadata",
            "SELECT id FROM sigma.connected_account_charges ORDER BY created DESC LIMIT 2",
            "SELECT count(*) FROM sigma.connected_account_transfers",
            "SELECT sum(amount) FROM charges WHERE connected_account <> 'platform'")) {
      REPORTS.forget();
      REPORTS.ask(sql);
      Set<String> platform =
          REPORTS.calls().stream()
              .filter(call -> !call.contains(" @"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(Set.of("GET /v1/accounts?limit=100"), platform, sql);
    }
    REPORTS.forget();
    REPORTS.ask("SELECT id FROM sigma.connected_account_charges ORDER BY created DESC LIMIT 2");
    assertEquals(REPORTS.accounts().size(), REPORTS.calls().size(), "one call each, and the list");
  }

  @Test
  void aColumnOfAnotherTableAsksForThatToo() throws SQLException {
    assertEquals(
        Set.of("GET /v1/charges", "GET /v1/disputes"),
        paths("SELECT id, dispute_id FROM sigma.charges"));
    assertEquals(Set.of("GET /v1/charges"), paths("SELECT id, captured_at FROM sigma.charges"));
  }

  @Test
  void theChangesOfRecurringRevenueAddUpToIt() throws SQLException {
    String reported =
        "SELECT currency, CAST(sum(mrr) * 100 AS BIGINT) FROM reports.subscription_mrr"
            + " WHERE counts AND counts_from <= CURRENT_TIMESTAMP AND currency = 'usd' AND %s"
            + " GROUP BY 1";
    String changes =
        "SELECT currency, sum(mrr_change) FROM sigma.%ssubscription_item_change_events"
            + " WHERE currency = 'usd' GROUP BY 1";
    assertEquals(
        REPORTS.ask(reported.formatted("connected_account = 'platform'")),
        REPORTS.ask(changes.formatted("")));
    assertEquals(
        REPORTS.ask(reported.formatted("connected_account <> 'platform'")),
        REPORTS.ask(changes.formatted("connected_account_")));
  }

  @Test
  void theAccountsTogetherHaveWhatTheSchemaStripeHas() throws SQLException {
    for (String table : List.of("charges", "refunds", "subscriptions", "customers")) {
      assertEquals(
          REPORTS.ask("SELECT count(*), min(id), max(id) FROM stripe." + table),
          REPORTS.ask(
              "SELECT count(*), min(id), max(id) FROM (SELECT id FROM sigma."
                  + table
                  + " UNION ALL SELECT id FROM sigma.connected_account_"
                  + table
                  + ") AS both"));
    }
    assertEquals(
        REPORTS.ask(
            "SELECT (SELECT sum(amount) FROM transfers WHERE connected_account = 'platform')"
                + " + (SELECT sum(amount) FROM payouts WHERE connected_account = 'platform')"),
        REPORTS.ask("SELECT sum(amount) FROM sigma.transfers"));
    assertEquals(
        REPORTS.ask(
            "SELECT metadata ->> 'order_id', count(*) FROM charges"
                + " WHERE connected_account = 'platform' AND metadata ->> 'order_id' IS NOT NULL"
                + " GROUP BY 1 ORDER BY 1"),
        REPORTS.ask(
            "SELECT \"value\", count(*) FROM sigma.charges_metadata WHERE \"key\" = 'order_id'"
                + " GROUP BY 1 ORDER BY 1"));
  }

  @Test
  void whatIsMadeOfSeveralTablesCanBeRead() throws SQLException {
    for (String view :
        List.of(
            "charges",
            "connected_account_charges",
            "charges_metadata",
            "balance_transactions",
            "payment_method_details",
            "transfers",
            "subscriptions",
            "invoices",
            "invoice_line_items",
            "connected_accounts",
            "connected_accounts_metadata",
            "subscription_item_change_events",
            "exchange_rates_from_usd")) {
      assertFalse(REPORTS.ask("SELECT * FROM sigma." + view).isEmpty(), view);
    }
  }

  /** The lists that were asked, without their parameters. */
  private static Set<String> paths(String sql) throws SQLException {
    REPORTS.forget();
    REPORTS.ask(sql);
    return REPORTS.calls().stream()
        .map(call -> call.replaceAll("[?].*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

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
      String table = TABLES.getOrDefault(plain, plain);
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

package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.catalog.BundledCatalog;
import io.stripejdbc.query.metadata.TableDescription;
import io.stripejdbc.query.metadata.ViewDescriptions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the views of schema sigma ask for: their table, and further ones only for their columns. */
class SigmaRequestsTest extends ReportCase {
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
      List<String> asked = calls("SELECT count(*) FROM sigma." + name);
      List<String> expected =
          calls("SELECT count(*) FROM " + table + " WHERE connected_account = 'platform'");
      if (!asked.equals(expected) && !(name.equals(plain) ? false : asked.size() == expected.size())) {
        wrong.add(name + ": " + asked + " instead of " + expected);
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void everyViewCanBeRead() throws SQLException {
    for (TableDescription view : ViewDescriptions.sigma(BundledCatalog.instance())) {
      if (!view.name().contains("tax_transaction")) {
        REPORTS.ask("SELECT * FROM sigma." + view.name() + " LIMIT 3");
      }
    }
  }

  private static List<String> calls(String sql) throws SQLException {
    REPORTS.forget();
    REPORTS.ask(sql);
    return REPORTS.calls();
  }
}

package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What questions to a whole platform cost, as docs/connect.md says, for 10 and 1,000 accounts. */
class PlatformCostsTest {
  private static int pages(int rows) {
    return Math.max(1, (rows + 99) / 100);
  }

  private static void costs(int accounts) throws SQLException {
    try (ReportFixture reports =
        new ReportFixture(EmulatorOptions.demo().withScale(0.02).withAccounts(accounts))) {
      int fees = reports.objects("platform", "/v1/application_fees").size();
      int each = pages(accounts) + accounts + 1;
      assertEquals(
          each,
          calls(
              reports,
              "SELECT COUNT(*) FROM charges WHERE created >= CURRENT_TIMESTAMP - INTERVAL '1' DAY"));
      assertEquals(
          each,
          calls(
              reports,
              "SELECT * FROM reports.balance_history WHERE day >= TIMESTAMP '2026-10-01 00:00:00'"));
      assertEquals(
          each + 1 + pages(accounts),
          calls(reports, "SELECT connected_account, currency, liable FROM reports.balances"));
      assertEquals(pages(fees), calls(reports, "SELECT * FROM reports.platform_fees"));
    }
  }

  private static int calls(ReportFixture reports, String sql) throws SQLException {
    reports.forget();
    reports.ask(sql);
    return reports.calls().size();
  }

  @Test
  void tenAccounts() throws SQLException {
    costs(10);
  }

  @Test
  void aThousandAccounts() throws SQLException {
    costs(1_000);
  }
}

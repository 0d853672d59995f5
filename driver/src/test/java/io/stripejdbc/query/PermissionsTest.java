package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * {@code system.permissions}: each table tried once, only when asked, and what is missing named.
 */
class PermissionsTest {
  @Test
  void previewsAreTriedOnOneSubscriptionOrOff() throws SQLException {
    String sql =
        "SELECT verdict, permission FROM system.permissions WHERE table_name = 'invoice_previews'";
    EmulatorOptions options = EmulatorOptions.demo().withScale(0.02);
    EmulatorOptions denied = options.withPermissions(Set.of("invoice_read"));
    try (ReportFixture reports = new ReportFixture(options);
        ReportFixture without = new ReportFixture(denied);
        ReportFixture off = ReportFixture.withoutPreviews(options)) {
      assertEquals(List.of("readable null"), reports.ask(sql));
      assertEquals(1, reports.calls().stream().filter(call -> call.startsWith("POST")).count());
      assertEquals(List.of("missing permission invoice_read"), without.ask(sql));
      assertEquals(List.of("off null"), off.ask(sql));
    }
  }

  @Test
  void aMissingPermissionIsNamedAndTheOthersAreReadable() throws SQLException {
    EmulatorOptions options =
        EmulatorOptions.demo().withScale(0.02).withPermissions(Set.of("dispute_read"));
    try (ReportFixture reports = new ReportFixture(options)) {
      String account = reports.world().connectedAccounts().get(20);
      assertEquals(
          List.of(
              "charges " + account + " readable null",
              "charges platform readable null",
              "disputes " + account + " missing permission dispute_read",
              "disputes platform missing permission dispute_read",
              "invoice_line_items platform by its parent null"),
          reports
              .ask(
                  "SELECT table_name, account, verdict, permission FROM system.permissions"
                      + " WHERE table_name IN ('charges', 'disputes', 'invoice_line_items')")
              .stream()
              .sorted()
              .toList());
      assertTrue(
          reports.calls().stream().filter(call -> call.contains("/v1/charges?")).count() == 2,
          "a table is tried once an account");
    }
  }
}

package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.request.RecordedRequest;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Parameters that Stripe takes together only, or not together: no statement sends what it refuses.
 */
class ParametersTogetherTest extends PlatformFixture {
  private static final String METER =
      "SELECT COUNT(*) FROM billing_meter_event_summaries WHERE meter = 'mtr_1' AND customer ="
          + " 'cus_1' AND value_grouping_window = '%s' AND range_start = TIMESTAMP '%s' AND range_end"
          + " = TIMESTAMP '2026-02-01 00:00:00'";

  private void assertRefused(String sql, String state, String text) {
    SQLException refused = assertThrows(SQLException.class, () -> rows(sql), sql);
    assertEquals(state, refused.getSQLState(), refused.getMessage());
    assertTrue(refused.getMessage().contains(text), refused.getMessage());
    assertEquals(List.of(), emulator.requests(), "no call is made");
  }

  @Test
  void secretsOfUsersAreAskedOfOneUserOnly() throws Exception {
    String secrets = "SELECT COUNT(*) FROM apps_secrets WHERE ";
    assertRefused(secrets + "scope_type = 'user'", "42000", "add scope_user = …");
    assertRefused(secrets + "scope_type IN ('user', 'account')", "42000", "add scope_user = …");
    assertRefused(secrets + "scope_type <> 'account'", "42000", "'scope_type'");
    rows(secrets + "scope_type = 'account'");
    rows(secrets + "scope_type = 'user' AND scope_user = 'usr_1'");
    assertEquals(2, emulator.requests().size());
  }

  @Test
  void aUserSaysThatTheScopeIsOne() throws Exception {
    rows("SELECT COUNT(*) FROM apps_secrets WHERE scope_user = 'usr_1'");
    assertEquals(
        List.of("limit=100&scope[user]=usr_1&scope[type]=user"),
        emulator.requests().stream().map(RecordedRequest::query).toList());
    assertEquals(
        List.of("0"),
        rows(
            "SELECT COUNT(*) FROM apps_secrets WHERE scope_type = 'account' AND scope_user ="
                + " 'usr_1'"));
    assertEquals(1, emulator.requests().size(), "no secret is of a user and of the account");
  }

  @Test
  void noLinkedAccountIsHeldByAnAccountAndACustomer() throws Exception {
    String linked = "SELECT COUNT(*) FROM financial_connections_accounts WHERE ";
    assertEquals(
        List.of("0"),
        rows(linked + "account_holder_account = 'acct_1' AND account_holder_customer = 'cus_1'"));
    assertEquals(
        List.of("0"),
        rows(
            linked
                + "account_holder_customer_account = 'acct_2' AND account_holder_account ="
                + " 'acct_1'"));
    assertEquals(List.of(), emulator.requests());
    rows(
        linked
            + "account_holder_account = 'acct_1' OR (account_holder_customer = 'cus_1' AND"
            + " account_holder_account IS NULL)");
    assertEquals(
        List.of("limit=100"), emulator.requests().stream().map(RecordedRequest::query).toList());
  }

  @Test
  void windowsOfMetersBeginAndEndWhereTheyDo() throws Exception {
    assertRefused(METER.formatted("day", "2026-01-01 03:00:00"), "22023", "'range_start'");
    assertRefused(METER.formatted("hour", "2026-01-01 03:30:00"), "22023", "3600 seconds");
    rows(METER.formatted("hour", "2026-01-01 03:00:00"));
    rows(METER.formatted("day", "2026-01-01 00:00:00"));
    assertEquals(2, emulator.requests().size());
  }
}

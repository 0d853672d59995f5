package io.stripejdbc.jdbc;

import static io.stripejdbc.jdbc.AnsweringServer.error;
import static io.stripejdbc.jdbc.AnsweringServer.list;
import static io.stripejdbc.jdbc.AnsweringServer.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.jdbc.AnsweringServer.Reply;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One account that refuses does not take the others along, and is never left out without a warning.
 */
@Timeout(60)
class RefusingAccountsTest {
  private static final String GONE = "acct_GONE";
  private final AnsweringServer server = new AnsweringServer(RefusingAccountsTest::reply);

  @AfterEach
  void close() {
    server.close();
  }

  private static Reply reply(String line) {
    String account = line.startsWith("acct_") ? line.substring(0, line.indexOf(' ')) : "";
    String path = line.substring(line.indexOf('/'));
    if (account.equals(GONE) || path.startsWith("/v1/accounts/" + GONE)) {
      return error(403, "account_invalid", null, "The key does not have access to account");
    }
    if (path.startsWith("/v1/account?") || path.equals("/v1/account")) {
      return ok("{\"id\":\"acct_OWN\",\"object\":\"account\"}");
    }
    if (path.startsWith("/v1/accounts/acct_2/persons")) {
      return error(403, null, null, "This application lacks permissions on account 'acct_2'.");
    }
    if (path.matches("/v1/accounts/acct_\\w+/persons.*")) {
      String of = path.substring(13, path.indexOf("/persons"));
      return list(
          false,
          "{\"id\":\"person_"
              + of
              + "\",\"object\":\"person\",\"created\":1,\"account\":\""
              + of
              + "\"}");
    }
    if (path.matches("/v1/accounts/acct_\\w+.*")) {
      return ok(account(path.replaceAll("/v1/accounts/(acct_\\w+).*", "$1")));
    }
    if (path.startsWith("/v1/accounts")) {
      return list(false, account("acct_1"), account("acct_2"));
    }
    if (path.startsWith("/v1/issuing/cards")) {
      return account.equals("acct_2")
          ? error(400, null, null, "Your account is not set up to use Issuing. Get started.")
          : cards(account, path);
    }
    if (path.startsWith("/v1/prices")) {
      return error(403, "more_permissions_required", null, "Having 'rak_plan_read' would help");
    }
    if (path.startsWith("/v1/treasury/financial_accounts")) {
      return account.isEmpty()
          ? error(404, null, null, "Unrecognized request URL (GET: " + "/v1/treasury). Onboarded?")
          : list(
              false,
              "{\"id\":\"fa_"
                  + account
                  + "\",\"object\":\"treasury.financial_account\",\"created\":3}");
    }
    return error(404, null, null, "what? " + line);
  }

  private static Reply cards(String account, String path) {
    String card = "{\"id\":\"ic_" + account + "\",\"object\":\"issuing.card\",\"created\":5}";
    return path.startsWith("/v1/issuing/cards/") ? ok(card) : list(false, card);
  }

  private static String account(String id) {
    return "{\"id\":\"" + id + "\",\"object\":\"account\",\"created\":2}";
  }

  private record Result(List<String> rows, List<String> warnings) {}

  private Result warned(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      List<String> warnings = new ArrayList<>();
      for (SQLWarning next = statement.getWarnings(); next != null; next = next.getNextWarning()) {
        assertEquals("01000", next.getSQLState());
        warnings.add(next.getMessage());
      }
      found.sort(null);
      return new Result(found, warnings);
    }
  }

  private void fails(Connection connection, String sql, String state, String... parts) {
    SQLException failed =
        assertThrows(SQLException.class, () -> AnsweringServer.rows(connection, sql), sql);
    assertEquals(state, failed.getSQLState(), failed.getMessage());
    for (String part : parts) {
      assertTrue(failed.getMessage().contains(part), part + " in " + failed.getMessage());
    }
  }

  @Test
  void anAccountThatIsGoneIsNamedByItsPath() throws SQLException {
    String accounts = ";accounts=platform," + GONE;
    for (String cache : new String[] {";cache=off", ""}) {
      try (Connection strict = server.connect(accounts + cache);
          Connection lenient = server.connect(accounts + cache + ";onAccountError=warn")) {
        for (String sql :
            List.of(
                "SELECT id FROM accounts",
                "SELECT id FROM accounts WHERE id = '" + GONE + "'",
                "SELECT id FROM account_persons WHERE account = '" + GONE + "'",
                "SELECT id FROM account_capabilities WHERE account = '" + GONE + "'",
                "SELECT id FROM account_external_accounts WHERE connected_account = '" + GONE + "'",
                "SELECT id FROM charges WHERE connected_account = '" + GONE + "'")) {
          fails(strict, sql, "42501", GONE, "revoked");
          Result result = warned(lenient, sql);
          assertEquals(sql.endsWith("accounts") ? List.of("acct_OWN") : List.of(), result.rows);
          assertEquals(1, result.warnings.size(), sql);
          assertTrue(result.warnings.get(0).contains(GONE), result.warnings.get(0));
        }
      }
    }
  }

  @Test
  void aProductThatIsOffAtOneAccountLeavesTheOthers() throws SQLException {
    for (String cache : new String[] {";cache=off", ""}) {
      try (Connection strict = server.connect(cache);
          Connection lenient = server.connect(cache + ";onAccountError=warn")) {
        fails(strict, "SELECT id FROM issuing_cards", "42501", "acct_2", "Issuing");
        Result all = warned(lenient, "SELECT id FROM issuing_cards");
        assertEquals(List.of("ic_", "ic_acct_1"), all.rows);
        assertEquals(1, all.warnings.size());
        assertTrue(all.warnings.get(0).contains("acct_2"), all.warnings.get(0));
        assertEquals(List.of("2"), warned(lenient, "SELECT count(*) FROM issuing_cards").rows);
        assertEquals(
            List.of(),
            warned(
                    lenient,
                    "SELECT id FROM issuing_cards WHERE id = 'ic_9'"
                        + " AND connected_account = 'acct_2'")
                .rows);
      }
    }
  }

  @Test
  void lookUpsLeaveTheSameAccountsOut() throws SQLException {
    try (Connection lenient = server.connect(";cache=off;onAccountError=warn")) {
      Result joined =
          warned(
              lenient,
              "SELECT a.id FROM accounts a JOIN issuing_cards c"
                  + " ON c.connected_account = a.connected_account");
      assertEquals(List.of("acct_1", "acct_OWN"), joined.rows);
      assertEquals(1, joined.warnings.size(), joined.warnings.toString());
    }
  }

  @Test
  void personsThatOneAccountKeepsToItselfLeaveThoseOfTheOthers() throws SQLException {
    for (String cache : new String[] {";cache=off", ""}) {
      try (Connection strict = server.connect(cache);
          Connection lenient = server.connect(cache + ";onAccountError=warn")) {
        String sql = "SELECT account FROM account_persons";
        fails(strict, sql, "42501", "acct_2");
        Result result = warned(lenient, sql);
        assertEquals(List.of("acct_1", "acct_OWN"), result.rows);
        assertEquals(1, result.warnings.size());
        assertTrue(result.warnings.get(0).contains("acct_2"), result.warnings.get(0));
      }
    }
  }

  @Test
  void thePlatformIsLeftOutWhereItsConnectedAccountsAreAskedBesides() throws SQLException {
    String sql = "SELECT id FROM treasury_financial_accounts";
    try (Connection lenient = server.connect(";cache=off;onAccountError=warn");
        Connection alone = server.connect(";cache=off;onAccountError=warn;accounts=platform")) {
      assertEquals(List.of("fa_acct_1", "fa_acct_2"), warned(lenient, sql).rows);
      fails(alone, sql, "42501", "not available");
      assertNull(alone.getWarnings());
    }
  }

  @Test
  void aPermissionThatTheKeyLacksEmptiesNoTable() throws SQLException {
    try (Connection lenient = server.connect(";cache=off;onAccountError=warn")) {
      fails(lenient, "SELECT id FROM prices", "42501", "plan_read");
      fails(lenient, "SELECT id FROM prices WHERE connected_account = 'acct_1'", "42501");
    }
  }

  @Test
  void permissionsAreTriedWithTheSameMeaning() throws SQLException {
    try (Connection connection = server.connect(";cache=off")) {
      List<String> found =
          AnsweringServer.rows(
              connection,
              "SELECT table_name, account, verdict FROM system.permissions WHERE table_name IN"
                  + " ('treasury_financial_accounts', 'prices', 'issuing_cards')");
      assertTrue(
          found.contains("treasury_financial_accounts platform not available"), found.toString());
      assertTrue(found.contains("prices platform missing permission"), found.toString());
      assertFalse(found.stream().anyMatch(row -> row.endsWith("refused")), found.toString());
    }
  }
}

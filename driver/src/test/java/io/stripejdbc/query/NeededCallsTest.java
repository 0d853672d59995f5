package io.stripejdbc.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The calls that questions about accounts make where nothing is known of the key yet: no look at
 * the account first, and no list of accounts that the question cannot reach.
 */
class NeededCallsTest {
  private static final ReportFixture REPORTS =
      ReportFixture.caching(EmulatorOptions.demo().withScale(0.02).withAccounts(2));

  private static final String ACCOUNTS = "GET /v1/accounts?limit=100";

  @AfterAll
  static void close() {
    REPORTS.close();
  }

  private static String named(String text, boolean ids) {
    List<String> accounts = REPORTS.accounts();
    String result = text;
    for (int i = 1; i < accounts.size(); i++) {
      String name = i == 1 ? "acct_a" : "acct_b";
      result = ids ? result.replace(name, accounts.get(i)) : result.replace(accounts.get(i), name);
    }
    return result;
  }

  /** The calls of a statement in a process that knows nothing, sorted. */
  private static List<String> calls(String sql) throws SQLException {
    REPORTS.forgetCached();
    REPORTS.forget();
    REPORTS.ask(named(sql, true));
    return REPORTS.calls().stream().map(call -> named(call, false)).sorted().toList();
  }

  private static void costs(Map<String, List<String>> table) throws SQLException {
    for (Map.Entry<String, List<String>> line : table.entrySet()) {
      assertEquals(line.getValue(), calls(line.getKey()), line.getKey());
    }
  }

  private static List<String> each(String call) {
    return List.of(ACCOUNTS, call, call + " @acct_a", call + " @acct_b");
  }

  @Test
  void onePlatformAndNamedAccountsAreAskedAtOnce() throws SQLException {
    Map<String, List<String>> table = new TreeMap<>();
    String ten = "GET /v1/charges?limit=10";
    table.put("SELECT * FROM charges WHERE connected_account = 'platform' LIMIT 10", List.of(ten));
    table.put(
        "SELECT * FROM charges WHERE connected_account = 'acct_a' LIMIT 10",
        List.of(ten + " @acct_a"));
    table.put(
        "SELECT * FROM charges WHERE connected_account IN ('platform', 'acct_a') LIMIT 10",
        List.of(ten));
    table.put(
        "SELECT * FROM charges WHERE connected_account IN ('platform', 'acct_a')"
            + " ORDER BY created DESC LIMIT 10",
        List.of(ten, ten + " @acct_a"));
    table.put("SELECT * FROM charges LIMIT 10", List.of(ten));
    table.put(
        "SELECT COUNT(*) FROM charges WHERE connected_account = 'platform'",
        List.of("GET /v1/charges?limit=100"));
    table.put(
        "SELECT MIN(created), MAX(created) FROM charges WHERE connected_account = 'acct_b'",
        List.of("GET /v1/charges?limit=100 @acct_b"));
    table.put(
        "SELECT * FROM balance WHERE connected_account = 'platform'", List.of("GET /v1/balance"));
    table.put(
        "SELECT * FROM balance WHERE connected_account = 'acct_a'",
        List.of("GET /v1/balance @acct_a"));
    table.put(
        "SELECT id FROM charges WHERE id = 'ch_1' AND connected_account = 'acct_a'",
        List.of("GET /v1/charges/ch_1 @acct_a"));
    costs(table);
  }

  @Test
  void allAccountsAreListedOnceAndAskedOnceEach() throws SQLException {
    Map<String, List<String>> table = new TreeMap<>();
    table.put("SELECT COUNT(*) FROM charges", each("GET /v1/charges?limit=100"));
    table.put(
        "SELECT * FROM charges ORDER BY created DESC LIMIT 10", each("GET /v1/charges?limit=10"));
    table.put("SELECT * FROM balance", each("GET /v1/balance"));
    table.put("SELECT DISTINCT connected_account FROM charges", each("GET /v1/charges?limit=1"));
    table.put("SELECT id FROM charges WHERE id = 'ch_1'", each("GET /v1/charges/ch_1"));
    table.put(
        "SELECT COUNT(*) FROM charges WHERE connected_account <> 'platform'",
        List.of(
            ACCOUNTS, "GET /v1/charges?limit=100 @acct_a", "GET /v1/charges?limit=100 @acct_b"));
    table.put(
        "SELECT COUNT(*) FROM charges WHERE connected_account <> 'acct_a'",
        List.of(ACCOUNTS, "GET /v1/charges?limit=100", "GET /v1/charges?limit=100 @acct_b"));
    costs(table);
  }

  @Test
  void theAccountsThemselvesAreTheListAndThePlatformsOwn() throws SQLException {
    String own = "GET /v1/account";
    Map<String, List<String>> table = new TreeMap<>();
    table.put("SELECT * FROM accounts", List.of(own, ACCOUNTS));
    table.put("SELECT connected_account FROM accounts LIMIT 1", List.of(own));
    table.put("SELECT * FROM accounts WHERE connected_account = 'platform'", List.of(own));
    table.put("SELECT * FROM accounts WHERE connected_account <> 'platform'", List.of(ACCOUNTS));
    table.put(
        "SELECT * FROM accounts WHERE connected_account = 'acct_a'",
        List.of("GET /v1/accounts/acct_a"));
    table.put("SELECT * FROM account WHERE connected_account = 'platform'", List.of(own));
    table.put("SELECT * FROM account", each(own).stream().sorted().toList());
    table.put(
        "SELECT c.id FROM charges c JOIN accounts a ON a.connected_account = c.connected_account"
            + " WHERE c.connected_account = 'acct_a' LIMIT 3",
        List.of("GET /v1/accounts/acct_a", "GET /v1/charges?limit=100 @acct_a"));
    costs(table);
  }

  /** Lists that have the account in their path need its object for nothing. */
  @Test
  void aListOfAnAccountIsAskedForByItsId() throws SQLException {
    String own = "GET /v1/account";
    Map<String, List<String>> table = new TreeMap<>();
    for (String list :
        List.of("persons?limit=100", "external_accounts?limit=100", "capabilities")) {
      String name = "account_" + list.replaceAll("[?].*", "");
      String a = "GET /v1/accounts/acct_a/" + list;
      String b = "GET /v1/accounts/acct_b/" + list;
      String all = "SELECT * FROM " + name + " WHERE ";
      table.put(all + "connected_account = 'acct_a'", List.of(a));
      table.put(all + "connected_account = 'acct_a' AND account = 'acct_a'", List.of(a));
      table.put(all + "connected_account IN ('acct_a', 'acct_b')", List.of(a, b));
      table.put(all + "connected_account = 'acct_a' AND account = 'acct_b'", List.of());
      table.put(all + "connected_account <> 'platform' AND account = 'acct_a'", List.of(a));
      // Whether it is the platform's own is asked beside the list.
      table.put(all + "account = 'acct_a'", List.of(own, a));
      table.put(all + "account IN ('acct_a', 'acct_b', '', 'nonsense')", List.of(own, a, b));
      table.put(all + "account = 'acct_a' AND id = 'x'", List.of(own, a));
      table.put(all + "connected_account = 'platform' AND account = 'acct_a'", List.of(own));
      table.put(all + "account = ''", List.of());
      table.put(all + "account = 'nonsense'", List.of(own));
    }
    costs(table);
  }

  @Test
  void theListsOfThePlatformsOwnAccountCarryItsName() throws SQLException {
    String own = REPORTS.ask("SELECT id FROM accounts WHERE connected_account = 'platform'").get(0);
    String sql = "SELECT connected_account, id FROM account_external_accounts WHERE account = '";
    List<String> rows = REPORTS.ask(sql + own + "'");
    assertEquals(1, rows.size(), rows.toString());
    assertTrue(rows.get(0).startsWith("platform "), rows.toString());
    // Which account is the platform's own is known by now.
    String other = REPORTS.accounts().get(1);
    REPORTS.forget();
    assertEquals(1, REPORTS.ask(sql.replace("external_accounts", "persons") + other + "'").size());
    assertEquals(
        List.of("GET /v1/accounts/acct_a/persons?limit=100"),
        REPORTS.calls().stream().map(call -> named(call, false)).toList());
  }

  @Test
  void whatNoCallCanAnswerMakesNone() throws SQLException {
    for (String sql :
        List.of(
            "SELECT * FROM charges WHERE 1 = 0",
            "SELECT * FROM charges LIMIT 0",
            "SELECT * FROM charges WHERE connected_account = 'nonsense'",
            "SELECT * FROM charges WHERE created < TIMESTAMP '2026-01-01 00:00:00'"
                + " AND created > TIMESTAMP '2026-01-01 00:00:00'",
            "SELECT * FROM charges WHERE customer IN ('')",
            "SELECT table_name FROM information_schema.tables",
            "SELECT COUNT(*) FROM system.requests",
            "SELECT COUNT(*) FROM system.queries",
            "SELECT COUNT(*) FROM system.columns",
            "SELECT 1",
            "EXPLAIN PLAN FOR SELECT COUNT(*) FROM charges",
            "EXPLAIN PLAN FOR SELECT * FROM accounts")) {
      assertEquals(List.of(), calls(sql), sql);
    }
  }
}

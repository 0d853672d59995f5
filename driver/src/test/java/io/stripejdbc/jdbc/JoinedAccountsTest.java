package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.request.RecordedRequest;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One account joined with what hangs on it: calls for that account only, none that lists all. */
class JoinedAccountsTest {
  private static Emulator emulator;
  private static String account;

  @BeforeAll
  static void start() throws SQLException {
    emulator = Emulator.start(EmulatorOptions.demo().withScale(0.02).withAccounts(4));
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id FROM accounts WHERE connected_account <> 'platform' LIMIT 1")) {
      assertTrue(rows.next());
      account = rows.getString(1);
    }
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:stripe:;maxRequestsPerSecond=0;maxRequestsPerSecondPerEndpoint=0;cache=off;apiKey="
            + EmulatorOptions.DEMO_KEY
            + ";apiBase="
            + emulator.baseUri());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accounts a JOIN account_persons p ON p.account = a.id WHERE a.id = 'X'",
        "accounts a JOIN account_persons p ON p.account = a.id WHERE p.account = 'X'",
        "account_persons p JOIN accounts a ON p.account = a.id WHERE p.account = 'X'",
        "accounts a LEFT JOIN account_persons p ON p.account = a.id WHERE a.id = 'X'",
        "accounts a JOIN account_persons p ON p.connected_account = a.connected_account"
            + " AND p.account = a.id WHERE a.connected_account = 'X'",
        "accounts a JOIN account_capabilities p ON p.account = a.id WHERE a.id = 'X'",
        "accounts a JOIN account_capabilities p ON p.account = a.id WHERE p.account = 'X'",
        "accounts a JOIN account_external_accounts p ON p.account = a.id WHERE a.id = 'X'",
        "accounts a JOIN account_external_accounts p ON p.account = a.id WHERE p.account = 'X'",
        "account_persons p WHERE p.account IN (SELECT id FROM accounts WHERE id = 'X')",
        "account_persons p WHERE EXISTS"
            + " (SELECT 1 FROM accounts a WHERE a.id = p.account AND a.id = 'X')",
        "accounts p WHERE EXISTS"
            + " (SELECT 1 FROM account_persons c WHERE c.account = p.id AND c.account = 'X')",
        "accounts a JOIN payouts p ON p.connected_account = a.id WHERE a.id = 'X'",
        "accounts a JOIN payouts p ON p.connected_account = a.connected_account"
            + " WHERE p.connected_account = 'X'"
      })
  void anAccountWithWhatHangsOnItIsAskedForItself(String from) throws SQLException {
    emulator.clearRequests();
    int rows = 0;
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT p.id FROM " + from.replace("'X'", "'" + account + "'"))) {
      while (result.next()) {
        rows++;
      }
    }
    List<String> asked = emulator.requests().stream().map(RecordedRequest::line).toList();
    List<String> others =
        asked.stream()
            .filter(line -> !line.contains(account) && !line.equals("GET /v1/account"))
            .toList();
    assertEquals(List.of(), others);
    assertTrue(new HashSet<>(asked).size() <= 3, asked.toString());
    assertTrue(rows > 0 || from.contains("payouts"), "no rows");
  }
}

package io.stripejdbc.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions that name an account there is not: no row and a warning. */
class UnknownAccountsTest {
  private static Emulator emulator;

  @BeforeAll
  static void start() {
    emulator = Emulator.start(EmulatorOptions.demo().withScale(0.02).withAccounts(3));
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  private static Connection connect(String more) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:stripe:;maxRequestsPerSecond=0;maxRequestsPerSecondPerEndpoint=0;apiKey="
            + EmulatorOptions.DEMO_KEY
            + ";apiBase="
            + emulator.baseUri()
            + more);
  }

  private record Answer(int rows, List<String> warnings) {}

  private static Answer answer(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
        statement.setString(i, "acct_nope");
      }
      try (ResultSet result = statement.executeQuery()) {
        int rows = 0;
        while (result.next()) {
          rows++;
        }
        return new Answer(rows, warnings(statement));
      }
    }
  }

  private static List<String> warnings(Statement statement) throws SQLException {
    List<String> warnings = new ArrayList<>();
    for (SQLWarning next = statement.getWarnings(); next != null; next = next.getNextWarning()) {
      assertEquals("01000", next.getSQLState());
      warnings.add(next.getMessage());
    }
    return warnings;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM charges WHERE connected_account = 'acct_nope'",
        "SELECT id FROM charges WHERE connected_account IN ('acct_nope')",
        "SELECT id FROM charges WHERE connected_account = ?",
        "SELECT id FROM charges WHERE connected_account IN (?, ?) ORDER BY created DESC LIMIT 3",
        "SELECT c.id FROM charges c JOIN (VALUES ('acct_nope')) AS t (a)"
            + " ON t.a = c.connected_account",
        "SELECT id FROM charges WHERE connected_account IN (SELECT 'acct_nope')",
        "SELECT id FROM charges WHERE connected_account = 'acct_nope' AND id = 'ch_1'",
        "SELECT available FROM balance WHERE connected_account = 'acct_nope'",
        "SELECT id FROM subscription_items WHERE connected_account = 'acct_nope'",
        "SELECT id FROM accounts WHERE id = 'acct_nope'",
        "SELECT id FROM accounts WHERE connected_account = 'acct_nope'",
        "SELECT id FROM account_persons WHERE connected_account = 'acct_nope'",
        "SELECT id FROM account_persons WHERE account = 'acct_nope'"
      })
  void noRowAndAWarning(String sql) throws SQLException {
    for (String property : List.of(";cache=off", "")) {
      try (Connection connection = connect(property)) {
        Answer answer = answer(connection, sql);
        assertEquals(0, answer.rows(), sql);
        assertEquals(1, answer.warnings().size(), sql + answer.warnings());
        assertTrue(
            answer.warnings().get(0).contains("'acct_nope'")
                && answer.warnings().get(0).contains("FROM accounts"),
            answer.warnings().get(0));
      }
    }
  }

  @Test
  void anAccountIsNotAskedOnceTheAccountsAreListed() throws SQLException {
    try (Connection connection = connect("")) {
      answer(connection, "SELECT id FROM accounts");
      int before = emulator.requests().size();
      Answer answer =
          answer(connection, "SELECT id FROM charges WHERE connected_account = 'acct_nope'");
      assertEquals(new Answer(0, answer.warnings()), answer);
      assertEquals(1, answer.warnings().size());
      assertEquals(before, emulator.requests().size());
    }
  }

  @Test
  void otherAccountsOfTheConditionAreAnswered() throws SQLException {
    try (Connection connection = connect("")) {
      int platform =
          answer(connection, "SELECT id FROM charges WHERE connected_account = 'platform'").rows();
      Answer answer =
          answer(
              connection,
              "SELECT id FROM charges WHERE connected_account IN ('platform', 'acct_nope')");
      assertEquals(platform, answer.rows());
      assertEquals(1, answer.warnings().size());
    }
  }

  @Test
  void manyUnknownAccountsAreAFewWarnings() throws SQLException {
    StringBuilder names = new StringBuilder("'acct_0'");
    for (int i = 1; i < 40; i++) {
      names.append(", 'acct_").append(i).append("'");
    }
    try (Connection connection = connect(";accounts=platform")) {
      int before = emulator.requests().size();
      Answer answer =
          answer(connection, "SELECT id FROM charges WHERE connected_account IN (" + names + ")");
      assertEquals(0, answer.rows());
      assertEquals(10, answer.warnings().size());
      assertEquals(before, emulator.requests().size());
    }
  }

  @Test
  void anAccountThatThePropertyNamesIsNeverUnknown() throws SQLException {
    try (Connection connection = connect(";accounts=platform,acct_nope")) {
      SQLException refused =
          assertThrows(
              SQLException.class,
              () ->
                  answer(
                      connection, "SELECT id FROM charges WHERE connected_account = 'acct_nope'"));
      assertEquals("42501", refused.getSQLState());
    }
  }
}

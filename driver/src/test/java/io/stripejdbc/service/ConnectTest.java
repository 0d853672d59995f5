package io.stripejdbc.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stripejdbc.emulator.request.RecordedRequest;
import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import io.stripejdbc.emulator.server.FaultRule;
import io.stripejdbc.jdbc.connection.ConnectionFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connecting, and failures of the API as a JDBC client meets them. */
@Timeout(120)
class ConnectTest {
  private static final EmulatorOptions SMALL = EmulatorOptions.demo().withScale(0.05);

  private static final String CHECKED = ";checkKeyOnConnect=on";

  private static Connection connect(Emulator emulator, String key, String more)
      throws SQLException {
    return DriverManager.getConnection(
        "jdbc:stripe:;cache=off;apiKey=" + key + ";apiBase=" + emulator.baseUri() + more);
  }

  private static Connection connect(Emulator emulator) throws SQLException {
    return connect(emulator, EmulatorOptions.DEMO_KEY, ";maxRetries=0");
  }

  private static int read(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }

  @Test
  void aWrongKeyFailsToConnectAndIsNotShown() {
    try (Emulator emulator = Emulator.start(SMALL)) {
      SQLException refused =
          assertThrows(SQLException.class, () -> connect(emulator, "sk_test_topsecret", CHECKED));
      assertEquals("28000", refused.getSQLState());
      assertEquals(401, refused.getErrorCode());
      assertInstanceOf(SQLInvalidAuthorizationSpecException.class, refused);
      for (Throwable t = refused; t != null; t = t.getCause()) {
        assertFalse(String.valueOf(t.getMessage()).contains("topsecret"), t.getMessage());
      }
    }
  }

  @Test
  void connectingAsksNothingAndTheFirstPageIsTheFirstCall() throws SQLException {
    try (Emulator emulator = Emulator.start(SMALL);
        Connection connection = connect(emulator)) {
      assertTrue(connection.isValid(1));
      assertEquals(0, emulator.requests().size());
      String sql = "SELECT id FROM charges WHERE connected_account = 'platform' LIMIT 10";
      assertEquals(10, read(connection, sql));
      assertEquals(
          List.of("GET /v1/charges?limit=10"),
          emulator.requests().stream().map(RecordedRequest::line).toList());
    }
  }

  @Test
  void aWrongKeyFailsTheFirstStatementWithTheSameState() throws SQLException {
    try (Emulator emulator = Emulator.start(SMALL);
        Connection connection = connect(emulator, "sk_test_topsecret", "")) {
      assertEquals(1, read(connection, "SELECT 1"));
      SQLException refused =
          assertThrows(SQLException.class, () -> read(connection, "SELECT id FROM charges"));
      assertEquals("28000", refused.getSQLState());
      assertEquals(401, refused.getErrorCode());
      assertFalse(refused.getMessage().contains("topsecret"), refused.getMessage());
    }
  }

  @Test
  void checkingTheKeyCostsOneGetOfTheOwnAccount() throws SQLException {
    try (Emulator emulator = Emulator.start(SMALL);
        Connection connection =
            connect(emulator, EmulatorOptions.DEMO_KEY, ";maxRetries=0" + CHECKED)) {
      assertTrue(connection.isValid(1));
      assertEquals(1, emulator.requests().size());
      RecordedRequest request = emulator.requests().get(0);
      assertTrue(request.line().startsWith("GET /v1/account"), request.line());
      assertEquals("Bearer " + EmulatorOptions.DEMO_KEY, request.header("Authorization"));
    }
  }

  @Test
  void aHostThatCannotBeReachedFailsToConnect() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    SQLException failed =
        assertThrows(
            SQLException.class,
            () ->
                DriverManager.getConnection(
                    "jdbc:stripe:;checkKeyOnConnect=on;apiKey=sk_test_demo;maxRetries=0"
                        + ";apiBase=http://127.0.0.1:"
                        + port));
    assertEquals("08001", failed.getSQLState());
    assertTrue(failed.getMessage().contains("127.0.0.1:" + port), failed.getMessage());
  }

  @Test
  void aKeyThatMayNotReadItsAccountConnectsAllTheSame() throws SQLException {
    EmulatorOptions denied =
        SMALL.withPermissions(Set.of("account_read", "accounts_read", "charge_read"));
    try (Emulator emulator = Emulator.start(denied);
        Connection connection = connect(emulator, EmulatorOptions.DEMO_KEY, ";accounts=platform")) {
      SQLException refused =
          assertThrows(SQLException.class, () -> read(connection, "SELECT id FROM charges"));
      assertEquals("42501", refused.getSQLState());
      assertEquals(403, refused.getErrorCode());
      assertTrue(refused.getMessage().contains("charges"), refused.getMessage());
      assertTrue(read(connection, "SELECT id FROM customers LIMIT 1") > 0);
    }
  }

  @Test
  void aFailingApiIsAPassingFailureAndTheConnectionLives() throws SQLException {
    try (Emulator emulator = Emulator.start(SMALL);
        Connection connection = connect(emulator)) {
      emulator.addFault(FaultRule.on("/v1/charges", FaultRule.Kind.ERROR_503));
      String sql = "SELECT id FROM charges WHERE connected_account = 'platform' LIMIT 1";
      SQLException failed = assertThrows(SQLException.class, () -> read(connection, sql));
      assertEquals("58030", failed.getSQLState());
      assertEquals(503, failed.getErrorCode());
      assertEquals(1, read(connection, sql));
    }
  }

  @Test
  void rateLimitsThatStayAre53400() throws SQLException {
    try (Emulator emulator = Emulator.start(SMALL);
        Connection connection = connect(emulator)) {
      emulator.addFault(FaultRule.on("/v1/charges", FaultRule.Kind.RATE_LIMITED).times(9));
      String sql = "SELECT id FROM charges WHERE connected_account = 'platform' LIMIT 1";
      SQLException failed = assertThrows(SQLException.class, () -> read(connection, sql));
      assertEquals("53400", failed.getSQLState());
      assertEquals(429, failed.getErrorCode());
    }
  }

  @Test
  void aRefusingAccountIsAWarningWhenAskedFor() throws SQLException {
    try (Emulator open = Emulator.start(SMALL);
        Connection all = connect(open)) {
      String account;
      try (Statement statement = all.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT id FROM accounts WHERE connected_account <> 'platform' LIMIT 1")) {
        assertTrue(rows.next());
        account = rows.getString(1);
      }
      try (Emulator refusing = Emulator.start(SMALL.withRefusedAccounts(Set.of(account)));
          Connection strict = connect(refusing);
          Connection lenient =
              connect(refusing, EmulatorOptions.DEMO_KEY, ";onAccountError=warn")) {
        String sql = "SELECT id FROM payouts";
        assertEquals(
            "42501", assertThrows(SQLException.class, () -> read(strict, sql)).getSQLState());
        try (Statement statement = lenient.createStatement();
            ResultSet rows = statement.executeQuery(sql)) {
          while (rows.next()) {
            assertFalse(rows.getString(1).isEmpty());
          }
          assertEquals("01000", rows.getWarnings().getSQLState());
          assertTrue(statement.getWarnings().getMessage().contains(account));
        }
      }
    }
  }

  @Test
  void theQueryTimeoutCoversFetching() throws SQLException {
    try (Emulator emulator = Emulator.start(SMALL);
        Connection connection = connect(emulator);
        Statement statement = connection.createStatement()) {
      emulator.addFault(
          FaultRule.on("/v1/charges", FaultRule.Kind.SLOW_START).lasting(Duration.ofSeconds(60)));
      assertEquals(1, read(connection, "SELECT id FROM customers LIMIT 1"));
      String sql = "SELECT id FROM charges WHERE connected_account = 'platform'";
      // Planned before; on a busy machine the second may still have passed before the first call.
      connection.prepareStatement(sql).close();
      statement.setQueryTimeout(1);
      SQLException failed =
          assertThrows(SQLException.class, () -> statement.executeQuery(sql).next());
      assertEquals("HYT00", failed.getSQLState());
      assertInstanceOf(SQLTimeoutException.class, failed);
    }
  }

  @Test
  void theNetworkTimeoutEndsASilenceAndTheConnection() throws SQLException {
    try (Emulator emulator = Emulator.start(SMALL);
        Connection connection = connect(emulator);
        Statement statement = connection.createStatement()) {
      emulator.addFault(
          FaultRule.on("/v1/charges", FaultRule.Kind.SLOW_START).lasting(Duration.ofSeconds(60)));
      connection.setNetworkTimeout(Runnable::run, 20_000);
      assertEquals(1, read(connection, "SELECT id FROM customers LIMIT 1"));
      connection.setNetworkTimeout(Runnable::run, 300);
      assertEquals(300, connection.getNetworkTimeout());
      ResultSet rows =
          statement.executeQuery("SELECT id FROM charges WHERE connected_account = 'platform'");
      SQLException failed = assertThrows(SQLException.class, rows::next);
      assertEquals("08S01", failed.getSQLState());
      assertTrue(failed.getMessage().contains("300 ms"), failed.getMessage());
      assertInstanceOf(SQLTransientConnectionException.class, failed);
      assertTrue(connection.isClosed());
      assertTrue(statement.isClosed());
      assertFalse(connection.isValid(1));
    }
  }

  @Test
  void cancelEndsAWaitForTheApi() throws Exception {
    try (Emulator emulator = Emulator.start(SMALL);
        Connection connection = connect(emulator);
        Statement statement = connection.createStatement()) {
      emulator.addFault(
          FaultRule.on("/v1/charges", FaultRule.Kind.SLOW_START).lasting(Duration.ofSeconds(60)));
      ResultSet rows =
          statement.executeQuery("SELECT id FROM charges WHERE connected_account = 'platform'");
      CompletableFuture<String> reader =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return "row " + rows.next();
                } catch (SQLException e) {
                  return e.getSQLState();
                }
              });
      while (emulator.requests().stream().noneMatch(r -> r.path().equals("/v1/charges"))) {
        Thread.onSpinWait();
      }
      statement.cancel();
      assertEquals("57014", reader.get(20, TimeUnit.SECONDS));
      assertEquals(1, read(connection, "SELECT id FROM customers LIMIT 1"));
    }
  }

  @Test
  void theDemoIsSharedAndStopsWithItsLastConnection() throws SQLException {
    DemoEmulator.Lease first = DemoEmulator.lease(0);
    DemoEmulator.Lease second = DemoEmulator.lease(0);
    assertEquals(first.address(), second.address());
    first.close();
    first.close();
    try (Connection connection = DriverManager.getConnection("jdbc:stripe:demo;cache=off")) {
      assertEquals(1, read(connection, "SELECT id FROM customers LIMIT 1"));
    }
    second.close();
  }

  @Test
  void aDemoThatGoesOnIsAnotherThanTheOneThatStandsStill() throws SQLException {
    String url = "jdbc:stripe:demo;cache=off;demoChangesPerMinute=600";
    try (DemoEmulator.Lease still = DemoEmulator.lease(0);
        DemoEmulator.Lease one = DemoEmulator.lease(600);
        Connection connection = DriverManager.getConnection(url)) {
      assertEquals(1, read(connection, "SELECT id FROM customers LIMIT 1"));
      assertEquals(still.clock().instant(), still.clock().instant());
      assertNotEquals(still.address(), one.address());
      long apart = Duration.between(one.clock().instant(), Instant.now()).abs().toSeconds();
      assertTrue(apart < 60, "events are asked for by this machine's clock");
      assertNotEquals(still.world(), one.world());
    }
    try (DemoEmulator.Lease again = DemoEmulator.lease(600);
        DemoEmulator.Lease same = DemoEmulator.lease(600)) {
      assertEquals(again.world(), same.world());
    }
    SQLException refused =
        assertThrows(
            SQLException.class,
            () ->
                DriverManager.getConnection(
                    "jdbc:stripe:;apiKey=sk_test_x;demoChangesPerMinute=1"));
    assertTrue(refused.getMessage().contains("demoChangesPerMinute"), refused.getMessage());
  }

  @Test
  void theLoginTimeoutEndsAConnectThatHangs() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url =
          "jdbc:stripe:;checkKeyOnConnect=on;apiKey=sk_test_demo;apiBase=http://127.0.0.1:"
              + silent.getLocalPort();
      SQLException failed =
          assertThrows(
              SQLException.class, () -> ConnectionFactory.standard().connect(url, null, 1));
      assertTrue(Set.of("HYT00", "08001").contains(failed.getSQLState()), failed.toString());
    }
  }
}

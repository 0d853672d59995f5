package io.stripejdbc.jdbc;

import io.stripejdbc.emulator.server.Emulator;
import io.stripejdbc.emulator.server.EmulatorOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A connection to a small platform without connected accounts, new for each test. */
abstract class PlatformFixture {
  Emulator emulator;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException {
    emulator = Emulator.start(EmulatorOptions.demo().withScale(0.01).withAccounts(0));
    connection =
        DriverManager.getConnection(
            "jdbc:stripe:;accounts=platform;apiKey="
                + EmulatorOptions.DEMO_KEY
                + ";apiBase="
                + emulator.baseUri());
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    emulator.close();
  }

  final List<String> rows(String sql) throws SQLException {
    return AnsweringServer.rows(connection, sql);
  }
}

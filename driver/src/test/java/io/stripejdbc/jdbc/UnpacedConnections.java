package io.stripejdbc.jdbc;

import io.stripejdbc.emulator.server.Emulator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Connections to an emulator that wait for no pace. */
final class UnpacedConnections {
  private UnpacedConnections() {}

  /**
   * Opens one.
   *
   * @param more further properties, each with a semicolon before it
   */
  static Connection open(Emulator emulator, String key, String more) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:stripe:;maxRequestsPerSecond=0;maxRequestsPerSecondPerEndpoint=0;apiKey="
            + key
            + ";apiBase="
            + emulator.baseUri()
            + more);
  }
}

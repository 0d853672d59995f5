package io.stripejdbc.jdbc.connection;

import io.stripejdbc.fetch.MemoryPool;
import io.stripejdbc.jdbc.property.ConnectionSettings;
import io.stripejdbc.query.QueryEngine;
import io.stripejdbc.query.metadata.SchemaDirectory;
import io.stripejdbc.scan.Scanner;
import io.stripejdbc.system.ActivityLog;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** What one connection uses of the packages below {@code jdbc}. */
interface ConnectionContext {
  /** Plans and runs SQL. */
  QueryEngine engine();

  /** Reads the remote tables with the connection's key. */
  Scanner scanner();

  /** What tables there are. */
  SchemaDirectory directory();

  /** What was done with the connection's key. */
  ActivityLog activity();

  /** What all statements may hold in memory. */
  MemoryPool memory();

  /** The time. */
  Clock clock();

  /** What is not as the settings ask for, a sentence each. */
  default List<String> warnings() {
    return List.of();
  }

  /** Releases threads, sockets and, with the last demo connection, the emulator. */
  void close();

  /** Makes backends; the one of the running driver is {@link DriverModule}. */
  @FunctionalInterface
  interface Factory {
    /**
     * Puts together what the settings ask for, and checks the key where they ask for that.
     *
     * @param nanos how long it may take
     */
    ConnectionContext open(ConnectionSettings settings, long nanos) throws SQLException;
  }
}

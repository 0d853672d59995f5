package io.stripejdbc.examples.benchmarks;

import io.stripejdbc.examples.benchmarks.ByHand.Owned;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** Charges copied into a database in memory, as one does for SQL. */
final class Warehouse {
  private static final int BATCH = 1_000;

  private Warehouse() {}

  static Connection h2(List<Owned> charges) throws SQLException {
    return filled(DriverManager.getConnection("jdbc:h2:mem:;OPTIMIZE_REUSE_RESULTS=0"), charges);
  }

  static Connection duckDb(List<Owned> charges) throws SQLException {
    return filled(DriverManager.getConnection("jdbc:duckdb:"), charges);
  }

  private static Connection filled(Connection database, List<Owned> charges) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(
          "CREATE TABLE charges (connected_account VARCHAR, id VARCHAR, created TIMESTAMP,"
              + " amount BIGINT, currency VARCHAR, status VARCHAR, customer VARCHAR)");
    }
    database.setAutoCommit(false);
    try (PreparedStatement insert =
        database.prepareStatement("INSERT INTO charges VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      int batched = 0;
      for (Owned each : charges) {
        insert.setString(1, each.account());
        insert.setString(2, each.charge().getId());
        insert.setTimestamp(3, Timestamp.from(Instant.ofEpochSecond(each.charge().getCreated())));
        insert.setLong(4, each.charge().getAmount());
        insert.setString(5, each.charge().getCurrency());
        insert.setString(6, each.charge().getStatus());
        insert.setString(7, each.charge().getCustomer());
        insert.addBatch();
        if (++batched % BATCH == 0) {
          insert.executeBatch();
        }
      }
      if (batched % BATCH != 0) {
        insert.executeBatch();
      }
    }
    database.commit();
    database.setAutoCommit(true);
    return database;
  }
}

package io.stripejdbc.examples.benchmarks;

import com.stripe.model.Charge;
import io.stripejdbc.examples.benchmarks.ByHand.Owned;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Charges copied into a database in memory, as one does for SQL. */
final class Warehouse implements AutoCloseable {
  static final String H2 = "jdbc:h2:mem:;OPTIMIZE_REUSE_RESULTS=0";
  static final String DUCK_DB = "jdbc:duckdb:";

  /** What is copied of a charge. */
  static final List<String> COLUMNS =
      List.of("connected_account", "id", "created", "amount", "currency", "status", "customer");

  private static final String TABLE =
      "CREATE TABLE charges (connected_account VARCHAR, id VARCHAR, created TIMESTAMP,"
          + " amount BIGINT, currency VARCHAR, status VARCHAR, customer VARCHAR)";

  private static final int BATCH = 1_000;

  private final Connection database;
  private final PreparedStatement insert;
  private int batched;

  private Warehouse(String url) throws SQLException {
    this.database = DriverManager.getConnection(url);
    try (Statement statement = database.createStatement()) {
      statement.execute(TABLE);
    }
    database.setAutoCommit(false);
    this.insert = database.prepareStatement("INSERT INTO charges VALUES (?, ?, ?, ?, ?, ?, ?)");
  }

  /** A new database at this URL with these charges. */
  static Connection of(String url, List<Owned> charges) throws SQLException {
    try (Warehouse warehouse = new Warehouse(url)) {
      for (Owned each : charges) {
        Charge charge = each.charge();
        warehouse.add(
            each.account(),
            charge.getId(),
            Timestamp.from(Instant.ofEpochSecond(charge.getCreated())),
            charge.getAmount(),
            charge.getCurrency(),
            charge.getStatus(),
            charge.getCustomer());
      }
      return warehouse.database;
    }
  }

  /** The same with the rows of a result of {@link #COLUMNS}, one by one. */
  static Connection of(String url, ResultSet charges) throws SQLException {
    if (url.equals(DUCK_DB)) {
      return duckDb(charges);
    }
    try (Warehouse warehouse = new Warehouse(url)) {
      Object[] row = new Object[COLUMNS.size()];
      while (charges.next()) {
        for (int i = 0; i < row.length; i++) {
          row[i] = charges.getObject(i + 1);
        }
        warehouse.add(row);
      }
      return warehouse.database;
    }
  }

  /** By its appender: a statement for each row would take minutes for a million. */
  private static Connection duckDb(ResultSet charges) throws SQLException {
    Connection database = DriverManager.getConnection(DUCK_DB);
    try (Statement statement = database.createStatement()) {
      statement.execute(TABLE);
    }
    try (DuckDBAppender rows =
        database.unwrap(DuckDBConnection.class).createAppender("main", "charges")) {
      while (charges.next()) {
        rows.beginRow();
        rows.append(charges.getString(1));
        rows.append(charges.getString(2));
        rows.append(charges.getObject(3, LocalDateTime.class));
        rows.append(charges.getLong(4));
        rows.append(charges.getString(5));
        rows.append(charges.getString(6));
        rows.append(charges.getString(7));
        rows.endRow();
      }
    }
    return database;
  }

  private void add(Object... row) throws SQLException {
    for (int i = 0; i < row.length; i++) {
      insert.setObject(i + 1, row[i]);
    }
    insert.addBatch();
    if (++batched == BATCH) {
      insert.executeBatch();
      batched = 0;
    }
  }

  /** Ends the copying; the database stays open. */
  @Override
  public void close() throws SQLException {
    if (batched > 0) {
      insert.executeBatch();
    }
    insert.close();
    database.commit();
    database.setAutoCommit(true);
  }
}

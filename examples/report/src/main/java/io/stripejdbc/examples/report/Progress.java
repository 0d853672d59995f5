package io.stripejdbc.examples.report;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Says what is being read, and every few seconds how far it is, from a connection of its own. */
final class Progress implements AutoCloseable {
  private static final long EVERY_SECONDS = 2;

  private final Connection other;
  private final PrintStream out;
  private final ScheduledExecutorService timer;

  private Progress(Connection other, PrintStream out) {
    this.other = other;
    this.out = out;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins to tell. */
  static Progress start(String url, PrintStream out) throws SQLException {
    Progress progress = new Progress(DriverManager.getConnection(url), out);
    ScheduledFuture<?> unused =
        progress.timer.scheduleWithFixedDelay(
            progress::tell, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    return progress;
  }

  /** A section begins. */
  void section(String title) {
    out.println(title);
  }

  private void tell() {
    try (Statement statement = other.createStatement();
        ResultSet running =
            statement.executeQuery(
                "SELECT calls, rows_read, accounts_left, accounts_total FROM system.queries"
                    + " WHERE outcome = 'running' AND calls > 0 ORDER BY query_id DESC LIMIT 1")) {
      if (running.next()) {
        out.printf(
            Locale.ROOT,
            "  %,d requests, %,d rows, %d of %d accounts left%n",
            running.getLong(1),
            running.getLong(2),
            running.getLong(3),
            running.getLong(4));
      }
    } catch (SQLException e) {
      // The report itself fails, or does not need this line.
    }
  }

  @Override
  public void close() throws SQLException {
    timer.shutdownNow();
    other.close();
  }
}

package io.stripejdbc.shell;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements one after the other until the first failure, over plain JDBC: SQLLine and its
 * terminal would take longer to load than most statements take to run.
 */
final class BatchRunner {
  private final Connection connection;
  private final ShellStreams streams;
  private final ResultPrinter printer;

  BatchRunner(Connection connection, ShellStreams streams, OutputFormat format) {
    this.connection = connection;
    this.streams = streams;
    this.printer = format.to(streams.out());
  }

  /**
   * Runs a script to its end.
   *
   * @throws SQLException the first failure of a statement
   */
  void run(ScriptReader script) throws SQLException, IOException {
    warn(connection.getWarnings());
    String sql = script.next();
    while (sql != null && !streams.out().checkError()) {
      if (sql.equals("!quit") || sql.equals("!exit")) {
        return;
      }
      run(sql);
      sql = script.next();
    }
  }

  private void run(String sql) throws SQLException {
    if (sql.startsWith("!")) {
      throw new SQLException(
          "Commands with ! are for the interactive shell; ask the schema 'system' for tables and"
              + " columns",
          "42601");
    }
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      long rows = 0;
      if (statement.execute(sql)) {
        try (ResultSet result = statement.getResultSet()) {
          rows = printer.print(result);
        } finally {
          streams.out().flush();
        }
      }
      warn(statement.getWarnings());
      remark(rows, System.nanoTime() - start);
    }
  }

  private void warn(@Nullable SQLWarning first) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      streams.err().println(ErrorLine.of(warning));
    }
  }

  /** Tells a person what a program would not want to read. */
  private void remark(long rows, long nanos) {
    if (streams.terminal()) {
      String seconds = String.format(java.util.Locale.ROOT, "%.2f", nanos / 1e9);
      streams.err().println(rows + (rows == 1 ? " row in " : " rows in ") + seconds + " s");
    }
  }
}

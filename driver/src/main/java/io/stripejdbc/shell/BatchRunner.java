package io.stripejdbc.shell;

import io.stripejdbc.shell.listing.DescribeCommand;
import io.stripejdbc.shell.output.OutputFormat;
import io.stripejdbc.shell.output.ResultPrinter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * Runs statements one after the other until the first failure, over plain JDBC: SQLLine and its
 * terminal would take longer to load than most statements take to run.
 */
final class BatchRunner {
  private static final Set<String> QUIT = Set.of("!quit", "!exit", "!q", "\\q");

  private final Connection connection;
  private final ShellStreams streams;
  private final ResultPrinter printer;
  private final StatementRunner statements;

  BatchRunner(
      Connection connection,
      ShellStreams streams,
      OutputFormat format,
      NamedParameters parameters) {
    this.connection = connection;
    this.streams = streams;
    this.printer = format.to(streams.out());
    this.statements = new StatementRunner(streams, parameters, statement -> {});
  }

  /**
   * Runs a script to its end.
   *
   * @throws SQLException the first failure of a statement
   */
  void run(ScriptReader script) throws SQLException, IOException {
    StatementRunner.warn(streams.err(), connection.getWarnings());
    connection.clearWarnings();
    String sql = script.next();
    while (sql != null && !streams.out().checkError()) {
      if (QUIT.contains(sql)) {
        return;
      }
      run(sql);
      sql = script.next();
    }
  }

  private void run(String sql) throws SQLException {
    if (sql.startsWith("!")) {
      throw new SQLException(
          "Commands with ! are for the interactive shell; \\d lists tables and columns", "42601");
    }
    if (DescribeCommand.takes(sql)) {
      new DescribeCommand(connection).run(sql, streams.out(), printer);
    } else {
      statements.run(connection, sql, printer);
    }
  }
}

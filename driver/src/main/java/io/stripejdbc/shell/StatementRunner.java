package io.stripejdbc.shell;

import io.stripejdbc.shell.output.ResultPrinter;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs one statement with its parameters and prints what it gives, over plain JDBC. */
final class StatementRunner {
  private final ShellStreams streams;
  private final NamedParameters parameters;
  private final Consumer<Statement> started;

  /**
   * @param started is told of each statement before it runs, so that it can be cancelled
   */
  StatementRunner(ShellStreams streams, NamedParameters parameters, Consumer<Statement> started) {
    this.streams = streams;
    this.parameters = parameters;
    this.started = started;
  }

  /**
   * Runs a statement.
   *
   * @throws SQLException its failure; what came before it has been printed
   */
  void run(Connection connection, String sql, ResultPrinter printer) throws SQLException {
    NamedParameters.Bindable bindable = parameters.bindable(sql);
    long start = System.nanoTime();
    try (Statement statement = open(connection, bindable)) {
      started.accept(statement);
      boolean hasRows =
          statement instanceof PreparedStatement prepared
              ? prepared.execute()
              : statement.execute(bindable.sql());
      long rows = hasRows ? print(statement, printer) : 0;
      warn(streams.err(), statement.getWarnings());
      remark(rows, System.nanoTime() - start);
    }
  }

  private Statement open(Connection connection, NamedParameters.Bindable bindable)
      throws SQLException {
    if (bindable.names().isEmpty()) {
      return connection.createStatement();
    }
    PreparedStatement statement = connection.prepareStatement(bindable.sql());
    try {
      parameters.bind(statement, bindable.names());
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private long print(Statement statement, ResultPrinter printer) throws SQLException {
    try (ResultSet result = statement.getResultSet()) {
      return printer.print(result);
    } finally {
      streams.out().flush();
    }
  }

  /** Prints warnings, one a line. */
  static void warn(PrintStream err, @Nullable SQLWarning first) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      err.println(ErrorLine.of(warning));
    }
  }

  /** Tells a person what a program would not want to read. */
  private void remark(long rows, long nanos) {
    if (streams.terminal()) {
      String seconds = String.format(Locale.ROOT, "%.2f", nanos / 1e9);
      streams.err().println(rows + (rows == 1 ? " row in " : " rows in ") + seconds + " s");
    }
  }
}

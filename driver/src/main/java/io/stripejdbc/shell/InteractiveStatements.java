package io.stripejdbc.shell;

import io.stripejdbc.shell.listing.DescribeCommand;
import io.stripejdbc.shell.output.LineOutput;
import io.stripejdbc.shell.output.OutputFormat;
import io.stripejdbc.shell.output.PagedOutput;
import io.stripejdbc.shell.output.Pager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jline.builtins.Completers.FileNameCompleter;
import org.jline.reader.Completer;
import org.jline.reader.impl.completer.NullCompleter;
import org.jspecify.annotations.Nullable;
import sqlline.BuiltInProperty;
import sqlline.CommandHandler;
import sqlline.DispatchCallback;

/** Runs the statements and the commands with a backslash of the interactive shell. */
final class InteractiveStatements {
  private final InteractiveShell shell;
  private final ShellStreams streams;
  private final NamedParameters parameters;
  private final CommandHandler ofSqlLine;
  private final @Nullable Pager pager = Pager.of(System.getenv("PAGER"));

  /**
   * @param ofSqlLine SQLLine's own way to run a statement, for the formats that it alone has
   */
  InteractiveStatements(
      InteractiveShell shell,
      ShellStreams streams,
      NamedParameters parameters,
      CommandHandler ofSqlLine) {
    this.shell = shell;
    this.streams = streams;
    this.parameters = parameters;
    this.ofSqlLine = ofSqlLine;
  }

  /** The commands that run statements. */
  List<CommandHandler> handlers() {
    return List.of(
        new Handler("sql", "Run a statement; as without !sql", this::sql, new NullCompleter()),
        new Handler("run", "Run a file of statements", this::runFile, new FileNameCompleter()),
        new Handler("\\", "List tables and columns as psql does; \\?", this::describe, null));
  }

  /** What a command does with what follows its name. */
  private interface Action {
    void run(String argument, DispatchCallback callback) throws SQLException, IOException;
  }

  /** A command of SQLLine. */
  private final class Handler implements CommandHandler {
    private final String name;
    private final String help;
    private final Action action;
    private final @Nullable Completer completer;

    Handler(String name, String help, Action action, @Nullable Completer completer) {
      this.name = name;
      this.help = help;
      this.action = action;
      this.completer = completer;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public List<String> getNames() {
      return List.of(name);
    }

    @Override
    public String getHelpText() {
      return help;
    }

    @Override
    public @Nullable String matches(String line) {
      boolean mine =
          name.equals("\\") ? line.startsWith(name) : line.split("\\s", 2)[0].equals(name);
      return mine ? name : null;
    }

    @Override
    public void execute(String line, DispatchCallback callback) {
      try {
        String argument = name.equals("\\") ? line : line.substring(name.length()).strip();
        action.run(argument, callback);
        if (!callback.isFailure()) {
          callback.setToSuccess();
        }
      } catch (SQLException | IOException | RuntimeException e) {
        callback.setToFailure();
        shell.handleException(e);
      }
    }

    @Override
    public List<Completer> getParameterCompleters() {
      return List.of(completer == null ? new NullCompleter() : completer);
    }

    @Override
    public boolean echoToFile() {
      return true;
    }
  }

  private Connection connection() throws SQLException {
    Connection connection = shell.connection();
    if (connection == null) {
      throw new SQLException("There is no connection; !connect opens one", "08003");
    }
    return connection;
  }

  private void sql(String text, DispatchCallback callback) throws SQLException, IOException {
    runAll(new StringReader(text), callback);
  }

  private void runFile(String name, DispatchCallback callback) throws SQLException, IOException {
    try (Reader text = Files.newBufferedReader(Path.of(name))) {
      runAll(text, callback);
    }
  }

  private void runAll(Reader text, DispatchCallback callback) throws SQLException, IOException {
    ScriptReader script = new ScriptReader(text);
    for (String sql = script.next(); sql != null; sql = script.next()) {
      if (sql.startsWith("!")) {
        shell.runCommands(List.of(sql), callback);
      } else if (DescribeCommand.takes(sql)) {
        describe(sql, callback);
      } else {
        runOne(sql, callback);
      }
    }
  }

  private void runOne(String sql, DispatchCallback callback) throws SQLException, IOException {
    Connection connection = connection();
    if (OutputFormat.named(shell.getOpts().getOutputFormat()).isEmpty()) {
      ofSqlLine.execute("sql " + sql + ";", callback);
      return;
    }
    try (PrintStream out = results()) {
      ShellStreams around = new ShellStreams(streams.in(), out, streams.err(), true);
      new StatementRunner(around, parameters, callback::trackSqlQuery)
          .run(connection, sql, format().to(out));
    }
  }

  private void describe(String line, DispatchCallback callback) throws SQLException, IOException {
    if (DescribeCommand.isQuit(line)) {
      shell.setExit(true);
      return;
    }
    if (line.equals("\\x")) {
      OutputFormat other =
          format() == OutputFormat.VERTICAL ? OutputFormat.TABLE : OutputFormat.VERTICAL;
      shell.getOpts().set(BuiltInProperty.OUTPUT_FORMAT, other.toString());
      shell.info("Results are shown as " + other);
      return;
    }
    try (PrintStream out = results()) {
      new DescribeCommand(connection()).run(line, out, format().to(out));
    }
  }

  /** The format of {@code !outputformat}; a table for those that SQLLine alone has. */
  private OutputFormat format() {
    Optional<OutputFormat> named = OutputFormat.named(shell.getOpts().getOutputFormat());
    return named.orElse(OutputFormat.TABLE);
  }

  private PrintStream results() {
    OutputStream lines =
        new LineOutput(
            line -> shell.output(line, true, streams.out()), () -> streams.out().checkError());
    Pager program = pager;
    if (program != null) {
      int width = shell.getOpts().getMaxWidth();
      int height = shell.getOpts().getMaxHeight();
      PagedOutput.Screen screen = new PagedOutput.Screen(width, height);
      lines = new PagedOutput(screen, lines, program::start);
    }
    return new PrintStream(lines, false, StandardCharsets.UTF_8);
  }
}

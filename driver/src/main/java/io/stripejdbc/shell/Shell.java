package io.stripejdbc.shell;

import io.stripejdbc.jdbc.connection.DriverWarmUp;
import io.stripejdbc.jdbc.connection.LatestQueryProgress;
import io.stripejdbc.shell.output.OutputFile;
import io.stripejdbc.shell.output.OutputFormat;
import io.stripejdbc.shell.progress.ProgressDisplay;
import io.stripejdbc.shell.progress.ProgressLine;
import io.stripejdbc.shell.progress.ProgressTicker;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The shell without its process: everything but the exit. */
public final class Shell {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int WRONG_ARGUMENTS = 2;

  private final ShellStreams streams;
  private final UnaryOperator<@Nullable String> environment;

  public Shell(ShellStreams streams, UnaryOperator<@Nullable String> environment) {
    this.streams = streams;
    this.environment = environment;
  }

  /** Runs a command line and returns the status of the process. */
  public int run(List<String> words) {
    try {
      return run(ShellArguments.parse(words));
    } catch (ShellArguments.Wrong e) {
      streams.err().println("Error: " + e.getMessage());
      return WRONG_ARGUMENTS;
    } catch (SQLException | IOException | RuntimeException | Error e) {
      streams.out().flush();
      streams.err().println(ErrorLine.of(e));
      return FAILED;
    }
  }

  private int run(ShellArguments arguments) throws SQLException, IOException, ShellArguments.Wrong {
    if (arguments.help()) {
      streams.out().print(Usage.HELP);
      return OK;
    }
    if (arguments.version()) {
      streams.out().println(Usage.VERSION);
      return OK;
    }
    boolean interactive = arguments.statements().isEmpty() && streams.terminal();
    if (interactive && arguments.output() != null) {
      throw new ShellArguments.Wrong("Option --output is for -e and scripts; here !record FILE");
    }
    AttachmentOptions attached = arguments.attached();
    ConnectionTarget target =
        ConnectionTarget.of(arguments.url(), environment)
            .attaching(attached.withPasswords(environment));
    DriverWarmUp.inBackground(arguments.statements());
    DriverPath drivers = DriverPath.open(attached.driverPath());
    try {
      return run(arguments, target, interactive);
    } finally {
      drivers.close();
    }
  }

  private int run(ShellArguments arguments, ConnectionTarget target, boolean interactive)
      throws SQLException, IOException {
    try (Connection connection = target.connect()) {
      greet(target);
      LatestQueryProgress progress = connection.unwrap(LatestQueryProgress.class);
      if (interactive) {
        InteractiveShell.run(target, arguments, streams, progress);
      } else {
        runAll(arguments, connection, progress);
      }
      return OK;
    }
  }

  private void runAll(ShellArguments arguments, Connection connection, LatestQueryProgress progress)
      throws SQLException, IOException {
    if (arguments.output() == null) {
      runAll(arguments, connection, progress, streams);
      return;
    }
    try (OutputFile file = OutputFile.open(arguments.output())) {
      runAll(arguments, connection, progress, streams.into(file.out()));
      file.commit();
    }
  }

  private static void runAll(
      ShellArguments arguments,
      Connection connection,
      LatestQueryProgress progress,
      ShellStreams streams)
      throws SQLException, IOException {
    if (streams.progress() == ProgressDisplay.NONE) {
      runAll(arguments, connection, streams);
      return;
    }
    boolean untilResults = streams.progress() == ProgressDisplay.UNTIL_RESULTS;
    ProgressLine line = new ProgressLine(streams.out(), streams.err(), untilResults);
    ProgressTicker ticker = ProgressTicker.start(line, progress::latestQuery);
    try {
      runAll(arguments, connection, streams.around(line));
    } finally {
      ticker.close();
    }
  }

  private static void runAll(ShellArguments arguments, Connection connection, ShellStreams around)
      throws SQLException, IOException {
    OutputFormat format = arguments.format() == null ? OutputFormat.TABLE : arguments.format();
    NamedParameters parameters = new NamedParameters(arguments.parameters());
    BatchRunner batchRunner = new BatchRunner(connection, around, format, parameters);
    for (ScriptReader script : scripts(arguments.statements(), around.in())) {
      batchRunner.run(script);
    }
    for (String name : parameters.unused()) {
      around.err().println("Warning: no statement has the parameter :" + name);
    }
  }

  private static List<ScriptReader> scripts(List<String> texts, Reader in) {
    return texts.isEmpty()
        ? List.of(new ScriptReader(in))
        : texts.stream().map(text -> new ScriptReader(new StringReader(text))).toList();
  }

  /** A person must not take the demo's figures for his own. */
  private void greet(ConnectionTarget target) {
    if (streams.terminal() && target.isDemo()) {
      streams
          .err()
          .println("Demo: a made-up marketplace. Set STRIPE_API_KEY or pass -u for your own.");
    }
  }
}

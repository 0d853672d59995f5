package io.stripejdbc.shell;

import io.stripejdbc.jdbc.connection.DriverWarmUp;
import io.stripejdbc.jdbc.connection.LatestQueryProgress;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The shell without its process: everything but the exit. */
final class Shell {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int WRONG_ARGUMENTS = 2;

  private final ShellStreams streams;
  private final UnaryOperator<@Nullable String> environment;

  Shell(ShellStreams streams, UnaryOperator<@Nullable String> environment) {
    this.streams = streams;
    this.environment = environment;
  }

  /** Runs a command line and returns the status of the process. */
  int run(List<String> words) {
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

  private int run(ShellArguments arguments)
      throws SQLException, IOException, ShellArguments.Wrong {
    if (arguments.help()) {
      streams.out().print(Usage.HELP);
      return OK;
    }
    if (arguments.version()) {
      streams.out().println(Usage.VERSION);
      return OK;
    }
    AttachmentOptions attached = arguments.attached();
    ConnectionTarget target =
        ConnectionTarget.of(arguments.url(), environment)
            .attaching(attached.withPasswords(environment));
    DriverWarmUp.inBackground();
    DriverPath drivers = DriverPath.open(attached.driverPath());
    try {
      return run(arguments, target);
    } finally {
      drivers.close();
    }
  }

  private int run(ShellArguments arguments, ConnectionTarget target)
      throws SQLException, IOException {
    try (Connection connection = target.connect()) {
      greet(target);
      LatestQueryProgress progress = connection.unwrap(LatestQueryProgress.class);
      if (arguments.statements().isEmpty() && streams.terminal()) {
        InteractiveShell.run(target, arguments.format(), streams, progress);
      } else {
        runAll(arguments, connection, progress);
      }
      return OK;
    }
  }

  private void runAll(ShellArguments arguments, Connection connection, LatestQueryProgress progress)
      throws SQLException, IOException {
    if (!streams.live()) {
      runAll(arguments, connection, streams);
      return;
    }
    ProgressLine line = new ProgressLine(streams.out(), streams.err());
    ProgressTicker ticker = ProgressTicker.start(line, progress::latestQuery);
    try {
      runAll(arguments, connection, streams.around(line));
    } finally {
      ticker.close();
    }
  }

  private void runAll(ShellArguments arguments, Connection connection, ShellStreams around)
      throws SQLException, IOException {
    OutputFormat format = arguments.format() == null ? OutputFormat.TABLE : arguments.format();
    BatchRunner batchRunner = new BatchRunner(connection, around, format);
    for (ScriptReader script : scripts(arguments.statements())) {
      batchRunner.run(script);
    }
  }

  private List<ScriptReader> scripts(List<String> texts) {
    return texts.isEmpty()
        ? List.of(new ScriptReader(streams.in()))
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

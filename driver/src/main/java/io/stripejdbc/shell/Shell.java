package io.stripejdbc.shell;

import io.stripejdbc.jdbc.connection.LatestQuery;
import io.stripejdbc.jdbc.connection.WarmUp;
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

  private final Streams streams;
  private final UnaryOperator<@Nullable String> environment;

  Shell(Streams streams, UnaryOperator<@Nullable String> environment) {
    this.streams = streams;
    this.environment = environment;
  }

  /** Runs a command line and returns the status of the process. */
  int run(List<String> words) {
    try {
      return run(Arguments.parse(words));
    } catch (Arguments.Wrong e) {
      streams.err().println("Error: " + e.getMessage());
      return WRONG_ARGUMENTS;
    } catch (SQLException | IOException | RuntimeException | Error e) {
      streams.out().flush();
      streams.err().println(ErrorLine.of(e));
      return FAILED;
    }
  }

  private int run(Arguments arguments) throws SQLException, IOException {
    if (arguments.help()) {
      streams.out().print(Usage.HELP);
      return OK;
    }
    if (arguments.version()) {
      streams.out().println(Usage.VERSION);
      return OK;
    }
    Target target = Target.of(arguments.url(), environment);
    WarmUp.inBackground();
    try (Connection connection = target.connect()) {
      greet(target);
      LatestQuery progress = connection.unwrap(LatestQuery.class);
      if (arguments.statements().isEmpty() && streams.terminal()) {
        Interactive.run(target, arguments.format(), streams, progress);
      } else {
        runAll(arguments, connection, progress);
      }
      return OK;
    }
  }

  private void runAll(Arguments arguments, Connection connection, LatestQuery progress)
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

  private void runAll(Arguments arguments, Connection connection, Streams around)
      throws SQLException, IOException {
    Format format = arguments.format() == null ? Format.TABLE : arguments.format();
    Batch batch = new Batch(connection, around, format);
    for (Script script : scripts(arguments.statements())) {
      batch.run(script);
    }
  }

  private List<Script> scripts(List<String> texts) {
    return texts.isEmpty()
        ? List.of(new Script(streams.in()))
        : texts.stream().map(text -> new Script(new StringReader(text))).toList();
  }

  /** A person must not take the demo's figures for his own. */
  private void greet(Target target) {
    if (streams.terminal() && target.isDemo()) {
      streams
          .err()
          .println("Demo: a made-up marketplace. Set STRIPE_API_KEY or pass -u for your own.");
    }
  }
}

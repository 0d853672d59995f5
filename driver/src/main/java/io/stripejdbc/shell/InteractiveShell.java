package io.stripejdbc.shell;

import io.stripejdbc.StatementProgress.Snapshot;
import io.stripejdbc.jdbc.connection.LatestQueryProgress;
import java.io.File;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jline.reader.LineReader;
import org.jline.reader.impl.history.DefaultHistory;
import org.jspecify.annotations.Nullable;
import sqlline.BuiltInProperty;
import sqlline.CommandHandler;
import sqlline.PromptHandler;
import sqlline.SqlLine;
import sqlline.SqlLineOpts;

/** SQLLine on a terminal, set up for this driver. */
final class InteractiveShell extends SqlLine {
  /** SQLLine's title; it reads its version from a file that is not in the jar. */
  private static final String TITLE = "sqlline version ";

  /** Commands for what a read-only driver does not have. */
  private static final Set<String> POINTLESS =
      Set.of("autocommit", "batch", "call", "commit", "dropall", "isolation", "rollback");

  /** Lines that JLine keeps out of the history: they may hold a key. */
  private static final String SECRETS = "*[aA][pP][iI][kK][eE][yY]*:*[pP][aA][sS][sS][wW][oO][rR][dD]*:*k_test_*:*k_live_*";

  private final LatestQueryProgress progress;
  private volatile long before;

  private InteractiveShell(LatestQueryProgress progress) {
    this.progress = progress;
  }

  /**
   * Talks with the user until he leaves.
   *
   * @param progress of the statements that the shell runs
   */
  static void run(
      ConnectionTarget target,
      @Nullable OutputFormat format,
      ShellStreams streams,
      LatestQueryProgress progress)
      throws IOException, SQLException {
    if (target.attachments().isEmpty()) {
      talk(target, format, streams, progress);
      return;
    }
    AttachingDriver driver = AttachingDriver.register(target.attachments());
    try {
      talk(target, format, streams, progress);
    } finally {
      driver.close();
    }
  }

  private static void talk(
      ConnectionTarget target,
      @Nullable OutputFormat format,
      ShellStreams streams,
      LatestQueryProgress progress)
      throws IOException {
    InteractiveShell shell = new InteractiveShell(progress);
    if (!streams.live()) {
      shell.run(target, format, streams);
      return;
    }
    ProgressLine line = new ProgressLine(streams.out(), streams.err());
    ProgressTicker ticker = ProgressTicker.start(line, shell::latestQuery);
    try {
      shell.run(target, format, streams.around(line));
    } finally {
      ticker.close();
    }
  }

  private void run(ConnectionTarget target, @Nullable OutputFormat format, ShellStreams streams)
      throws IOException {
    System.setProperty(SQLLINE_BASE_DIR, home().getPath());
    setOutputStream(streams.out());
    setErrorStream(streams.err());
    configure(getOpts(), format);
    updateCommandHandlers(
        getCommandHandlers().stream().filter(InteractiveShell::hasAPoint).toList());
    LineReader reader = getConsoleReader(null, new DefaultHistory());
    reader.setVariable(LineReader.HISTORY_IGNORE, SECRETS);
    begin(arguments(target).toArray(String[]::new), null, true);
  }

  /** What runs since the last prompt; while somebody types, nothing does. */
  private @Nullable Snapshot latestQuery() {
    Snapshot latest = progress.latestQuery();
    return latest.queryId() > before ? latest : null;
  }

  /** SQLLine asks for it before each prompt. */
  @Override
  public PromptHandler getPromptHandler() {
    before = progress.latestQuery().queryId();
    return super.getPromptHandler();
  }

  /** Where history and saved settings live: SQLLine's own folder may belong to another database. */
  private static File home() {
    return new File(System.getProperty("user.home"), ".stripe-jdbc");
  }

  private static List<String> arguments(ConnectionTarget target) {
    List<String> arguments = new ArrayList<>(List.of("-u", target.url()));
    if (target.key() != null) {
      arguments.addAll(List.of("-p", target.key()));
    }
    return arguments;
  }

  private void configure(SqlLineOpts options, @Nullable OutputFormat format) {
    options.set(BuiltInProperty.CONNECT_INTERACTION_MODE, "notAskCredentials");
    options.set(BuiltInProperty.ISOLATION, "TRANSACTION_NONE");
    options.set(BuiltInProperty.READ_ONLY, true);
    options.set(BuiltInProperty.FAST_CONNECT, false);
    options.set(BuiltInProperty.PROMPT, "stripe> ");
    options.set(BuiltInProperty.NULL_VALUE, "null");
    options.set(BuiltInProperty.TIMESTAMP_FORMAT, "yyyy-MM-dd HH:mm:ss");
    options.set(BuiltInProperty.INCREMENTAL_BUFFER_ROWS, 100);
    if (format != null) {
      options.set(BuiltInProperty.OUTPUT_FORMAT, format.name().toLowerCase(Locale.ROOT));
    }
  }

  private static boolean hasAPoint(CommandHandler handler) {
    return POINTLESS.stream().noneMatch(handler.getNames()::contains);
  }

  @Override
  public void info(String message) {
    super.info(
        message.startsWith(TITLE)
            ? Usage.VERSION + ". Statements end with ; and !help shows the commands."
            : message);
  }

  /** Failures in one line from the start; SQLLine would add a stack trace to the first ones. */
  @Override
  public void handleException(Throwable failure) {
    Throwable shown = failure;
    while (!(shown instanceof java.sql.SQLException) && shown.getCause() != null) {
      shown = shown.getCause();
    }
    error(ErrorLine.of(shown));
  }
}

package io.stripejdbc.shell;

import io.stripejdbc.StatementProgress.Snapshot;
import io.stripejdbc.jdbc.connection.LatestQueryProgress;
import io.stripejdbc.shell.listing.SqlNameCompleter;
import io.stripejdbc.shell.output.OutputFormat;
import io.stripejdbc.shell.progress.ProgressDisplay;
import io.stripejdbc.shell.progress.ProgressLine;
import io.stripejdbc.shell.progress.ProgressTicker;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.reader.impl.history.DefaultHistory;
import org.jspecify.annotations.Nullable;
import sqlline.BuiltInProperty;
import sqlline.CommandHandler;
import sqlline.PromptHandler;
import sqlline.SqlLine;
import sqlline.SqlLineOpts;

/**
 * SQLLine on a terminal, set up for this driver: it reads lines and has its commands; statements
 * are run and printed as those of {@code -e} are.
 */
final class InteractiveShell extends SqlLine {
  /** SQLLine's title; it reads its version from a file that is not in the jar. */
  private static final String TITLE = "sqlline version ";

  /** Commands for what a read-only driver does not have, and those that are ours. */
  private static final Set<String> REPLACED =
      Set.of(
          "autocommit",
          "batch",
          "call",
          "commit",
          "dropall",
          "isolation",
          "rollback",
          "run",
          "sql");

  /** Lines that JLine keeps out of the history: they may hold a key. */
  private static final String SECRETS =
      "*[aA][pP][iI][kK][eE][yY]*:*[pP][aA][sS][sS][wW][oO][rR][dD]*:*k_test_*:*k_live_*";

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
      ShellArguments arguments,
      ShellStreams streams,
      LatestQueryProgress progress)
      throws IOException, SQLException {
    if (target.attachments().isEmpty()) {
      talk(target, arguments, streams, progress);
      return;
    }
    AttachingDriver driver = AttachingDriver.register(target.attachments());
    try {
      talk(target, arguments, streams, progress);
    } finally {
      driver.close();
    }
  }

  private static void talk(
      ConnectionTarget target,
      ShellArguments arguments,
      ShellStreams streams,
      LatestQueryProgress progress)
      throws IOException {
    InteractiveShell shell = new InteractiveShell(progress);
    if (streams.progress() == ProgressDisplay.NONE) {
      shell.run(target, arguments, streams);
      return;
    }
    ProgressLine line = new ProgressLine(streams.out(), streams.err());
    ProgressTicker ticker = ProgressTicker.start(line, shell::latestQuery);
    try {
      shell.run(target, arguments, streams.around(line));
    } finally {
      ticker.close();
    }
  }

  private void run(ConnectionTarget target, ShellArguments arguments, ShellStreams streams)
      throws IOException {
    System.setProperty(SQLLINE_BASE_DIR, home().getPath());
    setOutputStream(streams.out());
    setErrorStream(streams.err());
    configure(getOpts(), arguments.format());
    formats();
    InteractiveStatements statements =
        new InteractiveStatements(
            this, streams, new NamedParameters(arguments.parameters()), handler("sql"));
    List<CommandHandler> handlers = new ArrayList<>(statements.handlers());
    getCommandHandlers().stream().filter(InteractiveShell::isKept).forEach(handlers::add);
    updateCommandHandlers(handlers);
    LineReader reader = getConsoleReader(null, new DefaultHistory());
    reader.setVariable(LineReader.HISTORY_IGNORE, SECRETS);
    begin(words(target).toArray(String[]::new), null, true);
  }

  private CommandHandler handler(String name) {
    return getCommandHandlers().stream()
        .filter(handler -> handler.getNames().contains(name))
        .findFirst()
        .orElseThrow();
  }

  /** Formats that SQLLine has not are known to it by its nearest, which its own commands use. */
  private void formats() {
    Map<String, sqlline.OutputFormat> formats = new LinkedHashMap<>(getOutputFormats());
    formats.put(OutputFormat.JSONL.toString(), formats.get("json"));
    formats.put(OutputFormat.MARKDOWN.toString(), formats.get("table"));
    updateOutputFormats(formats);
  }

  /** SQLLine asks for it when it begins; what it reads by it is put into its own words. */
  @Override
  public LineReader getConsoleReader(@Nullable InputStream input, History history)
      throws IOException {
    LineReader reader = super.getConsoleReader(input, history);
    if (reader instanceof LineReaderImpl terminal
        && !(terminal.getCompleter() instanceof SqlNameCompleter)) {
      terminal.setCompleter(new SqlNameCompleter(getCommandCompleter(), this::connection));
      terminal.setParser(new BackslashParser(this));
    }
    return CommandLineReader.over(reader);
  }

  /**
   * The current connection, null without one. SQLLine keeps it to its own package, and a class of
   * ours in that package would split it.
   */
  @Nullable Connection connection() {
    try {
      Method getter = SqlLine.class.getDeclaredMethod("getConnection");
      getter.setAccessible(true);
      return (Connection) getter.invoke(this);
    } catch (InvocationTargetException e) {
      return null; // SQLLine throws where there is none.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This is not SQLLine 1.12", e);
    }
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

  private static List<String> words(ConnectionTarget target) {
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
    options.set(BuiltInProperty.FAST_CONNECT, true);
    options.set(BuiltInProperty.PROMPT, "stripe> ");
    options.set(BuiltInProperty.NULL_VALUE, "null");
    options.set(BuiltInProperty.TIMESTAMP_FORMAT, "yyyy-MM-dd HH:mm:ss");
    options.set(BuiltInProperty.INCREMENTAL_BUFFER_ROWS, 100);
    if (format != null) {
      options.set(BuiltInProperty.OUTPUT_FORMAT, format.toString());
    }
  }

  private static boolean isKept(CommandHandler handler) {
    return REPLACED.stream().noneMatch(handler.getNames()::contains);
  }

  @Override
  public void info(String message) {
    super.info(
        message.startsWith(TITLE)
            ? Usage.VERSION + ". Statements end with ; and !help and \\? show the commands."
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
